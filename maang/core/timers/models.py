"""Values of the clock that any terminal can start, pause and stop."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from maang.core.problems.models import ProblemRef


@dataclass(frozen=True, slots=True)
class Timer:
    """One sitting. `seconds` excludes the stretch that runs since `running_since`."""

    id: UUID
    problem_id: UUID | None
    problem: ProblemRef | None
    started_at: datetime
    running_since: datetime | None
    seconds: int
    stopped_at: datetime | None

    def seconds_at(self, moment: datetime) -> int:
        """What it shows at a moment; a clock that went back counts as no time."""
        if self.running_since is None:
            return self.seconds
        return self.seconds + max(0, round((moment - self.running_since).total_seconds()))


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clock shows, and whether the walk-away cap cut it.

    `minutes` is what a log would take: whole ones, and never none. A timer that neither runs nor
    was stopped is paused.
    """

    timer: UUID
    problem: ProblemRef | None
    started_at: datetime
    running: bool
    stopped: bool
    seconds: int
    minutes: int
    capped: bool


def reading(timer: Timer, *, at: datetime, cap_minutes: int) -> Reading:
    """What `timer` shows at a moment. Nobody solves for longer than the cap: they walked away."""
    seconds = timer.seconds_at(at)
    capped = seconds > cap_minutes * 60
    seconds = min(seconds, cap_minutes * 60)
    minutes = max(1, round(seconds / 60))
    return Reading(
        timer=timer.id,
        problem=timer.problem,
        started_at=timer.started_at,
        running=timer.running_since is not None,
        stopped=timer.stopped_at is not None,
        seconds=seconds,
        minutes=minutes,
        capped=capped,
    )
