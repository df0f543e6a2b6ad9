"""Chores: work that is done now and then in a process of its own, so that the command that found
it due does not wait.

Commands come by here when they have answered, so this module imports next to nothing.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from maang.core.config.paths import Paths

PASSED = ("MAANG_HOME", "PYTHONPATH", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
"""What the process needs of our environment to find the same home. No secret: where the database
is elsewhere, its address may be one, and no chore begins."""


@dataclass(frozen=True, slots=True)
class Chore:
    """One kind of work, what begins it and how often."""

    words: tuple[str, ...]
    """The command, without the program's name."""
    every: float
    """Seconds between two."""
    mark: str
    """A file under the directory of data; its time is when the last one was begun."""
    log: str
    """A file under the directory of state, for what the process prints."""

    def begin_if_due(self, paths: Paths, *, env: Mapping[str, str], now: datetime) -> bool:
        """Start it for a server of our own unless one was begun of late; whether it was started.

        Nothing fails: what could not be begun waits for the next time.
        """
        with suppress(OSError):
            return self._claim(paths, now.timestamp()) and self._begin(paths, env)
        return False

    def _claim(self, paths: Paths, now: float) -> bool:
        """Whether it is due; if so, it counts as begun. The first time it only begins to count."""
        mark = paths.data / self.mark
        try:
            due = abs(now - mark.stat().st_mtime) >= self.every  # a clock may go back
        except FileNotFoundError:
            if not (paths.data / "postgres").is_dir():
                return False  # no server of ours
            mark.parent.mkdir(mode=0o700, exist_ok=True)
            mark.touch(mode=0o600)
            os.utime(mark, (now, now))
            return False
        if due:
            os.utime(mark, (now, now))
        return due

    def _begin(self, paths: Paths, env: Mapping[str, str]) -> bool:
        import sys

        from maang.core import process
        from maang.core.errors import Unavailable

        passed = {name: env[name] for name in PASSED if name in env}
        argv = ["nice", "-n", "10", sys.executable, "-m", "maang", *self.words]
        try:
            process.spawn_detached(
                argv, log=paths.state / self.log, env=process.clean_environment(passed)
            )
        except Unavailable:
            return False
        return True
