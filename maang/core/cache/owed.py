"""Keys (or patterns) that must go as soon as the server can be told: a line each, in a file.

Who changes something and does not want to open the cache for it (a light command), or could not
reach it, leaves the key of a tag here; whoever opens the cache pays first. Imports next to nothing.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "cache-owed"
"""In the state directory."""


class Owed:
    """The debts of one home."""

    def __init__(self, state: Path) -> None:
        self._file = state / FILE

    def owe(self, *keys: str) -> None:
        """Have these keys removed before anything tagged is read. Raises OSError."""
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._locked(os.O_CREAT | os.O_WRONLY | os.O_APPEND) as file:
            os.write(file, "".join(f"{key}\n" for key in keys).encode())

    def any(self) -> bool:
        """Whether something is owed: one `stat`."""
        try:
            return self._file.stat().st_size > 0
        except OSError:
            return False

    @contextmanager
    def paying(self) -> Iterator[list[str]]:
        """Every key owed. They stay owed if the block raises; others wait until it is left.

        Raises OSError when nothing is owed, or the file cannot be had.
        """
        with self._locked(os.O_RDWR) as file:
            lines = os.read(file, os.fstat(file).st_size).decode(errors="replace").splitlines()
            yield list(dict.fromkeys(lines))
            os.ftruncate(file, 0)

    @contextmanager
    def _locked(self, flags: int) -> Iterator[int]:
        file = os.open(self._file, flags, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)  # a process forked meanwhile has the file open too
            os.close(file)
