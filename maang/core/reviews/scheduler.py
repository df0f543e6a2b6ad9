"""(rules) The one file that knows FSRS: recall + rating + day → recall.

FSRS-6 by fsrs-rs (docs/decisions/0005). Time counts in the person's days, so a problem never comes
back on the day it was seen: a half-hour problem twice a day helps nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, MemoryState

from maang.core.calendar import Calendar
from maang.core.reviews.models import Preview, Rating, Recall, Reviewed

LONGEST_DAYS = 365
"""No interval is longer: an interview comes sooner than that."""


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Decides when a card comes back; the same answers always give the same days."""

    calendar: Calendar
    parameters: tuple[float, ...] = tuple(DEFAULT_PARAMETERS)

    def next_recall(self, recall: Recall | None, answer: Reviewed) -> Recall:
        """What is remembered after one more answer (not earlier than the last one)."""
        states = FSRS(list(self.parameters)).next_states(
            MemoryState(recall.stability, recall.difficulty) if recall else None,
            answer.retention,
            self._days_since(recall, answer.reviewed_at),
        )
        state = getattr(states, answer.rating.value)
        return Recall(
            stability=state.memory.stability,
            difficulty=state.memory.difficulty,
            reviewed_at=answer.reviewed_at,
            due_at=self._due(answer.reviewed_at, state.interval),
            reps=(recall.reps if recall else 0) + 1,
            lapses=(recall.lapses if recall else 0)
            + (recall is not None and answer.rating is Rating.AGAIN),
        )

    def fold(self, answers: Iterable[Reviewed]) -> Recall | None:
        """What is remembered after all `answers`, oldest first; None where there are none."""
        recall = None
        for answer in answers:
            recall = self.next_recall(recall, answer)
        return recall

    def preview(self, recall: Recall | None, *, at: datetime, retention: float) -> Preview:
        """When the card would come back, for each rating given at `at`."""
        due = (
            self.next_recall(recall, Reviewed(rating, at, retention)).due_at for rating in Rating
        )
        return Preview(*due)

    def retrievability(self, recall: Recall, at: datetime) -> float:
        """The chance of recalling it now, by FSRS-6's forgetting curve (0 to 1)."""
        days = self._days_since(recall, at)
        decay = self.parameters[20]
        factor = 0.9 ** (-1 / decay) - 1
        return float((1 + factor * days / recall.stability) ** -decay)

    def _days_since(self, recall: Recall | None, at: datetime) -> int:
        if recall is None:
            return 0
        return max(0, self.calendar.days_between(recall.reviewed_at, at))

    def _due(self, at: datetime, interval: float) -> datetime:
        days = min(LONGEST_DAYS, max(1, round(interval)))
        return self.calendar.start_of(self.calendar.day_of(at) + timedelta(days=days))
