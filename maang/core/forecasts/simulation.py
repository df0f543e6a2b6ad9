"""(rules) What reviews would come to under a desired retention: a throw of dice a review, seeded.

Cards stand where they stand and come back first when they are due now; from then on every interval
is the scheduler's for the retention that is tried, balanced as in earnest.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from maang.core.forecasts.models import Outcome
from maang.core.reviews.balance import lightest
from maang.core.reviews.models import Rating, Reviewed
from maang.core.reviews.scheduler import Memory, Scheduler, fuzz, whole

ENOUGH_RATINGS = 100
"""So many recalls of one's own, and their mix of ratings is used."""


class Habits(NamedTuple):
    """How ratings are spread: at the first sight (again, hard, good, easy), and of what was
    recalled later (hard, good, easy)."""

    first: tuple[float, ...]
    later: tuple[float, ...]


TYPICAL = Habits((0.24, 0.094, 0.495, 0.171), (0.224, 0.631, 0.145))
"""What the simulator of fsrs-rs takes where it is told nothing (default_simulator_config)."""


class Start(NamedTuple):
    """A card at the beginning: days are counted from today, the last review was `seen` (0 or
    less), and it is `due` then (overdue ones today)."""

    memory: Memory
    seen: int
    due: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is played: so many days, new problems a day and the minutes each will cost later."""

    days: int
    new_per_day: float = 0.0
    new_minutes: int = 35
    habits: Habits = TYPICAL
    seed: int = 1
    balance: bool = True


def habits(histories: Iterable[Sequence[Reviewed]]) -> Habits | None:
    """The mix of ratings a person gives; None where there are too few."""
    answered = [answers for answers in histories if answers]
    first = Counter(answers[0].rating for answers in answered)
    later = Counter(one.rating for answers in answered for one in answers[1:])
    recalled = [later[rating] for rating in Rating if rating is not Rating.AGAIN]
    if sum(recalled) < ENOUGH_RATINGS:
        return None
    return Habits(
        tuple(first[rating] / first.total() for rating in Rating),
        tuple(count / sum(recalled) for count in recalled),
    )


class Played(NamedTuple):
    """The minutes of every day, and what they come to."""

    minutes: list[int]
    outcome: Outcome


def simulate(
    start: Sequence[Start], plan: Plan, *, scheduler: Scheduler, retention: float
) -> Played:
    """Play the plan once under a retention; the same seed gives the same days."""
    game = _Game(plan, scheduler, retention)
    for card in start:
        game.put(card)
    for day in range(plan.days):
        game.play(day)
    return game.played()


class _Game:
    """Cards on their way through the days."""

    def __init__(self, plan: Plan, scheduler: Scheduler, retention: float) -> None:
        self.plan, self.scheduler, self.retention = plan, scheduler, retention
        self.dice = Random(plan.seed)
        self.cards: list[Start] = []
        self.waiting: dict[int, list[int]] = {}
        self.minutes = Counter[int]()
        self.reviews = Counter[int]()

    def put(self, card: Start) -> None:
        """One more card."""
        self.cards.append(card)
        self._wait(len(self.cards) - 1)

    def play(self, day: int) -> None:
        """Review what is due, then meet what is new."""
        for place in self.waiting.pop(day, []):
            self._review(place, day)
        fresh = int((day + 1) * self.plan.new_per_day) - int(day * self.plan.new_per_day)
        for _ in range(fresh):
            rating = self.dice.choices(list(Rating), self.plan.habits.first)[0]
            self.put(self._next(None, rating, day, elapsed=0, minutes=self.plan.new_minutes))

    def played(self) -> Played:
        """What it came to."""
        days = self.plan.days
        minutes = [self.minutes[day] for day in range(days)]
        chances = (
            self.scheduler.chance(card.memory.stability, days=days - card.seen)
            for card in self.cards
        )
        outcome = Outcome(
            retention=self.retention,
            reviews_per_day=round(sum(self.reviews[day] for day in range(days)) / days, 2),
            minutes_per_day=round(sum(minutes) / days, 1),
            busiest_minutes=max(minutes),
            known=round(sum(chances), 1),
        )
        return Played(minutes, outcome)

    def _review(self, place: int, day: int) -> None:
        card = self.cards[place]
        elapsed = day - card.seen
        self.reviews[day] += 1
        rating = Rating.AGAIN
        if self.dice.random() < self.scheduler.chance(card.memory.stability, days=elapsed):
            rating = self.dice.choices(list(Rating)[1:], self.plan.habits.later)[0]
        self.cards[place] = self._next(
            card.memory, rating, day, elapsed=elapsed, minutes=card.minutes
        )
        self._wait(place)

    def _next(
        self, memory: Memory | None, rating: Rating, day: int, *, elapsed: int, minutes: int
    ) -> Start:
        step = self.scheduler.step(memory, rating, days=elapsed, retention=self.retention)
        ideal = day + whole(step.interval)
        if not self.plan.balance:
            return Start(step.memory, day, ideal, minutes)
        days = [day + count for count in fuzz(step.interval)]
        due = lightest(days, self.minutes, ideal=days.index(ideal))
        return Start(step.memory, day, due, minutes)

    def _wait(self, place: int) -> None:
        card = self.cards[place]
        due = max(0, card.due)
        self.minutes[due] += card.minutes
        self.waiting.setdefault(due, []).append(place)
