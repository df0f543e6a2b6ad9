"""The one door to other programs: a deadline, a clean environment, capped output."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from maang.core.errors import TimedOut, Unavailable

KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TERM", "TMPDIR", "USER", "LOGNAME")
"""What a child sees of our environment: nothing that could hold a secret."""

OURS = "MAANG_"
"""How the names of our own variables begin."""

OUTPUT_CAP = 1 << 20
"""Bytes kept of each stream."""

DETACH = 'exec "$@" </dev/null >>"$0" 2>&1 & echo $!'
"""What the shell between us and a detached server runs; `$0` is the log."""

DETACH_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Finished:
    """How a program ended: its exit code (negative: the signal) and what it said."""

    code: int
    stdout: str
    stderr: str


def clean_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Our environment without anything that could hold a secret, plus `extra`."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, **(extra or {})}


def own_environment() -> dict[str, str]:
    """The person's whole environment without what is maang's.

    For a program they work in: an editor leans on variables nobody can list (its plug-ins, its
    language servers, the desktop, an ssh agent), and all but ours it would see from the shell too.
    Ours may hold a platform's session or a database's password, and go to every plug-in it starts.
    """
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


def run(
    command: Sequence[str | Path],
    *,
    seconds: float,
    env: Mapping[str, str] | None = None,
    stdin: str | None = None,
    cwd: Path | None = None,
) -> Finished:
    """Run `command` to its end.

    `env` is the child's whole environment (default: `clean_environment()`). Raises Unavailable
    when it cannot be started and TimedOut (the child is killed) after `seconds`.
    """
    argv = [str(part) for part in command]
    try:
        done = subprocess.run(
            argv,
            capture_output=True,
            timeout=seconds,
            env=dict(env) if env is not None else clean_environment(),
            input=stdin.encode() if stdin is not None else b"",
            cwd=cwd,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TimedOut(f"{argv[0]} did not finish in {seconds:g} s") from error
    except OSError as error:
        raise Unavailable(f"cannot run {argv[0]}: {error.strerror or error}") from error
    return Finished(done.returncode, _text(done.stdout), _text(done.stderr))


def attend(command: Sequence[str | Path], *, cwd: Path | None = None) -> int:
    """Run a program the person works in (an editor, a pager) on our own terminal; its exit code.

    It sees the environment of the shell, less what is ours. Raises Unavailable when it cannot be
    started.
    """
    argv = [str(part) for part in command]
    try:
        return subprocess.run(argv, cwd=cwd, env=own_environment(), check=False).returncode
    except OSError as error:
        raise Unavailable(f"cannot run {argv[0]}: {error.strerror or error}") from error


def spawn_detached(
    command: Sequence[str | Path], *, log: Path, env: Mapping[str, str] | None = None
) -> int:
    """Start a server that outlives us, and return its process id.

    It has a session of its own, no terminal, nothing of ours open, `/` as its directory, and
    writes to the end of `log`. A shell stands between us, so that the server is nobody's child: a
    long-lived parent would keep it as a zombie when it dies. Raises Unavailable.
    """
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        log.touch(mode=0o600)
        done = subprocess.run(
            ["/bin/sh", "-c", DETACH, str(log), *(str(part) for part in command)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            start_new_session=True,
            timeout=DETACH_SECONDS,
            env=dict(env) if env is not None else clean_environment(),
            cwd="/",
            check=False,
        )
        return int(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"cannot start {command[0]}: {error}") from error


def is_alive(pid: int) -> bool:
    """Whether that process exists and is more than a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        state = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:  # no /proc here (macOS), or it died this very moment
        return not Path("/proc/self").exists()
    return state.rpartition(")")[2].split()[0] != "Z"


def _text(raw: bytes) -> str:
    return raw[:OUTPUT_CAP].decode(errors="replace")
