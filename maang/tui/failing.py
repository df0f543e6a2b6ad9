"""A failure in the words of a toast; what several parts of a screen run into is told once."""

import time

from textual.app import App

from maang.core.cleaning import safe_line
from maang.core.errors import MaangError, TimedOut, Unavailable

SAID = 5.0
"""Seconds in which the same failure is told once."""

AGAIN = 2.0
"""Seconds after which what could not be read is read again."""


def stands_still(app: App[object], error: MaangError) -> bool:
    """Whether it must be asked again: a database that only stands still sends no news when it goes
    on, as one does that is back after it was lost."""
    return isinstance(error, TimedOut | Unavailable) and not getattr(app, "trouble", "")


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
