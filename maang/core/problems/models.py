"""Values of the catalogue: problems, lists, and how a search finds them."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Difficulty(StrEnum):
    """How hard the platform says it is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Match(StrEnum):
    """Why a search found a problem, strongest first."""

    EXACT = "exact"
    """The query is its number, slug or title."""
    WORDS = "words"
    """Every word of the query stands in its title, pattern, topics or techniques."""
    PREFIX = "prefix"
    """Every word of the query begins one of those words."""
    TYPO = "typo"
    """It only looks alike; shown last and marked."""


@dataclass(frozen=True, slots=True)
class ProblemRef:
    """Enough of a problem to name it."""

    slug: str
    number: int | None
    title: str
    difficulty: Difficulty | None
    pattern: str | None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to solve.

    `time` and `space` are the best-known complexities, as published; `difficulty` is None where
    the platform does not say.
    """

    id: UUID
    platform: str
    slug: str
    number: int | None
    title: str
    difficulty: Difficulty | None
    premium: bool
    pattern: str | None
    topics: tuple[str, ...]
    techniques: tuple[str, ...]
    time: str | None
    space: str | None
    url: str | None

    def ref(self) -> ProblemRef:
        """Enough of it to name it."""
        return ProblemRef(self.slug, self.number, self.title, self.difficulty, self.pattern)


@dataclass(frozen=True, slots=True)
class Hit:
    """A problem a search found, and why."""

    problem: Problem
    match: Match


@dataclass(frozen=True, slots=True)
class ProblemFilter:
    """Which problems to look at, by what the catalogue knows; None lets everything through."""

    list: str | None = None
    pattern: str | None = None
    topic: str | None = None
    technique: str | None = None
    difficulty: Difficulty | None = None
    premium: bool | None = None
