"""A failure in the words of a toast; what several parts of a screen run into is told once."""

import time
from collections.abc import Callable
from typing import Protocol

from textual.timer import Timer

from maang.core.cleaning import safe_line
from maang.core.errors import MaangError, TimedOut, Unavailable

SAID = 5.0
"""Seconds in which the same failure is told once."""

AGAIN = 2.0
"""Seconds after which what could not be read is read again."""


class Reads(Protocol):
    """A screen that can read again what it shows."""

    def reload(self) -> None:
        """Read it again."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        """Call back after so many seconds."""


def unanswered(error: MaangError) -> bool:
    """Whether the database did not answer, and may answer yet."""
    return isinstance(error, TimedOut | Unavailable)


def read_again(screen: Reads, *, before: Timer | None, trouble: str) -> Timer | None:
    """Let it read once more soon, in the place of what was to happen `before`: a database that only
    stands still sends no news when it goes on. One that is lost (`trouble`) does once it is back.
    """
    if before is not None:
        before.stop()
    return None if trouble else screen.set_timer(AGAIN, screen.reload)


class Failing:
    """Remembers what was told last."""

    def __init__(self) -> None:
        self._told, self._at = "", 0.0

    def told(self, error: MaangError) -> str | None:
        """The message and its hint; None where just that was told a moment ago."""
        text = safe_line(error.message) + (f"\n{safe_line(error.hint)}" if error.hint else "")
        if text == self._told and time.monotonic() - self._at < SAID:
            return None
        self._told, self._at = text, time.monotonic()
        return text
