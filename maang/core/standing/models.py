"""Values that join what there is to solve with what was done about it."""

from dataclasses import dataclass
from datetime import datetime

from maang.core.practice.models import Attempt, Status
from maang.core.problems.models import Match, Problem, ProblemFilter
from maang.core.reviews.models import Recall


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which problems to look at; `due` asks for a card that is due now, `company` for what the
    person's own files say it asks."""

    problems: ProblemFilter
    status: Status | None = None
    due: bool = False
    company: str | None = None

    @property
    def personal(self) -> bool:
        """Whether it asks for more than the catalogue knows."""
        return self.status is not None or self.company is not None or self.due


@dataclass(frozen=True, slots=True)
class Line:
    """A problem, where one stands with it, and when its card is due (None: there is none)."""

    problem: Problem
    status: Status
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A problem a search found, and why."""

    problem: Problem
    match: Match
    status: Status
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Lines:
    """The first problems of a listing, and how many there are in all."""

    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Hits:
    """The first hits of a search, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Page:
    """Everything about one problem.

    `attempts` and `solved` count what stands of it, `best_minutes` is the shortest solution with
    a time, `recall` what its card remembers, `lists` the slugs of the lists it is in,
    `companies` who asks it, by the person's own files.
    """

    problem: Problem
    status: Status
    attempts: int
    solved: int
    best_minutes: int | None
    last: Attempt | None
    recall: Recall | None
    suspended: bool
    lists: tuple[str, ...]
    companies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a person's tries at one problem stand."""

    attempts: int = 0
    solved: int = 0
    best_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list and how far one is: of `size` problems, `attempted` were tried, `solved` solved."""

    slug: str
    name: str
    own: bool
    size: int
    attempted: int
    solved: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list with its problems, in its order."""

    list: ListLine
    problems: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PatternLine:
    """The same for the problems of one pattern; None where the pattern is unknown."""

    pattern: str | None
    size: int
    attempted: int
    solved: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one is in a list, pattern by pattern in the order of the roadmap."""

    list: ListLine
    patterns: tuple[PatternLine, ...]
