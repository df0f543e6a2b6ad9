"""A person's days: their zone, and the hour at which one day becomes the next."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from maang.core.days import day_bounds, study_day


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns moments into days and back, as the person counts them."""

    zone: ZoneInfo
    day_start: int

    def day_of(self, moment: datetime) -> date:
        """The day a moment belongs to."""
        return study_day(moment, zone=self.zone, day_start=self.day_start)

    def days_of(self, moments: Sequence[datetime]) -> list[date]:
        """`day_of` each, for many moments of a few years in a fraction of the time."""
        if not moments:
            return []
        day, last = self.day_of(min(moments)), self.day_of(max(moments))
        days = [day + timedelta(days=place) for place in range((last - day).days + 1)]
        starts = [self.start_of(each) for each in days]
        return [days[bisect_right(starts, moment) - 1] for moment in moments]

    def start_of(self, day: date) -> datetime:
        """The first moment of a day, in UTC."""
        return day_bounds(day, zone=self.zone, day_start=self.day_start)[0]

    def end_of(self, day: date) -> datetime:
        """The first moment after a day, in UTC."""
        return day_bounds(day, zone=self.zone, day_start=self.day_start)[1]

    def days_between(self, first: datetime, last: datetime) -> int:
        """How many days later `last` is; 0 on the same day."""
        return (self.day_of(last) - self.day_of(first)).days
