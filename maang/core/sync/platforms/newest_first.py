"""Walking down a list that is shown newest first, in pages that shift while they are read (rules).

Each page begins with the last row of the one before: when it does not, rows have vanished above
it and the walk goes back until it does, so that nothing falls between two pages. What was read
before is jumped over.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from maang.core.sync.errors import SchemaChanged
from maang.core.sync.models import RemoteSubmission
from maang.core.sync.platforms.coverage import Coverage

MOST_STEPS_BACK = 200
"""How often a walk goes back before it calls the list unreadable."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list; `submission` is None while the judge is still at it."""

    key: int
    submission: RemoteSubmission | None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page as the platform showed it, newest first, and whether it says there is more."""

    rows: tuple[Row, ...]
    more: bool
    raw: Any


@dataclass(frozen=True, slots=True)
class Step:
    """One page walked: what is new on it, how much is not, and what is covered after it."""

    new: tuple[RemoteSubmission, ...]
    seen: int
    raw: Any
    coverage: Coverage


def walk(fetch: Callable[[int], Listing], coverage: Coverage, *, page_size: int) -> Iterator[Step]:
    """Read what `coverage` does not hold; `fetch` gives the page that begins at an offset from 0.

    A row that is still being judged is left for the next walk. Raises SchemaChanged when the list
    is not ordered by falling ids, besides what `fetch` raises.
    """
    place = _Place()
    while True:
        listing = _ordered(fetch(place.offset))
        if place.missed(listing):
            place.step_back(page_size)
            continue
        step = _read(listing, coverage)
        coverage = step.coverage
        ended = not listing.more or not listing.rows
        if ended and _settled(listing.rows[-1].key if listing.rows else place.last, coverage):
            coverage = coverage.with_bottom()
        yield Step(step.new, step.seen, step.raw, coverage)
        if ended or (coverage.bottom and _in_last_stretch(listing, coverage)):
            return
        place.go_on(listing, coverage)


@dataclass(slots=True)
class _Place:
    """Where the walk is: the next offset, and the id of the row that must stand there."""

    offset: int = 0
    last: int | None = None
    jumping: bool = True
    steps_back: int = 0
    adjoining: bool = False
    ended: bool = False

    def missed(self, listing: Listing) -> bool:
        """Whether rows above this page have vanished, so that some below may have slipped by."""
        if self.last is None or self.offset == 0:
            return False
        if listing.rows:
            return listing.rows[0].key < self.last
        if self.adjoining and self.ended:  # it said there was more, twice, and there is not
            return False
        self.ended = self.ended or self.adjoining
        return True

    def step_back(self, page_size: int) -> None:
        self.steps_back += 1
        if self.steps_back > MOST_STEPS_BACK:
            raise SchemaChanged(
                "the list of submissions does not hold still", hint="run the sync again later"
            )
        self.offset = max(0, self.offset - max(1, page_size - 1))
        self.jumping = False  # the counts are too high: they would lead to the same place
        self.adjoining = False

    def go_on(self, listing: Listing, coverage: Coverage) -> None:
        """Move to the page after this one, or over what was read before."""
        overlaps = len(listing.rows) > 1
        tail = listing.rows[-1].key
        stretch = coverage.around(tail)
        self.offset += len(listing.rows) - 1 if overlaps else 1
        self.last = tail if overlaps else None
        self.adjoining = True
        if stretch and self.jumping:
            above = [each.count for each in coverage.stretches if each.newest >= stretch.newest]
            if sum(above) - 1 > self.offset:
                self.offset, self.last = sum(above) - 1, stretch.oldest
                self.adjoining = False


def _ordered(listing: Listing) -> Listing:
    """The page without its doubles. Raises SchemaChanged when ids do not fall."""
    rows = tuple({row.key: row for row in listing.rows}.values())
    for above, below in pairwise(rows):
        if below.key >= above.key:
            raise SchemaChanged(
                f"submission {below.key} is listed below {above.key}",
                hint="the platform no longer lists the newest first: look for a newer maang",
            )
    return Listing(rows, listing.more, listing.raw)


def _read(listing: Listing, coverage: Coverage) -> Step:
    new = []
    below: int | None = None
    for row in listing.rows:
        if row.submission is None:
            below = None
            continue
        if coverage.around(row.key) is None:
            new.append(row.submission)
        coverage = coverage.with_row(row.key, below=below)
        below = row.key
    return Step(tuple(new), len(listing.rows) - len(new), listing.raw, coverage)


def _settled(key: int | None, coverage: Coverage) -> bool:
    """Whether the last row of the list is judged: if not, the list has no bottom yet."""
    return key is None or coverage.around(key) is not None


def _in_last_stretch(listing: Listing, coverage: Coverage) -> bool:
    """Whether all that comes after this page was read before."""
    stretch = coverage.around(listing.rows[-1].key)
    return stretch is not None and stretch == coverage.stretches[-1]
