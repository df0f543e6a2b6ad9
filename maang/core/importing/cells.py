"""(rules) What people write into cells → dates, outcomes, minutes."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, tzinfo

from maang.core.errors import Invalid
from maang.core.porting.models import DateOrder
from maang.core.practice.models import Outcome

OUTCOMES = {
    Outcome.SOLVED: "solved yes y true 1 x ok done ac accepted pass passed success completed ✓ ✔ ✅"
    " ☑ finished correct solo independently gelöst geloest gelost ja richtig geschafft allein",
    Outcome.SOLVED_WITH_HINTS: "hint hints hinted solved_with_hints with_hints with_hint help"
    " with_help helped partial partially solved_with_hint solved_with_help peeked assisted ~"
    " mit_hilfe mit_hinweis mit_hinweisen mit_tipp mit_tipps gelöst_mit_hilfe hinweis hilfe"
    " teilweise",
    Outcome.FAILED: "failed fail no n false 0 wrong wa tle mle re unsolved not_solved attempted"
    " tried ✗ ✘ ❌ × incorrect timeout rejected nicht_gelöst nicht_geloest nicht_gelost ungelöst"
    " nein falsch gescheitert nicht_geschafft fehlgeschlagen",
    Outcome.GAVE_UP: "gave_up give_up gaveup abandoned skipped skip solution read_solution"
    " saw_solution looked_up quit aufgegeben abgebrochen übersprungen lösung_gelesen"
    " lösung_angesehen nachgeschaut",
}
"""The words people have for how it ended, in English and German."""

_OUTCOME = {word: outcome for outcome, words in OUTCOMES.items() for word in words.split()}

_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)? ?([ap])?\.?(?:m\.?)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MINUTES = re.compile(r"(\d{1,4})(?:[.,]0+)? ?(?:m|min|mins|minute|minutes|')?")
_HOURS = re.compile(r"(\d{1,2}) ?(?:h|hr|hrs|hour|hours)(?: ?(\d{1,2}) ?(?:m|min|mins|minutes)?)?")
_COLON = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")


def outcome_of(cell: str) -> Outcome:
    """How it ended. Raises Invalid for no word of ours."""
    word = "_".join(unicodedata.normalize("NFC", cell).lower().replace("\ufe0f", "").split())
    word = word.replace("-", "_").strip("_.!")
    found = _OUTCOME.get(word)
    if found is None:
        raise Invalid(f"{cell!r:.40} is no outcome (solved, hints, failed, gave up)")
    return found


def minutes_of(cell: str) -> int | None:
    """`25`, `25m`, `1:05` (hours and minutes), `1h 5m` → minutes; None for 0, which people write
    who did not look at the clock. Raises Invalid."""
    text = " ".join(cell.lower().split())
    if found := _MINUTES.fullmatch(text):
        minutes = int(found[1])
    elif found := _HOURS.fullmatch(text) or _COLON.fullmatch(text):
        minutes = int(found[1]) * 60 + int(found[2] or 0)
    else:
        raise Invalid(f"{cell!r:.40} is no number of minutes (25, 25m, 1:05, 1h 5m)")
    if minutes > 24 * 60:
        raise Invalid(f"{minutes} minutes cannot be")
    return minutes or None


def order_of(cell: str) -> DateOrder | None:
    """Which order a date speaks for; None where it is clear in any, or fits both.

    Dots are always day first; slashes and hyphens may be either.
    """
    found = _NUMERIC.match(cell)
    if found is None or found[2] == ".":
        return None
    first, second = int(found[1]), int(found[3])
    if first > 12 >= second:
        return DateOrder.DMY
    return DateOrder.MDY if second > 12 >= first else None


def either_way(cell: str) -> bool:
    """Whether a date means one day read one way and another day read the other."""
    found = _NUMERIC.match(cell)
    if found is None or found[2] == ".":
        return False
    first, second = int(found[1]), int(found[3])
    return first != second and first <= 12 and second <= 12


def moment_of(cell: str, *, zone: tzinfo, order: DateOrder | None) -> datetime:
    """The moment a date means, in UTC; without a time that day at noon. Raises Invalid.

    A time without an offset is the person's, in `zone`.
    """
    text = " ".join(cell.split())
    try:
        return _iso(text, zone) or _spelled(text.lower(), zone, order)
    except ValueError as error:
        raise Invalid(f"{cell!r:.40} is no date") from error


def _iso(text: str, zone: tzinfo) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= 10 and ":" not in text:
        moment = datetime.combine(moment.date(), time(12))
    return _utc(moment, zone)


def _spelled(text: str, zone: tzinfo, order: DateOrder | None) -> datetime:
    day, rest = _day(text, order)
    return _utc(datetime.combine(day, _clock(rest.strip(" ,t"))), zone)


def _day(text: str, order: DateOrder | None) -> tuple[date, str]:
    """The day a text begins with, and what follows it."""
    if found := _YEAR_FIRST.match(text):
        day = date(int(found[1]), int(found[3]), int(found[4]))
    elif found := _NUMERIC.match(text):
        day = _numeric(found, order)
    elif found := _MONTH_FIRST.match(text):
        day = date(int(found[3]), _month(found[1]), int(found[2]))
    elif found := _DAY_FIRST.match(text):
        day = date(_year(found[3]), _month(found[2]), int(found[1]))
    else:
        raise ValueError(text)
    return day, text[found.end() :]


def _numeric(found: re.Match[str], order: DateOrder | None) -> date:
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    month_first = found[2] != "." and (order is DateOrder.MDY or second > 12)
    month, day = (first, second) if month_first and first <= 12 else (second, first)
    return date(year, month, day)


def _year(text: str) -> int:
    """Two digits are of this century."""
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(word: str) -> int:
    if word[:3] not in _MONTHS:
        raise ValueError(word)
    return _MONTHS.index(word[:3]) + 1


def _clock(text: str) -> time:
    if not text:
        return time(12)
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise ValueError(text)
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4] == "p" else 0)
    return time(hour, int(found[2]), int(found[3] or 0))


def _utc(moment: datetime, zone: tzinfo) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
