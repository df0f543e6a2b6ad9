"""Which day a moment belongs to, when the person says at which hour their days begin.

A day starts when the clock on the wall first shows its date at the hour `day_start`, and lasts
until the next one starts: it may have 23, 25 or, once in a zone's history, 0 or 48 hours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streak:
    """How many days in a row have something in them, and whether today is among them already."""

    days: int
    today_done: bool


def study_day(moment: datetime, *, zone: tzinfo, day_start: int | time) -> date:
    """The day an aware moment belongs to; `day_start` is an hour (0 to 12) or a time of day.

    Raises ValueError for a moment without a zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone belongs to no day")
    local = moment.astimezone(zone).replace(tzinfo=None)
    begins = _as_time(day_start)
    day = (local - timedelta(hours=begins.hour, minutes=begins.minute)).date()
    # On the days a clock is put forward or back, the wall misleads by an hour or (rarely) a day.
    while moment < _start(day, zone, begins):
        day -= ONE_DAY
    while moment >= _start(day + ONE_DAY, zone, begins):
        day += ONE_DAY
    return day


def day_bounds(day: date, *, zone: tzinfo, day_start: int | time) -> tuple[datetime, datetime]:
    """The first moment of a day and the first moment after it, both in UTC.

    They are equal for a date the zone left out (Samoa had no 30 December 2011).
    """
    begins = _as_time(day_start)
    return _start(day, zone, begins), _start(day + ONE_DAY, zone, begins)


def streak(days: Iterable[date], *, today: date) -> Streak:
    """The run of days that ends today, or yesterday as long as today is not over.

    Days after `today` do not count.
    """
    done = frozenset(days)
    today_done = today in done
    day = today if today_done else today - ONE_DAY
    length = 0
    while day in done:
        length += 1
        day -= ONE_DAY
    return Streak(length, today_done)


def _as_time(day_start: int | time) -> time:
    return time(day_start) if isinstance(day_start, int) else day_start.replace(tzinfo=None)


@lru_cache(maxsize=1024)
def _start(day: date, zone: tzinfo, begins: time) -> datetime:
    # fold=0 is what we want twice: of two such moments the first, and where the clock jumped
    # over the hour, the moment it would have been. A jump over a whole date (never longer)
    # therefore gives that date and the next the same start.
    return datetime.combine(day, begins, tzinfo=zone).astimezone(UTC)
