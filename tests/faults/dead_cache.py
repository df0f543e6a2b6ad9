"""Redis away, frozen or out of memory: what commands print is the same to the byte as without one,
and what is forgotten is forgotten. (`cache` itself has tests of its own.)"""

import os
import secrets
import signal
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

import psutil

from tests.faults.ground import Ground
from tests.faults.record import Fault, Tally
from tests.servers_fixture import free_port, start_valkey

SAME = (
    ("today",),
    ("log", "list"),
    ("stats",),
    ("problem", "show", "two-sum"),
    ("review", "due"),
    ("list", "progress", "grind-75"),
    ("memory", "search", "a window that slides"),
    ("ask", "which window slides?"),
)

LOOKING = (("status",), ("doctor",))


def run(ground: Ground, n: int) -> Tally:
    """Run the commands under the first `n` ways for a cache to fail."""
    tally = Tally(acknowledged=1)
    for words in (("log", "two-sum", "--note", "a window that slides"), ("memory", "index")):
        assert ground.program(*words).code == 0
    without = {"MAANG_REDIS_ENABLED": "false"}
    plain = {words: ground.program(*words, env=without) for words in SAME}
    for way in (_away, _frozen, _out_of_memory)[:n]:
        with ExitStack() as stack:
            env = {"MAANG_REDIS_URL": stack.enter_context(way(ground))}
            for words in SAME:
                done = ground.program(*words, env=env)
                if (done.code, done.out) != (plain[words].code, plain[words].out):
                    tally.broken.append(f"{' '.join(words)} differs, cache{way.__name__}")
            _forget(ground, env, tally)
            for words in LOOKING:
                if ground.program(*words, env=env).code not in (0, 1):
                    tally.broken.append(f"{words[0]} fails, cache{way.__name__}")
            tally.n += 1
    return tally


def _forget(ground: Ground, env: Mapping[str, str], tally: Tally) -> None:
    """What was remembered just now, and for good: found before, and not after."""
    said = f"a queue of {secrets.token_hex(4)}"
    seen = []
    for words in (("note", "add", said), ("--yes", "memory", "forget", said, "--now")):
        if ground.program(*words, env=env).code != 0:
            tally.broken.append(f"{words[-2]} fails")
        seen.append(said in ground.program("memory", "search", f'"{said}"', env=env).out)
    if seen != [True, False]:
        tally.broken.append(f"found before and after it was forgotten: {seen}")


def control(ground: Ground) -> Tally:
    """A command that does depend on the cache: its output must be seen to differ."""
    tally = Tally(n=1)
    plain = ground.program("status", env={"MAANG_REDIS_ENABLED": "false"})
    with _away(ground) as url:
        done = ground.program("status", env={"MAANG_REDIS_URL": url})
    tally.broken += ["status differs"] if done.out != plain.out else []
    return tally


@contextmanager
def _away(_: Ground) -> Iterator[str]:
    yield f"redis://127.0.0.1:{free_port()}/0"


@contextmanager
def _frozen(ground: Ground) -> Iterator[str]:
    with start_valkey(ground.program.home / "frozen", "secret") as url:
        pid = _pid_at(url)
        os.kill(pid, signal.SIGSTOP)
        try:
            yield url
        finally:
            os.kill(pid, signal.SIGCONT)


@contextmanager
def _out_of_memory(ground: Ground) -> Iterator[str]:
    home = ground.program.home / "small"
    full = ("--maxmemory", "1", "--maxmemory-policy", "noeviction")
    with start_valkey(home, "secret", *full) as url:
        yield url


def _pid_at(url: str) -> int:
    port = url.rpartition(":")[2].partition("/")[0]
    for each in psutil.process_iter(["cmdline"]):
        if port in (each.info["cmdline"] or ()) or any(
            word.endswith(f":{port}") for word in each.info["cmdline"] or ()
        ):
            return int(each.pid)
    raise AssertionError(f"nobody listens at {port}")


FAULT = Fault(
    "cache-gone",
    "Redis away, frozen, out of memory",
    run,
    control,
    "a command that needs it",
    full=3,
    short=1,
)
