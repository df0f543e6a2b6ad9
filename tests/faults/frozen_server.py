"""PostgreSQL stopped (SIGSTOP), every process of it: each command ends by itself, with exit 6 or 7
where it needs the database, and what was acknowledged before is there afterwards."""

import subprocess
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from tests.faults.ground import Ground, judge
from tests.faults.record import Fault, Tally
from tests.walk import VERBS

LIMIT = 60.0
"""Seconds after which a command hangs. It takes three to five on a quiet machine, and the longest
(`up`, `db`) as long as it may take to start a server that recovers."""

AT_ONCE = 4
"""They mostly wait."""

FIRST = ("today", "log add", "review due", "problem search", "sync status", "doctor", "config get")
"""Those of the short form."""

WITHOUT = (
    "tui", "config", "completion", "help", "init", "login", "status", "doctor", "sync schedule",
    "review optimize", "list import", "memory remember", "db verify", "db restore", "problem open",
    "review start", "cache",
)  # fmt: skip
"""Commands that may end otherwise: they need no database, or refuse for another reason first."""

SHIPPED = {"MAANG_DEADLINE_LIGHT": "5", "MAANG_DEADLINE_CONNECT": "3"}
"""The deadlines nobody has changed."""

HANGS = "still there"

GIVEN_UP = (6, 7)


def run(ground: Ground, n: int) -> Tally:
    """Run `n` verbs against a frozen server, as their examples have it."""
    tally, prefix = Tally(), f"frozen-{time.time_ns()}-"
    done = ground.program("log", "two-sum", "--note", f"{prefix}0")
    assert done.code == 0, done.err
    _lay_out(ground)
    chosen = sorted(VERBS, key=lambda verb: str(verb) not in FIRST)
    cases = [(str(each), each.example) for each in chosen[:n] if str(each) != "down"]
    with ground.frozen_server(), ThreadPoolExecutor(AT_ONCE) as pool:
        for name, said in pool.map(lambda case: _ended(ground, *case, env=SHIPPED), cases):
            tally.n += 1
            tally.broken += [f"{name}: {said}"] if said else []
    judge(ground.url, [f"{prefix}0"], tally, prefix=prefix)
    return tally


def control(ground: Ground) -> Tally:
    """The same with deadlines of ten minutes, for as long as patience lasts."""
    tally = Tally()
    patient = {"MAANG_DEADLINE_CONNECT": "600", "MAANG_DEADLINE_LIGHT": "600"}
    assert ground.program("today").code == 0
    with ground.frozen_server():
        _, said = _ended(ground, "today", ["today"], env=patient, limit=LIMIT / 8)
    tally.n += 1
    tally.broken += [said] if said.startswith(HANGS) else []
    return tally


def _lay_out(ground: Ground) -> None:
    """The files that the examples name."""
    home = ground.program.home
    (home / "log.csv").write_text("slug,solved on,result\ntwo-sum,2026-02-01,yes\n")
    (home / "companies.csv").write_text("company,slug\ngoogle,two-sum\n")
    (home / "backups").mkdir(exist_ok=True)
    done = ground.program("export")
    assert done.code == 0, done.err
    (home / "maang.jsonl").write_text(done.out)


def _ended(
    ground: Ground,
    name: str,
    words: list[str],
    *,
    env: Mapping[str, str] | None = None,
    limit: float = LIMIT,
) -> tuple[str, str]:
    """The verb, and what is wrong with how it ended: nothing, mostly."""
    words = words[: words.index("<")] if "<" in words else words
    words = [str(ground.program.home / each[2:]) if each[:2] == "~/" else each for each in words]
    try:
        done = subprocess.run(
            [*ground.program.argv, *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=limit,
            cwd=ground.program.home,
            env={**ground.program.environment, **(env or {})},
        )
    except subprocess.TimeoutExpired:
        return name, f"{HANGS} after {limit:g} s"
    if done.returncode in GIVEN_UP or (done.returncode < 6 and name.startswith(WITHOUT)):
        return name, ""
    return name, f"ended with {done.returncode}: {done.stderr.strip()[-200:]}"


FAULT = Fault(
    "server-frozen",
    "PostgreSQL frozen: every command ends within its deadline",
    run,
    control,
    "deadlines of ten minutes",
    full=1000,
    short=2,
)
