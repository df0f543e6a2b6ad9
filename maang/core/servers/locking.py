"""One manager a data directory: whoever comes second waits, and then finds the server running."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from maang.core.errors import Denied, TimedOut, Unavailable

LOCK_SECONDS = 120.0
"""Long enough for another command to make a cluster on a slow disk."""


@contextmanager
def only_one(directory: Path, *, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Make `directory` (0700) and hold its lock; the system drops it when we die.

    Inside the block, what the file system refuses becomes Denied or Unavailable. Raises TimedOut
    when another command holds the lock longer than `seconds`.
    """
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(directory / "lock", timeout=seconds, mode=0o600):
            yield
    except Timeout as error:
        raise TimedOut(
            f"another maang has been starting a server in {directory} for {seconds:g} s",
            hint="wait for it, or see with `maang status`",
        ) from error
    except PermissionError as error:
        raise Denied(
            f"no permission for {error.filename or directory}",
            hint="run maang as the owner of its data directory, or set MAANG_HOME",
        ) from error
    except OSError as error:
        raise Unavailable(
            f"{error.filename or directory}: {error.strerror or error}",
            hint="is the disk full, or the directory on a file system that cannot do this?",
        ) from error
