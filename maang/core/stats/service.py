"""Where one stands. Everything is counted when it is asked for; nothing is kept."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from maang.core.calendar import Calendar
from maang.core.clock import Clock
from maang.core.db.database import Database
from maang.core.forecasts.outlook import outlook
from maang.core.practice.service import current_streak
from maang.core.problems.models import Difficulty
from maang.core.reviews import store as reviews
from maang.core.reviews.deciding import tuned
from maang.core.reviews.models import Targets
from maang.core.reviews.scheduler import Scheduler
from maang.core.stats import store
from maang.core.stats.calibration import calibration
from maang.core.stats.models import (
    Charts,
    DayTotals,
    Elsewhere,
    Overview,
    Recalls,
    Standing,
)
from maang.core.stats.store import Done, Sitting

DAYS = 30
"""How far back the days go."""

YEAR = 365
"""Days of the heat map."""

AHEAD = 14
"""Days of reviews to come, today included."""


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts what stands, in the person's days."""

    db: Database
    now: Clock
    scheduler: Scheduler
    targets: Targets

    @property
    def calendar(self) -> Calendar:
        """The person's days."""
        return self.scheduler.calendar

    def overview(self) -> Overview:
        """Where the person stands at this moment."""
        now = self.now()
        today = self.calendar.day_of(now)
        first = today - timedelta(days=DAYS - 1)
        with self.db.read() as session:
            totals = store.totals(session)
            by_difficulty, by_pattern = store.standings(session)
            sittings = list(store.sittings(session, since=self.calendar.start_of(first)))
            streak = current_streak(session, self.calendar, at=now)
            due = reviews.due_count(session, by=now)
            scheduler = tuned(session, self.scheduler)
            histories = list(reviews.histories(session).values())
            done = list(store.activities(session, since=self.calendar.start_of(first)))
        guesses = scheduler.guesses(histories)
        none = {difficulty.value: Standing(0, 0, 0) for difficulty in Difficulty}
        return Overview(
            attempts=totals.attempts,
            solved=totals.solved,
            by_difficulty={**none, **by_difficulty},
            by_pattern=by_pattern,
            minutes=totals.minutes,
            streak=streak,
            last_30_days=self._days(sittings, first=first),
            reviews=_recalls(due, [guess.recalled for guess in guesses]),
            elsewhere=self._elsewhere(done),
            calibration=calibration(guesses),
        )

    def charts(self) -> Charts:
        """A year of days and a fortnight of reviews, for plots."""
        now = self.now()
        first = self.calendar.day_of(now) - timedelta(days=YEAR - 1)
        with self.db.read() as session:
            sittings = list(store.sittings(session, since=self.calendar.start_of(first)))
            cards = reviews.all_cards(session)
            suspended = len(reviews.all_cards(session, suspended=True))
            scheduler = tuned(session, self.scheduler)
        return Charts(
            self._days(sittings, first=first, count=YEAR),
            outlook(cards, scheduler=scheduler, targets=self.targets, now=now, days=AHEAD),
            leeches=sum(card.recall is not None and card.recall.leech for card in cards),
            suspended=suspended,
        )

    def _elsewhere(self, done: Iterable[Done]) -> list[Elsewhere]:
        kinds: dict[tuple[str, str], Counter[date]] = {}
        for one in done:
            days = kinds.setdefault((one.platform, one.kind), Counter())
            days[self.calendar.day_of(one.at)] += one.times
        return [
            Elsewhere(platform, kind, days.total(), len(days), max(days))
            for (platform, kind), days in kinds.items()
        ]

    def _days(
        self, sittings: Iterable[Sitting], *, first: date, count: int = DAYS
    ) -> list[DayTotals]:
        attempts, minutes = Counter[date](), Counter[date]()
        for sitting in sittings:
            day = self.calendar.day_of(sitting.at)
            attempts[day] += sitting.attempts
            minutes[day] += sitting.minutes
        days = (first + timedelta(days=place) for place in range(count))
        return [DayTotals(day, attempts[day], minutes[day]) for day in days]


def _recalls(due: int, recalls: Sequence[bool]) -> Recalls:
    known, asked = sum(recalls), len(recalls)
    return Recalls(due, round(known / asked, 4) if asked else None, asked)
