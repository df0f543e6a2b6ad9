"""When did it happen: "yesterday 21:30", "2 hours ago", "-45m", ISO → a moment in UTC.

The forms people type most are read here; anything else is left to dateparser, which takes longer
to import than a light command may last. What could be two moments is refused, not guessed.
"""

import re
import warnings
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from maang.core.days import day_bounds, study_day
from maang.core.errors import Invalid

TOLERANCE = timedelta(minutes=5)
"""How far ahead a moment may be: clocks differ, and people round up."""

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""Nothing to log is older, no judge we know of is; what says so is a typing error."""

LONGEST = 100
"""Characters; nobody needs more to say when."""

EXAMPLES = 'say it like "yesterday 21:30", "2 hours ago" or "2026-11-03 18:00"'


def parse_when(text: str, *, now: datetime, zone: tzinfo, day_start: int | None = None) -> datetime:
    """The past moment `text` names to a person in `zone` at `now`, in UTC.

    A day without a time is that day at noon (or now, if noon is still to come), so that it falls
    into that day wherever days begin; with `day_start` it is the beginning of that day, for what
    is to be counted from there. A weekday or a time alone is the latest one gone by. A time
    the clock jumped over moves forward with it; of a time that came twice the first is meant.
    Raises Invalid for the future (more than `TOLERANCE` ahead) and for what names no moment.
    """
    words = " ".join(text.lower().split())
    if not words or len(words) > LONGEST:
        raise Invalid(f"{text[:LONGEST]!r} names no day and time", hint=EXAMPLES)
    try:
        moment = _read(words, now=now.astimezone(UTC), zone=zone, day_start=day_start)
    except (OverflowError, ValueError) as error:
        raise Invalid(f"{text!r} is not a time that exists", hint=EXAMPLES) from error
    if moment is None:
        raise Invalid(f"{text!r} names no day and time", hint=EXAMPLES)
    if moment < EARLIEST:
        hint = f"nothing is logged before {EARLIEST.year}; is the year right?"
        raise Invalid(f"{text!r} is before {EARLIEST.year}", hint=hint)
    if moment > now + TOLERANCE:
        local = moment.astimezone(zone)
        raise Invalid(
            f"{text!r} is still to come ({local:%Y-%m-%d %H:%M})",
            hint='only what has happened can be logged; or say the date, as in "2026-11-03 18:00"',
        )
    return moment


_PART = re.compile(r"(?:(?P<number>\d{1,5}(?:\.\d)?) ?|(?P<one>half an|an?) )(?P<unit>[a-z]+)")
_BETWEEN_PARTS = re.compile(r"(?:,|and|\s)*")
_UNITS = {
    timedelta(seconds=1): ("s", "sec", "secs", "second", "seconds"),
    timedelta(minutes=1): ("m", "min", "mins", "minute", "minutes"),
    timedelta(hours=1): ("h", "hr", "hrs", "hour", "hours"),
    timedelta(days=1): ("d", "day", "days"),
    timedelta(weeks=1): ("w", "wk", "wks", "week", "weeks"),
}
_LENGTHS = {word: length for length, words in _UNITS.items() for word in words}
_ONE = {"a": 1.0, "an": 1.0, "half an": 0.5}

_CLOCK = (
    r"(?P<clock>noon|(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?(?::(?P<second>\d\d))?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?)"
)
_DAY = (
    r"(?P<day>today|yesterday|(?:the )?day before yesterday|\d{4}-\d\d-\d\d)"
    r"|(?:on )?(?P<last>last )?(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?"
    r"|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_DAY_AND_CLOCK = re.compile(rf"(?:{_DAY})?(?:,? ?(?:at )?{_CLOCK})?")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS_AGO = {"today": 0, "yesterday": 1, "day before yesterday": 2, "the day before yesterday": 2}

_DAY_OR_MONTH = re.compile(r"\b(\d{1,2})(?:/(\d{1,2})\b|[.-](\d{1,2})[.-]\d{2,4}\b)")


def _read(words: str, *, now: datetime, zone: tzinfo, day_start: int | None) -> datetime | None:
    for read in (_iso, _ago, _day_and_clock, _anything_else):
        found = read(words, now=now, zone=zone)
        if isinstance(found, datetime):
            return found
        if found is not None:
            return _day_alone(found, now=now, zone=zone, day_start=day_start)
    return None


def _iso(words: str, *, now: datetime, zone: tzinfo) -> date | None:
    try:
        return date.fromisoformat(words.upper())
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(words.upper())
    except ValueError:
        return None
    return _utc(moment, zone=zone)


def _ago(words: str, *, now: datetime, zone: tzinfo) -> date | None:
    if words in ("now", "just now"):
        return now
    said = words[1:] if words.startswith("-") else words.removesuffix(" ago")
    parts = list(_PART.finditer(said))
    if said == words or not parts or not _BETWEEN_PARTS.fullmatch(_PART.sub("", said)):
        return None
    days = exact = timedelta()
    for part in parts:
        length = _LENGTHS.get(part["unit"])
        if length is None:
            return None
        span = length * (float(part["number"]) if part["number"] else _ONE[part["one"]])
        if length >= timedelta(days=1):
            days += span
        else:
            exact += span
    # Days are counted on the calendar (same time of day), hours on the stopwatch.
    start = _utc(now.astimezone(zone).replace(tzinfo=None) - days, zone=zone) if days else now
    return start - exact


def _day_and_clock(words: str, *, now: datetime, zone: tzinfo) -> date | None:
    found = _DAY_AND_CLOCK.fullmatch(words)
    if found is None:
        return None
    clock = _clock(found) if found["clock"] else None
    today = now.astimezone(zone).date()
    if found["day"]:
        back = _DAYS_AGO.get(found["day"])
        day = date.fromisoformat(found["day"]) if back is None else today - timedelta(days=back)
        every = None
    elif found["weekday"]:
        back = (today.weekday() - _WEEKDAYS.index(found["weekday"][:3])) % 7
        day = today - timedelta(days=back or (7 if found["last"] else 0))
        every = timedelta(weeks=1)
    else:
        day, every = today, timedelta(days=1)
    if clock is None:
        return day
    moment = _utc(datetime.combine(day, clock), zone=zone)
    if every and moment > now + TOLERANCE:
        moment = _utc(datetime.combine(day - every, clock), zone=zone)
    return moment


def _clock(found: re.Match[str]) -> time:
    if found["clock"] == "noon":
        return time(12)
    hour, half = int(found["hour"]), found["half"]
    if half is None and found["minute"] is None:
        raise Invalid(
            f"{hour} in the morning or in the evening?",
            hint=f'add am or pm, or minutes: "{hour}pm", "{hour}:00"',
        )
    if half and not 1 <= hour <= 12:
        raise ValueError(found["clock"])
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(found["minute"] or 0), int(found["second"] or 0))


def _anything_else(words: str, *, now: datetime, zone: tzinfo) -> date | None:
    _refuse_day_or_month(words)
    from dateparser.date import DateDataParser

    local = now.astimezone(zone).replace(tzinfo=None)
    parser = DateDataParser(
        languages=["en"],
        settings={
            "RELATIVE_BASE": local,
            "PREFER_DATES_FROM": "past",
            "RETURN_TIME_AS_PERIOD": True,
            # Its parsers of bare digits take any number for a date.
            "PARSERS": ["relative-time", "absolute-time"],
            "TIMEZONE": "UTC",
        },
    )
    with warnings.catch_warnings():
        # Newer Pythons find fault with how it calls strptime; no business of the person's.
        warnings.simplefilter("ignore")
        said = parser.get_date_data(words)
    # A month, a year or "the evening" is no moment: it would be filled in by guessing.
    if said.date_obj is None or said.period not in ("time", "day"):
        return None
    moment: datetime = said.date_obj
    if said.period == "day" and moment.time() == time(0):
        return moment.date()
    return _utc(moment, zone=zone)


def _refuse_day_or_month(words: str) -> None:
    """Raise Invalid for a date that England and America read differently."""
    found = _DAY_OR_MONTH.search(words)
    if found is None:
        return
    first, second = int(found[1]), int(found[2] or found[3])
    if first != second and max(first, second) <= 12:
        raise Invalid(
            f"{found[0]} could be two days", hint='say the year first, as in "2026-11-03 18:00"'
        )


def _day_alone(day: date, *, now: datetime, zone: tzinfo, day_start: int | None) -> datetime:
    if day_start is not None:
        begins = day_bounds(day, zone=zone, day_start=day_start)[0]
        current = study_day(now, zone=zone, day_start=day_start)
        # before the hour at which days begin, "today" is the day that is not over
        ahead = day == now.astimezone(zone).date() and begins > now
        return day_bounds(current, zone=zone, day_start=day_start)[0] if ahead else begins
    noon = _utc(datetime.combine(day, time(12)), zone=zone)
    return now if noon > now and day == now.astimezone(zone).date() else noon


def _utc(moment: datetime, *, zone: tzinfo) -> datetime:
    """Local times without an offset are the person's; fold=0 is the first of two."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
