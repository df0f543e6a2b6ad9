"""Values of spaced repetition: cards, what is remembered of them, and answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from maang.core.errors import Conflict
from maang.core.problems.models import ProblemRef


class AnsweredAlready(Conflict):
    """The card was answered a moment ago."""


class Rating(StrEnum):
    """How a recall went. AGAIN means forgotten; HARD means recalled, with effort."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"

    @property
    def score(self) -> int:
        """1 (again) to 4 (easy), as FSRS counts."""
        return _SCORES[self]

    @staticmethod
    def of(score: int) -> "Rating":
        """The rating behind FSRS's number."""
        return _RATINGS[score - 1]


_RATINGS = tuple(Rating)
_SCORES = {rating: score for score, rating in enumerate(_RATINGS, start=1)}


class CardKind(StrEnum):
    """What sort of thing is remembered; each kind has its own desired retention."""

    PROBLEM = "problem"
    CONCEPT = "concept"
    BEHAVIOURAL = "behavioural"
    DESIGN = "design"


LEECH_LAPSES = 8
"""Forgotten so often, a card is a leech: more of the same will not help."""


@dataclass(frozen=True, slots=True)
class Recall:
    """What is remembered, as FSRS sees it: stability in days, difficulty from 1 to 10."""

    stability: float
    difficulty: float
    reviewed_at: datetime
    due_at: datetime
    reps: int
    lapses: int

    @property
    def leech(self) -> bool:
        """Whether it was forgotten too often for repeating to help."""
        return self.lapses >= LEECH_LAPSES


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One answer as the log keeps it: enough to fold a card again.

    `days` is the interval that balancing chose; None where nothing was to choose.
    """

    rating: Rating
    reviewed_at: datetime
    retention: float
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Tied:
    """An answer that came with a statement of an attempt, as the log keeps it."""

    id: UUID
    card_id: UUID
    attempt_event_id: UUID
    rating: Rating
    suggested: Rating | None
    reviewed_at: datetime
    retention: float
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What review remembers about one problem; `recall` is None until the first answer."""

    id: UUID
    problem_id: UUID
    problem: ProblemRef
    kind: CardKind
    recall: Recall | None
    suspended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Due:
    """A card that is due, what is left of it in memory, and what it will cost."""

    card: UUID
    problem: ProblemRef
    kind: CardKind
    due: datetime
    retrievability: float
    minutes: int
    lapses: int = 0
    leech: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """When the card would come back for each rating."""

    again: datetime
    hard: datetime
    good: datetime
    easy: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that was recorded, and what it made of the card."""

    id: UUID
    card: Card
    rating: Rating
    at: datetime
    due: datetime
    days: int
    leech: bool = False


@dataclass(frozen=True, slots=True)
class Suspension:
    """A card that was set aside, or (`suspended` false) is asked for again."""

    card: Card
    suspended: bool


@dataclass(frozen=True, slots=True)
class Retention:
    """The share of reviews to be recalled when due, for each kind of card (0 to 1)."""

    problem: float = 0.9
    concept: float = 0.9
    behavioural: float = 0.9
    design: float = 0.9

    def of(self, kind: CardKind) -> float:
        """The target for one kind."""
        share: float = getattr(self, kind.value)
        return share


@dataclass(frozen=True, slots=True)
class Targets:
    """Minutes a problem should take, by difficulty; an unknown one counts as medium."""

    easy: int = 20
    medium: int = 35
    hard: int = 50

    def of(self, difficulty: str | None) -> int:
        """The target for one difficulty."""
        minutes: int = getattr(self, difficulty or "medium")
        return minutes
