"""(rules) What JSON carries → values of our columns: checked, and made safe to show."""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from uuid_utils import UUID

from maang.core.cleaning import safe_line, safe_text
from maang.core.errors import Invalid
from maang.core.practice.entries import LONGEST_LINE, LONGEST_MINUTES, LONGEST_TEXT
from maang.core.practice.models import Outcome
from maang.core.reviews.models import CardKind

LARGEST = 2**31 - 1
MOST_DAYS = 2**15 - 1

PARAMETERS = 21
"""Of FSRS-6."""

VERDICTS = (
    *("accepted", "wrong_answer", "time_limit", "memory_limit", "output_limit"),
    *("runtime_error", "compile_error", "other"),
)

Reader = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Type:
    """As what PostgreSQL takes a column in, and how its value is read. `read` raises Invalid."""

    sql: str
    read: Reader


def key(value: Any) -> UUID:
    """A UUID, of the kind that is made in a twelfth of the time: an import makes three a row.

    It is for COPY, and equal to no `uuid.UUID`.
    """
    try:
        return UUID(value)
    except (ValueError, AttributeError, TypeError) as error:
        raise Invalid(f"{value!r:.50} is no id") from error


def when(value: Any) -> datetime:
    """A moment with its offset."""
    try:
        moment = datetime.fromisoformat(value)
    except (ValueError, TypeError) as error:
        raise Invalid(f"{value!r:.50} is no time") from error
    if moment.tzinfo is None:
        raise Invalid(f"{value} has no offset")
    return moment


def day(value: Any) -> date:
    """A day."""
    try:
        return date.fromisoformat(value)
    except (ValueError, TypeError) as error:
        raise Invalid(f"{value!r:.50} is no day") from error


def number(least: int, most: int) -> Reader:
    """Reads a whole number between two."""

    def read(value: Any) -> int:
        if type(value) is not int or not least <= value <= most:
            raise Invalid(f"{value!r:.50} is no number from {least} to {most}")
        return value

    return read


def real(value: Any) -> float:
    """A number that is one."""
    if type(value) not in (int, float) or not math.isfinite(value):
        raise Invalid(f"{value!r:.50} is no number")
    return float(value)


def parameters(value: Any) -> list[float]:
    """The numbers of FSRS-6."""
    if not isinstance(value, list) or len(value) != PARAMETERS:
        raise Invalid(f"{value!r:.50} is no list of {PARAMETERS} numbers")
    return [real(each) for each in value]


def share(value: Any) -> float:
    """A number above 0 and below 1."""
    found = real(value)
    if not 0 < found < 1:
        raise Invalid(f"{value!r:.50} is not between 0 and 1")
    return found


def portion(value: Any) -> float:
    """A number from 0 to 1."""
    found = real(value)
    if not 0 <= found <= 1:
        raise Invalid(f"{value!r:.50} is not from 0 to 1")
    return found


def flag(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Invalid(f"{value!r:.50} is neither true nor false")
    return value


def line(value: Any) -> str:
    """Text on one line."""
    if not isinstance(value, str):
        raise Invalid(f"{value!r:.50} is no text")
    found = value if value.isprintable() else safe_line(value)
    if len(found) > LONGEST_LINE:
        raise Invalid(f"a text of {len(found)} characters where {LONGEST_LINE} are allowed")
    return found


def text(value: Any) -> str:
    """Text of several lines."""
    if not isinstance(value, str):
        raise Invalid(f"{value!r:.50} is no text")
    if len(value) > LONGEST_TEXT:
        raise Invalid(f"a text of {len(value)} characters where {LONGEST_TEXT} are allowed")
    return safe_text(value)


def lines(value: Any) -> list[str]:
    """Several texts."""
    if not isinstance(value, list):
        raise Invalid(f"{value!r:.50} is no list")
    return [line(each) for each in value]


def document(value: Any) -> str:
    """Any JSON, as text."""
    written = json.dumps(value)
    if "\\u0000" in written or "\\ud" in written.lower():
        raise Invalid("holds characters that no text has")
    return written


def word(*words: str) -> Reader:
    """Reads one of some words."""

    def read(value: Any) -> str:
        if value not in words:
            raise Invalid(f"{value!r:.50} is none of {', '.join(words)}")
        return str(value)

    return read


def _words(kinds: type[StrEnum]) -> Reader:
    return word(*(each.value for each in kinds))


TYPES = {
    "id": Type("uuid", key),
    "when": Type("timestamptz", when),
    "day": Type("date", day),
    "count": Type("int4", number(0, LARGEST)),
    "minutes": Type("int4", number(0, LONGEST_MINUTES)),
    "hints": Type("int2", number(0, 100)),
    "days": Type("int2", number(1, MOST_DAYS)),
    "rating": Type("int2", number(1, 4)),
    "real": Type("float8", real),
    "parameters": Type("float8[]", parameters),
    "share": Type("float8", share),
    "portion": Type("float8", portion),
    "flag": Type("bool", flag),
    "line": Type("text", line),
    "text": Type("text", text),
    "lines": Type("text[]", lines),
    "json": Type("text", document),
    "outcome": Type("text", _words(Outcome)),
    "verdict": Type("text", word(*VERDICTS)),
    "card": Type("text", _words(CardKind)),
    "state": Type("text", word("running", "done", "partial", "failed")),
    "progress": Type("text", word("open", "reading", "practised", "solid")),
}
"""Every type a column of an export may have, by name."""
