"""Which submissions of a list that is shown newest first were read: stretches of it, by id (rules).

A cursor made of this survives what happens between two pages and two runs: new submissions push
everything down, a run is cut in the middle, the next one is cut too. Ids must grow with time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Stretch:
    """Everything from `newest` down to `oldest` was read: `count` rows of the list."""

    newest: int
    oldest: int
    count: int

    def holds(self, key: int) -> bool:
        """Whether that submission lies within."""
        return self.oldest <= key <= self.newest


@dataclass(frozen=True, slots=True)
class Coverage:
    """The stretches that were read, newest first; `bottom`: the last one ends the whole list."""

    stretches: tuple[Stretch, ...] = ()
    bottom: bool = False

    @property
    def complete(self) -> bool:
        """Whether nothing is missing below the newest that was read."""
        return self.bottom and len(self.stretches) <= 1

    def around(self, key: int) -> Stretch | None:
        """The stretch in which that submission lies."""
        return next((each for each in self.stretches if each.holds(key)), None)

    def with_row(self, key: int, *, below: int | None) -> "Coverage":
        """The coverage when `key` was read and stands right below `below` (None: below a hole)."""
        own = self.around(key) or Stretch(key, key, 1)
        rest = [each for each in self.stretches if each != own]
        above = self.around(below) if below is not None else None
        if above is not None and above != own:
            rest.remove(above)
            own = Stretch(above.newest, own.oldest, above.count + own.count)
        ordered = sorted([*rest, own], key=lambda each: each.newest, reverse=True)
        ends = self.bottom and bool(self.stretches) and ordered[-1].oldest >= self._oldest
        return Coverage(tuple(ordered), ends)

    def with_bottom(self) -> "Coverage":
        """The coverage when nothing comes after its last stretch."""
        return replace(self, bottom=True)

    @property
    def _oldest(self) -> int:
        return self.stretches[-1].oldest

    def to_plain(self) -> dict[str, Any]:
        """JSON of it, for a cursor."""
        stretches = [[each.newest, each.oldest, each.count] for each in self.stretches]
        return {"stretches": stretches, "bottom": self.bottom}


def coverage_of(cursor: Mapping[str, Any]) -> Coverage:
    """The coverage a cursor holds; nothing where it holds none that makes sense."""
    stretches, bottom = cursor.get("stretches"), cursor.get("bottom")
    if not isinstance(stretches, list) or not isinstance(bottom, bool):
        return Coverage()
    found = []
    for each in stretches:
        if not (isinstance(each, list) and len(each) == 3 and all(map(_whole, each))):
            return Coverage()
        found.append(Stretch(*each))
    return Coverage(tuple(found), bottom)


def begun(cursor: Mapping[str, Any], *, user: str, full: bool) -> Coverage:
    """Where a run begins. What another user's cursor covers is nothing to this one, and a full run
    only goes on from a full one that was cut."""
    found = cursor.get("list")
    if not is_of(cursor, user) or not isinstance(found, dict):
        return Coverage()
    coverage = coverage_of(found)
    if full and (coverage.complete or not cursor.get("full")):
        return Coverage()
    return coverage


def cursor_at(coverage: Coverage, *, user: str, full: bool) -> dict[str, Any]:
    """The cursor that `begun` understands."""
    return {"user": user, "full": full, "list": coverage.to_plain()}


def is_of(cursor: Mapping[str, Any], user: str) -> bool:
    """Whether the cursor is that user's."""
    return str(cursor.get("user", "")).lower() == user.lower()


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
