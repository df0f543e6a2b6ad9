"""A platform that plays back what it is told, page by page, and the way into it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar

from maang.core.accounts.models import Shown
from maang.core.errors import NotFound
from maang.core.sync.models import (
    Cursor,
    RemoteActivity,
    RemotePage,
    RemoteProblem,
    RemoteSubmission,
    Verdict,
)
from maang.core.sync.ports import Platform
from tests.conftest import NOON

TWO_SUM = RemoteProblem("leetcode", "two-sum", 1, "Two Sum")
THREE_SUM = RemoteProblem("leetcode", "3sum", 15, "3Sum")


def submitted(
    key: int,
    verdict: Verdict = Verdict.ACCEPTED,
    *,
    minutes_ago: float = 60,
    problem: RemoteProblem = TWO_SUM,
    at: datetime | None = None,
    **facts: Any,
) -> RemoteSubmission:
    """A submission on leetcode; minutes count back from the noon at which tests begin."""
    return RemoteSubmission(
        platform="leetcode",
        external_id=str(key),
        problem=problem,
        verdict=verdict,
        said=verdict.value,
        at=at or NOON - timedelta(minutes=minutes_ago),
        **{"language": "python", **facts},
    )


@dataclass
class Recorded:
    """A platform with those pages; it goes on after the last one its cursor names.

    After `cut` pages it raises `error`. `between` is called before each page but the first.
    """

    listing: list[Sequence[RemoteSubmission]]
    cut: int | None = None
    error: BaseException | None = None
    activities: Sequence[RemoteActivity] = ()
    notes: tuple[str, ...] = ()
    between: Any = None
    waited_seconds: float = 0.0
    asked: list[tuple[Cursor | None, bool]] = field(default_factory=list)
    name: ClassVar[str] = "leetcode"

    def pages(self, *, cursor: Cursor | None, full: bool) -> Iterator[RemotePage]:
        self.asked.append((cursor, full))
        first = cursor["page"] if cursor else 0
        for count, place in enumerate(range(first, len(self.listing))):
            if count and self.between:
                self.between()
            if count == self.cut and self.error:
                raise self.error
            self.waited_seconds += 0.5
            rows = tuple(self.listing[place])
            raw = {"page": place, "ids": [row.external_id for row in rows]}
            notes, own = self.notes, tuple(self.activities) if not place else ()
            yield RemotePage(rows, raw, {"page": place + 1}, own, notes)
        if self.error and self.cut is None:
            raise self.error

    def read(self, raw: Any) -> RemotePage:
        return RemotePage(tuple(self.listing[raw["page"]]), raw, {})


@dataclass
class OneByOne:
    """`Sources` of platforms that are handed in."""

    platforms: Mapping[str, Platform]
    shown: Sequence[Shown] = ()

    def names(self) -> Sequence[str]:
        return sorted(self.platforms)

    def how(self) -> str:
        return "maang login leetcode"

    def require(self, name: str) -> None:
        if name not in self.platforms:
            raise NotFound(f"there is no platform {name!r}", hint="leetcode")

    def open(self, name: str) -> Platform:
        return self.platforms[name]

    def logins(self) -> Sequence[Shown]:
        return self.shown
