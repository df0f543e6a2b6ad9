"""Passages for an answer, as memory would find them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from maang.core.ask.models import Source


@dataclass(frozen=True)
class Found:
    """One passage."""

    text: str
    title: str = "Binary search"
    source: str = "notes"
    kind: str = "note"
    handle: str = "0190aaaa"
    happened_at: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    problem: str | None = None
    score: float = 0.5


SEARCH = Found(
    "# Binary search\n\n- I keep writing `lo < hi` where `lo <= hi` is needed. The loop then ends"
    " one step early.\n- Overflow is no issue in Python.\n"
)
HEAPS = Found("A heap gives the smallest in O(1). Pushing costs O(log n).", title="Heaps")
PIE = Found("The canteen has apple pie on Fridays.", title="Lunch")


def found(*passages: Found) -> "Remembered":
    """What finds exactly these, whatever is asked."""
    return Remembered(passages)


@dataclass(frozen=True)
class Remembered:
    """A retriever of a test."""

    passages: Sequence[Found]

    def __call__(self, question: str) -> Sequence[Found]:
        return self.passages


def sources(*passages: Found) -> tuple[Source, ...]:
    """The same, numbered as an answer cites them."""
    return tuple(
        Source(
            number,
            each.source,
            each.kind,
            each.handle,
            each.title,
            each.text,
            each.happened_at,
            each.problem,
            each.score,
        )
        for number, each in enumerate(passages, start=1)
    )
