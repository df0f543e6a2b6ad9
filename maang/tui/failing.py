"""A failure in the words of a toast; what several parts of a screen run into is told once."""

import time

from maang.core.cleaning import safe_line
from maang.core.errors import MaangError

SAID = 5.0
"""Seconds in which the same failure is told once."""


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
