"""Values of the catalogue: problems, lists, and how a search finds them."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Difficulty(StrEnum):
    """How hard the platform says it is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class NameKind(StrEnum):
    """What problems are sorted by."""

    PATTERN = "pattern"
    TOPIC = "topic"
    TECHNIQUE = "technique"


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
class ProblemFilter:
    """Which problems to look at, by what the catalogue knows; None lets everything through.

    Names are as the person says them: `dp` will do for Dynamic Programming.
    """

    list: str | None = None
    pattern: str | None = None
    topic: str | None = None
    technique: str | None = None
    difficulty: Difficulty | None = None
    premium: bool | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a person says about a problem; None means it was not said, empty that there is none.

    `slug` and `platform` name a new problem and stay as they are afterwards.
    """

    title: str | None = None
    slug: str | None = None
    platform: str | None = None
    url: str | None = None
    number: int | None = None
    difficulty: Difficulty | None = None
    premium: bool | None = None
    pattern: str | None = None
    topics: tuple[str, ...] | None = None
    techniques: tuple[str, ...] | None = None
    time: str | None = None
    space: str | None = None


@dataclass(frozen=True, slots=True)
class ProblemList:
    """An ordered set of problems; `own` is the person's, the others are shipped."""

    id: UUID
    slug: str
    name: str
    own: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Enough of a problem to recognise it in a file."""

    id: UUID
    platform: str
    slug: str
    number: int | None
    title: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands in the catalogue, which goes by number, then title; those without a
    number come last."""

    number: int | None
    title: str
    id: UUID


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row of a file that names no problem, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list that was read from a file.

    `repeated` are the lines that named a problem once more and were dropped, `skipped` the rows
    that name none.
    """

    slug: str
    name: str
    size: int
    replaced: bool
    repeated: tuple[int, ...]
    skipped: tuple[BadRow, ...]
