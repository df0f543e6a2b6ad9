"""Where one stands. Everything is counted when it is asked for; nothing is kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from maang.core.calendar import Calendar
from maang.core.clock import Clock
from maang.core.days import streak
from maang.core.db.database import Database
from maang.core.practice import store as practice
from maang.core.problems.models import Difficulty
from maang.core.reviews import store as reviews
from maang.core.stats import store
from maang.core.stats.models import DayTotals, Overview, Recalls, Standing
from maang.core.stats.store import Sitting

DAYS = 30
"""How far back the days go."""


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts what stands, in the person's days."""

    db: Database
    now: Clock
    calendar: Calendar

    def overview(self) -> Overview:
        """Where the person stands at this moment."""
        now = self.now()
        today = self.calendar.day_of(now)
        first = today - timedelta(days=DAYS - 1)
        with self.db.read() as session:
            totals = store.totals(session)
            by_difficulty, by_pattern = store.standings(session)
            sittings = list(store.sittings(session, since=self.calendar.start_of(first)))
            moments = practice.active_moments(session)
            known, asked = store.recalled(session)
            due = reviews.due_count(session, by=now)
        none = {difficulty.value: Standing(0, 0, 0) for difficulty in Difficulty}
        return Overview(
            attempts=totals.attempts,
            solved=totals.solved,
            by_difficulty={**none, **by_difficulty},
            by_pattern=by_pattern,
            minutes=totals.minutes,
            streak=streak((self.calendar.day_of(moment) for moment in moments), today=today),
            last_30_days=self._days(sittings, first=first),
            reviews=Recalls(due, round(known / asked, 4) if asked else None, asked),
        )

    def _days(self, sittings: Iterable[Sitting], *, first: date) -> list[DayTotals]:
        attempts, minutes = Counter[date](), Counter[date]()
        for sitting in sittings:
            day = self.calendar.day_of(sitting.at)
            attempts[day] += sitting.attempts
            minutes[day] += sitting.minutes
        days = (first + timedelta(days=place) for place in range(DAYS))
        return [DayTotals(day, attempts[day], minutes[day]) for day in days]
