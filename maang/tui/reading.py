"""What the page of problems asks the core for, and what it hears back."""

from dataclasses import dataclass

from textual.message import Message

from maang.core.bootstrap import Core
from maang.core.practice.models import Attempt, AttemptFilter
from maang.core.problems.models import NameKind, Place
from maang.core.standing.models import Hit, Line
from maang.core.standing.models import Page as ProblemPage
from maang.tui.filters import Filters

LINES = 200
"""Lines that are read at once, when one of them is about to be seen."""

MOST_HITS = 500
"""More than anybody scrolls through after typing a word."""

MOST_ATTEMPTS = 100

Asked = tuple[str, Filters]
"""What is typed, and what it is filtered by."""


@dataclass
class Found(Message):
    """The first lines for what is asked were read; `total` is how many there are, where that is
    known by then."""

    asked: Asked
    lines: tuple[Line | Hit, ...]
    total: int | None


@dataclass
class Counted(Message):
    """How many lines there are was counted."""

    asked: Asked
    total: int


@dataclass
class Placed(Message):
    """Where each page of lines begins was read."""

    asked: Asked
    places: list[Place]


@dataclass
class MoreRead(Message):
    """Lines further down were read."""

    asked: Asked
    page: int
    lines: tuple[Line, ...]


@dataclass
class PageRead(Message):
    """Everything about one problem was read."""

    page: ProblemPage
    attempts: list[Attempt]


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads it, in a thread of its own."""

    core: Core

    def find(self, asked: Asked) -> Found:
        """The first lines."""
        typed, filters = asked
        if typed:
            hits = self.core.standing.search(typed, filters.wanted(), limit=MOST_HITS)
            return Found(asked, hits.hits, hits.total)
        lines = self.core.standing.lines(filters.wanted(), limit=LINES)
        return Found(asked, lines, len(lines) if len(lines) < LINES else None)

    def count(self, asked: Asked) -> Counted:
        """How many there are; that takes longer the more there are."""
        return Counted(asked, self.core.standing.count(asked[1].wanted()))

    def place(self, asked: Asked) -> Placed:
        """Where each page begins; so does that."""
        return Placed(asked, self.core.standing.places(asked[1].wanted(), every=LINES))

    def more(self, asked: Asked, page: int, start: Place) -> MoreRead:
        """A page of lines."""
        lines = self.core.standing.lines(asked[1].wanted(), start=start, limit=LINES)
        return MoreRead(asked, page, lines)

    def page(self, slug: str) -> PageRead:
        """One problem."""
        page = self.core.standing.page(slug)
        wanted = AttemptFilter(problem_id=page.problem.id)
        return PageRead(page, self.core.practice.attempts(wanted, limit=MOST_ATTEMPTS))

    def names(self, name: str) -> list[str]:
        """What a filter may be narrowed down to."""
        if name == "list":
            return [line.slug for line in self.core.standing.lists()]
        if name == "company":
            return self.core.standing.companies()
        return self.core.problems.names(NameKind(name))
