"""What a setting may hold: each kind reads text and TOML, and says what it expects.

Both readers raise ValueError for anything else; the loader says which setting it was and where.
"""

import re
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from maang.core.config.secret import Secret, has_password

Value = str | int | float | date | Path | Secret | None


class Kind(Protocol):
    """One kind of value."""

    @property
    def expects(self) -> str:
        """What to write, as it reads after "expected"."""
        ...

    def from_text(self, text: str) -> Value:
        """Read what a variable or a flag says. Raises ValueError."""
        ...

    def from_toml(self, value: object) -> Value:
        """Accept what a file says, in TOML's own types. Raises ValueError."""
        ...


class Whole(NamedTuple):
    """A whole number within bounds."""

    low: int
    high: int
    unit: str = ""

    @property
    def expects(self) -> str:
        return f"a whole number{_of(self.unit)} from {self.low} to {self.high}"

    def from_text(self, text: str) -> Value:
        return self.from_toml(int(text))

    def from_toml(self, value: object) -> Value:
        if isinstance(value, int) and not isinstance(value, bool):
            return _within(value, low=self.low, high=self.high)
        raise ValueError(value)


class Number(NamedTuple):
    """A number within bounds."""

    low: float
    high: float
    unit: str = ""

    @property
    def expects(self) -> str:
        return f"a number{_of(self.unit)} from {self.low:g} to {self.high:g}"

    def from_text(self, text: str) -> Value:
        return self.from_toml(float(text))

    def from_toml(self, value: object) -> Value:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _within(float(value), low=self.low, high=self.high)
        raise ValueError(value)


class Words(NamedTuple):
    """Text that fits `pattern`, described by `like`."""

    like: str
    pattern: str = r"\S(?:.{0,198}\S)?"

    @property
    def expects(self) -> str:
        return self.like

    def from_text(self, text: str) -> Value:
        if text.isprintable() and re.fullmatch(self.pattern, text):
            return text
        raise ValueError(text)

    def from_toml(self, value: object) -> Value:
        return self.from_text(_text(value))


class OneOf(NamedTuple):
    """One of a few words, in lower case."""

    options: tuple[str, ...]

    @property
    def expects(self) -> str:
        return f"one of {', '.join(self.options)}"

    def from_text(self, text: str) -> Value:
        if text.lower() in self.options:
            return text.lower()
        raise ValueError(text)

    def from_toml(self, value: object) -> Value:
        return self.from_text(_text(value))


class Switch:
    """Yes or no."""

    expects = "true or false"

    def from_text(self, text: str) -> Value:
        word = text.lower()
        if word in ("true", "yes", "on", "1"):
            return True
        if word in ("false", "no", "off", "0"):
            return False
        raise ValueError(text)

    def from_toml(self, value: object) -> Value:
        if isinstance(value, bool):
            return value
        raise ValueError(value)


class Day:
    """A date, as ISO writes it."""

    expects = 'a date such as "2026-12-01"'

    def from_text(self, text: str) -> Value:
        return date.fromisoformat(text)

    def from_toml(self, value: object) -> Value:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        return self.from_text(_text(value))


class Zone:
    """The name of a time zone of the IANA database."""

    expects = 'a time zone such as "Europe/Paris" or "UTC"'

    def from_text(self, text: str) -> Value:
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(text).key
        except (KeyError, OSError) as error:
            raise ValueError(text) from error

    def from_toml(self, value: object) -> Value:
        return self.from_text(_text(value))


class Folder:
    """A directory; the loader makes it absolute."""

    expects = 'a directory such as "~/maang"'

    def from_text(self, text: str) -> Value:
        if text and text.isprintable():
            return Path(text)
        raise ValueError(text)

    def from_toml(self, value: object) -> Value:
        return self.from_text(_text(value))


class Url(NamedTuple):
    """The address of a server; secret, because it may carry a password."""

    schemes: tuple[str, ...]
    example: str

    @property
    def expects(self) -> str:
        return f"an address such as {self.example}"

    def from_text(self, text: str) -> Value:
        scheme, separator, rest = text.partition("://")
        printable = text.isprintable() and " " not in text
        if separator and rest and printable and scheme in self.schemes:
            return Secret(text)
        raise ValueError("not shown: it may hold a password")

    def from_toml(self, value: object) -> Value:
        return self.from_text(_text(value))


class Address:
    """The address of a web service, without a password: it may be shown."""

    expects = "an address such as http://127.0.0.1:8080/v1, without a password in it"

    def from_text(self, text: str) -> Value:
        parts = urlsplit(text)
        plain = text.isprintable() and " " not in text and not has_password(text)
        if plain and parts.scheme in ("http", "https") and parts.hostname and not parts.username:
            return text.rstrip("/")
        raise ValueError("not shown: it may hold a password")

    def from_toml(self, value: object) -> Value:
        return self.from_text(_text(value))


def _of(unit: str) -> str:
    return f" of {unit}" if unit else ""


def _within(value: float, *, low: float, high: float) -> float:
    # Written so that "not a number" fails too.
    if low <= value <= high:
        return value
    raise ValueError(value)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(value)
