"""(rules) What a search of memory is narrowed down to."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from maang.core.calendar import Calendar

SPANS = {"today": 1, "last 7 days": 7, "last 30 days": 30, "last year": 365}
"""What `since` goes through, in days."""


@dataclass(frozen=True, slots=True)
class MemoryFilters:
    """None lets everything through; `since` is one of `SPANS`, `problem` a slug."""

    names: ClassVar[tuple[str, ...]] = ("kind", "since", "problem", "pattern", "company")

    kind: str | None = None
    since: str | None = None
    problem: str | None = None
    pattern: str | None = None
    company: str | None = None

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return self != MemoryFilters()

    def turned(self, name: str) -> "MemoryFilters":
        """The next span of `since`, or `notes` and everything in turn."""
        if name == "notes":
            return replace(self, kind=None if self.kind == "note" else "note")
        spans = [*SPANS, None]
        return replace(self, since=spans[(spans.index(self.since) + 1) % len(spans)])

    def picked(self, name: str, word: str | None) -> "MemoryFilters":
        """Narrowed down to a `kind`, `problem`, `pattern` or `company`; None takes that away."""
        change: dict[str, Any] = {name: word}
        return replace(self, **change)

    def said(self, name: str) -> str | None:
        """The value of one filter in words."""
        value: str | None = getattr(self, name)
        return value

    def wanted(self, now: datetime, calendar: Calendar) -> dict[str, Any]:
        """The same in the words of the search: `since` as the beginning of a day."""
        since = None
        if self.since is not None:
            back = timedelta(days=SPANS[self.since] - 1)
            since = calendar.start_of(calendar.day_of(now) - back)
        return {
            "kind": self.kind,
            "problem": self.problem,
            "pattern": self.pattern,
            "company": self.company,
            "since": since,
        }
