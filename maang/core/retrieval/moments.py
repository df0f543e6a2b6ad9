"""(rules) Words of a question that mean a stretch of time → that stretch, in the person's days.

"Last weekend", "at the beginning of September", "between Christmas and New Year", "in the last
seven days". Where a month or a season has no year, the latest one that has begun is meant. What
says nothing of time gives None: a question is never guessed to be about time.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` up to, and without, `end`, both UTC; `words` are those that say so."""

    start: datetime
    end: datetime
    words: str

    def holds(self, moment: datetime) -> bool:
        """Whether that moment lies within."""
        return self.start <= moment < self.end


def stretch_in(question: str, *, now: datetime, zone: tzinfo) -> Stretch | None:
    """The stretch of time a question speaks of, seen from `now` by a person in `zone`."""
    text = " ".join(question.lower().split())
    today = now.astimezone(zone).date()
    for pattern, read in _READERS:
        found = pattern.search(text)
        days = _checked(read, found, today) if found else None
        if found and days:
            first, after = days
            return Stretch(_midnight(first, zone), _midnight(after, zone), found[0])
    return None


Days = tuple[date, date]
"""The first day, and the one after the last."""

_COUNTED = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: count for count, word in enumerate(_COUNTED.split(), start=1)}
_NUMBERS |= {"a": 1, "couple of": 2, "few": 3}
_NUMBER = r"(?P<count>\d{1,3}|" + "|".join(_NUMBERS) + ")"
_DAYS_OF = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_UNIT = r"(?P<unit>day|week|fortnight|month|year)"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_YEAR = r"(?:,? (?:of )?(?P<year>20\d\d|last year|this year))?"
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_SEASON = rf"(?P<season>{'|'.join(_SEASONS)})"
_PART = r"(?P<part>first half|second half|beginning|start|middle|end|early|mid|late)(?: of|-)?"
_PARTS = {
    "first half": (0, 15), "second half": (15, 31), "beginning": (0, 10), "start": (0, 10),
    "early": (0, 10), "middle": (9, 20), "mid": (9, 20), "end": (20, 31), "late": (20, 31),
}  # fmt: skip


def _iso(found: re.Match[str], today: date) -> Days:
    day = date.fromisoformat(found[0])
    return day, day + timedelta(days=1)


def _day_of_month(found: re.Match[str], today: date) -> Days:
    month = _MONTHS.index(found["month"][:3]) + 1
    day = int(found["day"])
    year = _year(found["year"], today) or today.year
    if not found["year"] and date(year, month, day) > today:
        year -= 1
    given = date(year, month, day)
    return given, given + timedelta(days=1)


def _part_of_month(found: re.Match[str], today: date) -> Days:
    first, after = _month(found, today)
    begin, end = _PARTS[found["part"]]
    return first + timedelta(days=begin), min(first + timedelta(days=end), after)


def _month(found: re.Match[str], today: date) -> Days:
    month = _MONTHS.index(found["month"][:3]) + 1
    year = _year(found["year"], today) or (today.year if month <= today.month else today.year - 1)
    first = date(year, month, 1)
    return first, _months_on(first, 1)


def _season(found: re.Match[str], today: date) -> Days:
    month = _SEASONS[found["season"]]
    year = _year(found["year"], today) or (today.year if month <= today.month else today.year - 1)
    if found["which"] == "last" and _months_on(date(year, month, 1), 3) > today:
        year -= 1
    first = date(year, month, 1)
    return first, _months_on(first, 3)


def _christmas(found: re.Match[str], today: date) -> Days:
    year = today.year if today >= date(today.year, 12, 24) else today.year - 1
    return date(year, 12, 24), date(year + 1, 1, 2)


def _named_day(found: re.Match[str], today: date) -> Days:
    back = {"today": 0, "this morning": 0, "tonight": 0, "yesterday": 1, "last night": 1}
    day = today - timedelta(days=back.get(found[0], 2))
    return day, day + timedelta(days=1)


def _weekday(found: re.Match[str], today: date) -> Days:
    back = (today.weekday() - _WEEKDAYS.index(found["weekday"][:3])) % 7
    day = today - timedelta(days=back or 7)
    return day, day + timedelta(days=1)


def _weekend(found: re.Match[str], today: date) -> Days:
    monday = today - timedelta(days=today.weekday())
    saturday = monday + timedelta(days=5)
    if found["which"] in ("last", "previous") or saturday > today:
        saturday -= timedelta(days=7)
    return saturday, saturday + timedelta(days=2)


def _calendar_unit(found: re.Match[str], today: date) -> Days:
    firsts = {
        "week": today - timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }
    first = firsts[found["unit"]]
    steps = {"week": timedelta(days=7)}
    last = found["which"] != "this"
    if found["unit"] == "week":
        begin = first - steps["week"] if last else first
        return begin, begin + steps["week"]
    months = 1 if found["unit"] == "month" else 12
    begin = _months_on(first, -months) if last else first
    return begin, _months_on(begin, months)


def _latest(found: re.Match[str], today: date) -> Days:
    span = timedelta(days=_count(found["count"]) * _DAYS_OF[found["unit"]])
    return today - span, today + timedelta(days=1)


def _ago(found: re.Match[str], today: date) -> Days:
    length = _DAYS_OF[found["unit"]]
    middle = today - timedelta(days=_count(found["count"]) * length)
    around = timedelta(days=length // 2)
    return middle - around, middle + around + timedelta(days=1)


def _whole_year(found: re.Match[str], today: date) -> Days:
    year = int(found["year"])
    return date(year, 1, 1), date(year + 1, 1, 1)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Days]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"\b\d{4}-\d\d-\d\d\b", _iso),
        (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}{_YEAR}", _day_of_month),
        (rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:){_YEAR}", _day_of_month),
        (r"\b(?:between|over|around|at|during) christmas(?: and new year)?", _christmas),
        (rf"\b{_PART} {_MONTH}{_YEAR}", _part_of_month),
        (rf"\b(?:in|last|during|since|throughout|of|this|back in) {_MONTH}{_YEAR}", _month),
        (rf"\b{_MONTH} (?P<year>20\d\d)\b", _month),
        (
            rf"\b(?P<which>last|this|in(?: the)?|during the) {_SEASON}\b{_YEAR}",
            _season,
        ),
        (
            r"\b(?:day before yesterday|yesterday|today|this morning|tonight|last night)\b",
            _named_day,
        ),
        (r"\b(?P<which>last|this|on the|previous|over the|at the) weekend\b", _weekend),
        (rf"\b(?:last|on|this) {_WEEKDAY}\b", _weekday),
        (rf"\b(?:last|past|latest|previous) {_NUMBER} {_UNIT}s?\b", _latest),
        (rf"\b{_NUMBER} {_UNIT}s? ago\b", _ago),
        (r"\b(?P<which>last|this|previous) (?P<unit>week|month|year)\b", _calendar_unit),
        (r"\b(?:in|during) (?P<year>20\d\d)\b", _whole_year),
    )
)


def _checked(
    read: Callable[[re.Match[str], date], Days], found: re.Match[str], today: date
) -> Days | None:
    """None for a day that does not exist, like 31 June."""
    try:
        return read(found, today)
    except (ValueError, OverflowError):
        return None


def _year(said: str | None, today: date) -> int | None:
    if said is None:
        return None
    named = {"last year": today.year - 1, "this year": today.year}
    return named.get(said) or int(said)


def _count(said: str) -> int:
    return int(said) if said.isdigit() else _NUMBERS[said]


def _months_on(first: date, months: int) -> date:
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(0), zone).astimezone(UTC)
