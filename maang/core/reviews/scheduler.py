"""(rules) The one file that knows how FSRS schedules: recall + rating + day → recall.

FSRS-6 by fsrs-rs (docs/decisions/0005). Time counts in the person's days, so a problem never comes
back on the day it was seen: a half-hour problem twice a day helps nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import chain, islice, pairwise
from typing import NamedTuple

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview, MemoryState

from maang.core.calendar import Calendar
from maang.core.reviews.models import Preview, Rating, Recall, Reviewed

LONGEST_DAYS = 365
"""No interval is longer: an interview comes sooner than that."""

FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
"""From, until, share: how far a card may be moved, as FSRS and Anki have it."""

Said = Sequence[tuple[int, int]]
"""Scores (1 to 4), each with the days since the one before."""


class Memory(NamedTuple):
    """Stability in days, difficulty from 1 to 10."""

    stability: float
    difficulty: float


class Step(NamedTuple):
    """What an answer makes of a memory, and the days until it is due, not rounded yet."""

    memory: Memory
    interval: float


class Guess(NamedTuple):
    """The chance of recalling a card that was predicted for a review, and whether it was."""

    chance: float
    recalled: bool


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Decides when a card comes back; the same answers always give the same days."""

    calendar: Calendar
    parameters: tuple[float, ...] = tuple(DEFAULT_PARAMETERS)

    def step(self, memory: Memory | None, rating: Rating, *, days: int, retention: float) -> Step:
        """What an answer, so many days after the last one, makes of a memory (None: the first)."""
        state = MemoryState(*memory) if memory else None
        states = _model(self.parameters).next_states(state, retention, days)
        found = getattr(states, rating.value)
        return Step(Memory(found.memory.stability, found.memory.difficulty), found.interval)

    def next_recall(self, recall: Recall | None, answer: Reviewed) -> Recall:
        """What is remembered after one more answer (not earlier than the last one)."""
        step = self._step(recall, answer)
        return Recall(
            *step.memory,
            reviewed_at=answer.reviewed_at,
            due_at=self._due(answer, step.interval),
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

    def fold_all(self, histories: Sequence[Sequence[Reviewed]]) -> list[Recall | None]:
        """`fold` for each history, to the last bit, in a fraction of the time."""
        answered = [answers for answers in histories if answers]
        days, starts = self._days(answered), dict[date, datetime]()
        steps = self.steps(
            [_said(*each) for each in zip(answered, days, strict=True)],
            [answers[-1].retention for answers in answered],
        )
        found = []
        for answers, dates, step in zip(answered, days, steps, strict=True):
            due = dates[-1] + timedelta(days=chosen(answers[-1], step.interval))
            if due not in starts:
                starts[due] = self.calendar.start_of(due)
            found.append(_folded(answers, step.memory, starts[due]))
        folded = iter(found)
        return [next(folded) if answers else None for answers in histories]

    def steps(self, histories: Sequence[Said], retentions: Iterable[float]) -> list[Step]:
        """What each history, none of them empty, comes to; the next interval keeps a retention."""
        model = _model(self.parameters)
        reviews = {each: FSRSReview(*each) for each in set(chain.from_iterable(histories))}
        items = [FSRSItem([reviews[each] for each in said]) for said in histories]
        states = model.memory_state_batch(items)
        found = []
        for said, state, retention in zip(histories, states, retentions, strict=True):
            interval = model.next_interval(state.stability, retention, said[-1][0])
            found.append(Step(Memory(state.stability, state.difficulty), interval))
        return found

    def guesses(self, histories: Sequence[Sequence[Reviewed]]) -> list[Guess]:
        """What was predicted for every review on a later day than the one before, and what came."""
        answered = [answers for answers in histories if answers]
        days = self._days(answered)
        items = [_item(_said(*each)) for each in zip(answered, days, strict=True)]
        every = _model(self.parameters).historical_memory_state_batch(items)
        found = []
        for answers, dates, states in zip(answered, days, every, strict=True):
            later = zip(gaps(dates)[1:], answers[1:], states, strict=False)
            for gap, answer, before in later:
                if gap:
                    chance = self.chance(before.stability, days=gap)
                    found.append(Guess(chance, answer.rating is not Rating.AGAIN))
        return found

    def gaps(self, histories: Sequence[Sequence[Reviewed]]) -> list[list[int]]:
        """The days between each answer and the one before; 0 for the first."""
        return [gaps(days) for days in self._days(histories)]

    def preview(self, recall: Recall | None, *, at: datetime, retention: float) -> Preview:
        """When the card would come back, for each rating given at `at`, with nothing balanced."""
        due = (
            self.next_recall(recall, Reviewed(rating, at, retention)).due_at for rating in Rating
        )
        return Preview(*due)

    def choices(self, recall: Recall | None, answer: Reviewed) -> range:
        """The days after which the card may come back: FSRS's own fuzz around its interval."""
        return fuzz(self._step(recall, answer).interval)

    def retrievability(self, recall: Recall, at: datetime) -> float:
        """The chance of recalling it at a moment (0 to 1)."""
        return self.chance(recall.stability, days=self._days_since(recall, at))

    def chance(self, stability: float, *, days: float) -> float:
        """The chance of recalling it after so many days, by FSRS-6's forgetting curve (0 to 1)."""
        decay = self.parameters[20]
        factor = 0.9 ** (-1 / decay) - 1
        return float((1 + factor * days / stability) ** -decay)

    def _step(self, recall: Recall | None, answer: Reviewed) -> Step:
        memory = Memory(recall.stability, recall.difficulty) if recall else None
        days = self._days_since(recall, answer.reviewed_at)
        return self.step(memory, answer.rating, days=days, retention=answer.retention)

    def _days(self, histories: Sequence[Sequence[Reviewed]]) -> list[list[date]]:
        moments = [answer.reviewed_at for answers in histories for answer in answers]
        days = iter(self.calendar.days_of(moments))
        return [list(islice(days, len(answers))) for answers in histories]

    def _days_since(self, recall: Recall | None, at: datetime) -> int:
        if recall is None:
            return 0
        return max(0, self.calendar.days_between(recall.reviewed_at, at))

    def _due(self, answer: Reviewed, interval: float) -> datetime:
        day = self.calendar.day_of(answer.reviewed_at)
        return self.calendar.start_of(day + timedelta(days=chosen(answer, interval)))


def chosen(answer: Reviewed, interval: float) -> int:
    """After how many days a card comes back: the chosen ones while they are among the choices.

    They were chosen under other parameters, maybe, or before an older answer came to light.
    """
    if answer.days is not None and answer.days in fuzz(interval):
        return answer.days
    return whole(interval)


def gaps(days: Sequence[date]) -> list[int]:
    """The days between each and the one before, none of them negative; 0 for the first."""
    return [0, *(max(0, (day - last).days) for last, day in pairwise(days))] if days else []


def whole(interval: float) -> int:
    """An interval in whole days, never the same day and never too long."""
    return min(LONGEST_DAYS, max(1, round(interval)))


def fuzz(interval: float) -> range:
    """The whole days that FSRS counts as good as an interval; a short one has no other."""
    if interval < FUZZ[0][0]:
        return range(whole(interval), whole(interval) + 1)
    reach = 1.0 + sum(
        share * max(min(interval, until) - start, 0.0) for start, until, share in FUZZ
    )
    last = min(LONGEST_DAYS, round(interval + reach))
    first = min(max(2, round(interval - reach)), last)
    return range(first, last + 1)


@lru_cache(maxsize=8)
def _model(parameters: tuple[float, ...]) -> FSRS:
    return FSRS(list(parameters))


def _said(answers: Sequence[Reviewed], days: Sequence[date]) -> Said:
    return [(one.rating.score, gap) for one, gap in zip(answers, gaps(days), strict=True)]


def _item(said: Said) -> FSRSItem:
    return FSRSItem([_review(*each) for each in said])


def _folded(answers: Sequence[Reviewed], memory: Memory, due_at: datetime) -> Recall:
    lapses = [answer for answer in answers[1:] if answer.rating is Rating.AGAIN]
    return Recall(*memory, answers[-1].reviewed_at, due_at, len(answers), len(lapses))


@lru_cache(maxsize=4096)
def _review(score: int, gap: int) -> FSRSReview:
    return FSRSReview(score, gap)
