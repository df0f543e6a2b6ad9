"""What is coming: the days ahead as the cards stand, and what if one wanted to remember more."""

from collections.abc import Sequence
from dataclasses import dataclass

from maang.core.clock import Clock
from maang.core.db.database import Database
from maang.core.forecasts.models import Forecast, Simulation
from maang.core.forecasts.outlook import outlook
from maang.core.forecasts.simulation import TYPICAL, Plan, Start, habits, simulate
from maang.core.reviews import store as reviews
from maang.core.reviews.deciding import tuned
from maang.core.reviews.models import Card, Targets
from maang.core.reviews.scheduler import Memory, Scheduler


@dataclass(frozen=True, slots=True)
class Forecasts:
    """Looks ahead; it changes nothing."""

    db: Database
    now: Clock
    scheduler: Scheduler
    targets: Targets

    def forecast(self, *, days: int = 14) -> Forecast:
        """So many days from today on, as the cards stand."""
        now = self.now()
        with self.db.read() as session:
            scheduler = tuned(session, self.scheduler)
            cards = reviews.all_cards(session)
            suspended = len(reviews.all_cards(session, suspended=True))
        ahead = outlook(cards, scheduler=scheduler, targets=self.targets, now=now, days=days)
        today = scheduler.calendar.start_of(scheduler.calendar.day_of(now))
        overdue = sum(card.recall is not None and card.recall.due_at < today for card in cards)
        later = len(cards) - sum(day.reviews for day in ahead)
        return Forecast(ahead, overdue, later, suspended)

    def simulate(
        self, retentions: Sequence[float], *, days: int, new_per_day: float, seed: int
    ) -> Simulation:
        """What each desired retention would come to over so many days."""
        with self.db.read() as session:
            scheduler = tuned(session, self.scheduler)
            cards = reviews.all_cards(session)
            own = habits(reviews.histories(session).values())
        plan = Plan(days, new_per_day, self.targets.of(None), habits=own or TYPICAL, seed=seed)
        start = [found for card in cards if (found := self._start(card, scheduler))]
        return Simulation(
            days=days,
            new_per_day=new_per_day,
            seed=seed,
            cards=len(start),
            known_now=round(
                sum(scheduler.chance(one.memory.stability, days=-one.seen) for one in start), 1
            ),
            own_ratings=own is not None,
            outcomes=[
                simulate(start, plan, scheduler=scheduler, retention=each).outcome
                for each in retentions
            ],
        )

    def _start(self, card: Card, scheduler: Scheduler) -> Start | None:
        recall, calendar = card.recall, scheduler.calendar
        if recall is None:
            return None
        today = calendar.day_of(self.now())
        return Start(
            Memory(recall.stability, recall.difficulty),
            seen=min(0, (calendar.day_of(recall.reviewed_at) - today).days),
            due=(calendar.day_of(recall.due_at) - today).days,
            minutes=self.targets.of(card.problem.difficulty),
        )
