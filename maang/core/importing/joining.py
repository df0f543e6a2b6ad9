"""(rules) A row of somebody's table that tells of what a judge has seen is the same attempt, as it
is for `log`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from maang.core.calendar import Calendar
from maang.core.practice.conflicts import joined_by
from maang.core.practice.models import Attempt, Outcome, Try


@dataclass(slots=True)
class Seen:
    """The tries that judges have seen, by problem; `join` gives one whole. A sitting is joined by
    one row at most."""

    tries: dict[UUID, list[Try]]
    join: Callable[[UUID], Attempt]
    calendar: Calendar

    def by(self, problem: UUID, *, at: datetime, timed: bool, outcome: Outcome) -> Attempt | None:
        """The attempt that a row of that moment joins; one that is not `timed` may be of any hour
        of its day."""
        every = self.tries.get(problem)
        if not every:
            return None
        for moment in [at] if timed else self._on_the_day(every, at):
            found = joined_by(every, at=moment, outcome=outcome)
            if found is not None:
                said = replace(found, spoken=True)
                self.tries[problem] = [said if one is found else one for one in every]
                return self.join(found.id)
        return None

    def _on_the_day(self, every: Iterable[Try], at: datetime) -> list[datetime]:
        day = self.calendar.day_of(at)
        return [one.at for one in every if self.calendar.day_of(one.at) == day]


def by_problem(tries: Iterable[Try]) -> dict[UUID, list[Try]]:
    """Tries by the problem they are at."""
    found: dict[UUID, list[Try]] = {}
    for one in tries:
        found.setdefault(one.problem_id, []).append(one)
    return found
