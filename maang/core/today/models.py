"""Values of the page of the day. Their names are the JSON that scripts read."""

from dataclasses import dataclass
from datetime import date, datetime

from maang.core.days import Streak
from maang.core.problems.models import ProblemRef
from maang.core.reviews.models import Due


@dataclass(frozen=True, slots=True)
class Next:
    """A problem to learn next, from which list, and why this one."""

    problem: ProblemRef
    list: str
    reason: str


@dataclass(frozen=True, slots=True)
class Scheduled:
    """An interview that is coming."""

    at: datetime | date
    what: str
    days: int


@dataclass(frozen=True, slots=True)
class Page:
    """The page of the day. `minutes_total` is what is due, and the first of `next`."""

    date: date
    due: list[Due]
    next: list[Next]
    minutes_total: int
    streak: Streak
    scheduled: list[Scheduled]
    notices: list[str]
