"""(rules) The small words views share: days, minutes, problems and shares in plain English."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from maang.core.problems.models import ProblemRef


def minutes(count: int) -> str:
    """35 → `35 min`, 95 → `1 h 35`."""
    return f"{count} min" if count < 60 else f"{count // 60} h {count % 60:02d}"


def days(count: int) -> str:
    """0 → `today`, 1 → `tomorrow`, 9 → `in 9 days`, -2 → `2 days ago`."""
    if count in _NEAR:
        return _NEAR[count]
    return f"in {count} days" if count > 0 else f"{-count} days ago"


def named(problem: "ProblemRef") -> str:
    """`1 two-sum`, or the slug alone."""
    return f"{problem.number} {problem.slug}" if problem.number is not None else problem.slug


def back(count: int) -> str:
    """When a card is seen again: `back in 9 days`, or that it is due already."""
    return f"back {days(count)}" if count > 0 else "due now"


def share(value: float) -> str:
    """0.873 → `87 %`."""
    return f"{value * 100:.0f} %"


def moment(at: datetime, zone: tzinfo) -> str:
    """A moment as the person's clock shows it."""
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def long_day(day: date) -> str:
    """`Sunday 22 November 2026`, the same in every locale."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def stamp(at: datetime) -> str:
    """A moment as a log file has it: `2026-03-10T12:00:00Z`."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def hanging(text: str, width: int, *, indent: int = 12) -> str:
    """The text wrapped; what is cut off goes on below the value that stands at `indent`."""
    wrapped = []
    for line in text.splitlines():
        deep = indent if len(line) > indent and line[indent - 1] == " " != line[indent] else 2
        deep = deep if width > deep + 20 else 0
        first, *more = wrap(line[deep:], max(8, width - deep), drop_whitespace=False) or [""]
        wrapped += [line[:deep] + first, *(" " * deep + part.lstrip() for part in more)]
    return "\n".join(line.rstrip() for line in wrapped)


def beginnings(ids: "Sequence[UUID]") -> list[str]:
    """What names each id at the prompt: its first 13 characters, which are the millisecond it was
    made in, or as many as tell it from the others of the list."""
    length = {str(each): 13 for each in ids}
    for one, other in pairwise(sorted(length)):  # the most alike stand beside each other
        apart = 1 + next(at for at in range(36) if one[at] != other[at])
        length |= {one: max(length[one], apart), other: max(length[other], apart)}
    return [str(each)[: length[str(each)]] for each in ids]


def plural(count: int, noun: str) -> str:
    """`1 card`, `2 cards`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


_NEAR = {0: "today", 1: "tomorrow", -1: "yesterday"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
