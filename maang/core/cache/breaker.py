"""Remembers for half a minute, also for the next process, that the cache's server does not answer.

Without it every command would find out for itself, and wait. The memory is the time of an empty
file in the state directory: one `stat` tells.
"""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from maang.core.clock import Clock

SECONDS = 30.0
"""How long nobody asks it again."""

SAME_OUTAGE = 24 * 3600.0
"""Seconds after which another failure is news again."""


class Breaker:
    """Open while the server is not to be asked. `file` belongs to one server alone."""

    def __init__(
        self, file: Path, *, now: Clock, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._file = file
        self._now = now
        self._ticks = ticks
        self._until = 0.0

    def is_open(self) -> bool:
        """Whether to go on without the server. Costs a `stat` where it is closed."""
        if self._ticks() < self._until:
            return True
        age = self._age()
        if age is None or not 0 <= age < SECONDS:  # a clock that went back closes it
            return False
        self._until = self._ticks() + SECONDS - age
        return True

    def trip(self) -> bool:
        """Open it; whether this is news, and not the same outage going on."""
        age = self._age()
        self._until = self._ticks() + SECONDS
        moment = self._now().timestamp()
        with suppress(OSError):  # a state directory that cannot be written: this process knows
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file.touch(mode=0o600)
            os.utime(self._file, (moment, moment))
        return age is None or age > SAME_OUTAGE

    def mend(self) -> None:
        """Close it: the server answered."""
        self._until = 0.0
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def _age(self) -> float | None:
        try:
            return self._now().timestamp() - self._file.stat().st_mtime
        except OSError:
            return None
