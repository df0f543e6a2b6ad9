"""Values of the log: one try at a problem, what is said of it, and what came of saying it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from maang.core.errors import Conflict
from maang.core.problems.models import ProblemRef
from maang.core.reviews.models import Rating


class Repeated(Conflict):
    """The same attempt was logged a moment ago."""


class Outcome(StrEnum):
    """How a try ended."""

    SOLVED = "solved"
    SOLVED_WITH_HINTS = "solved_with_hints"
    FAILED = "failed"
    GAVE_UP = "gave_up"

    @property
    def solved(self) -> bool:
        """Whether it ended with a solution."""
        return self in (Outcome.SOLVED, Outcome.SOLVED_WITH_HINTS)


class Verdict(StrEnum):
    """What a judge said of a submission."""

    ACCEPTED = "accepted"
    WRONG_ANSWER = "wrong_answer"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    OUTPUT_LIMIT = "output_limit"
    RUNTIME_ERROR = "runtime_error"
    COMPILE_ERROR = "compile_error"
    OTHER = "other"


class Status(StrEnum):
    """Where a person stands with a problem."""

    TODO = "todo"
    ATTEMPTED = "attempted"
    SOLVED = "solved"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try, as it was last stated. `event` is that statement, `id` the try itself.

    `verdict` to `failing_case` are a judge's, where `source` is a platform; `merged` says that it
    was logged by hand as well, before or after the platform told of it.
    """

    id: UUID
    event: UUID
    problem_id: UUID
    problem: ProblemRef
    at: datetime
    recorded_at: datetime
    outcome: Outcome
    minutes: int | None
    hints: int
    mistakes: tuple[str, ...]
    approach: str | None
    time: str | None
    space: str | None
    code: str | None
    language: str | None
    note: str | None
    company: str | None
    source: str
    amended: bool
    verdict: str | None = None
    runtime_ms: int | None = None
    memory_kb: int | None = None
    failing_case: str | None = None
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Try:
    """An attempt in brief. `event` is its newest statement; `spoken` says that a person has made
    one of its statements, `by_hand` that one of them was a log of their own."""

    id: UUID
    event: UUID
    problem_id: UUID
    at: datetime
    outcome: Outcome
    verdict: str | None
    spoken: bool
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of what a judge said of an attempt, without the texts themselves."""

    attempt_id: UUID
    problem_id: UUID
    verdict: str | None
    language: str | None
    runtime_ms: int | None
    memory_kb: int | None
    code: bool
    failing_case: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person says about a try; None means it was not said."""

    outcome: Outcome | None = None
    minutes: int | None = None
    hints: int | None = None
    rating: Rating | None = None
    mistakes: tuple[str, ...] | None = None
    approach: str | None = None
    time: str | None = None
    space: str | None = None
    code: str | None = None
    language: str | None = None
    note: str | None = None
    company: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The rating that outcome, hints and time speak for, and why."""

    rating: Rating
    reason: str


@dataclass(frozen=True, slots=True)
class Logged:
    """What `log` recorded: the attempt, the rating it counts as, and when it comes back.

    `joined` is the platform whose attempt it has joined, None where it is one of its own.
    """

    attempt: Attempt
    rating: Rating
    suggested: Rating
    reason: str
    due: datetime
    days: int
    notices: tuple[str, ...] = ()
    joined: str | None = None


@dataclass(frozen=True, slots=True)
class AttemptFilter:
    """Which attempts to list; None lets everything through."""

    problem_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    outcome: Outcome | None = None
    pattern: str | None = None
