"""Reading JSON that others made (rules): each part knows where it lies, and says so when it is not
what was expected. Fields that nobody asks for may be anything.

    row = Part(reply.value, name="LeetCode")["data"]["submissionList"]["submissions"].rows()[3]
    row["timestamp"].digits()
    # SchemaChanged: LeetCode: data.submissionList.submissions[3].timestamp: expected digits, …
"""

import re
from datetime import UTC, datetime
from typing import Any, NoReturn

from maang.core.sync.errors import SchemaChanged
from maang.core.sync.platforms.replies import NEWER

LARGEST = 2**63 - 1
"""What a database's bigint holds."""

_KINDS = {
    type(None): "null",
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "a text",
    list: "a list",
    dict: "an object",
}


class Part:
    """A part of a reply. Every method raises SchemaChanged, naming the path, never the content."""

    __slots__ = ("_above", "_step", "name", "value")

    def __init__(
        self, value: Any, *, name: str, above: "Part | None" = None, step: str = ""
    ) -> None:
        self.value = value
        self.name = name
        self._above = above
        self._step = step

    @property
    def path(self) -> str:
        """Where it lies; put together when somebody asks, for most parts are what they should."""
        above = self._above.path if self._above else ""
        return f"{above}{self._step}".removeprefix(".")

    def __getitem__(self, field: str) -> "Part":
        """A field that must be there (its value may be null)."""
        if field not in self._object():
            raise self.error(f"there is no {field}")
        return self._below(field)

    def get(self, field: str) -> "Part | None":
        """A field, or None where it is missing or null."""
        return None if self._object().get(field) is None else self._below(field)

    def rows(self) -> list["Part"]:
        """The members of a list."""
        if not isinstance(self.value, list):
            self._expected("a list")
        return [
            Part(each, name=self.name, above=self, step=f"[{place}]")
            for place, each in enumerate(self.value)
        ]

    def text(self) -> str:
        """A text."""
        if not isinstance(self.value, str):
            self._expected("a text")
        return self.value

    def filled(self) -> str:
        """A text that is not empty."""
        if not self.text().strip():
            self._expected("a text that is not empty")
        return self.text()

    def digits(self) -> int:
        """A whole number from zero, as a number or as digits in a text."""
        if isinstance(self.value, str) and re.fullmatch(r"[0-9]{1,19}", self.value):
            return self._bounded(int(self.value), "digits")
        if isinstance(self.value, bool) or not isinstance(self.value, int) or self.value < 0:
            self._expected("digits")
        return self._bounded(self.value, "digits")

    def whole(self) -> int:
        """A whole number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            self._expected("a whole number")
        return self._bounded(self.value, "a whole number")

    def number(self) -> float:
        """A number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self._expected("a number")
        return float(self.value)

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            self._expected("true or false")
        return self.value

    def moment(self) -> datetime:
        """A moment in Unix seconds, as a number or as digits; aware, in UTC."""
        seconds = self.digits()
        try:
            return datetime.fromtimestamp(seconds, UTC)
        except (ValueError, OverflowError, OSError):
            self._expected("Unix seconds")

    def iso(self) -> datetime:
        """A moment in ISO 8601 with its offset; aware, in UTC."""
        try:
            moment = datetime.fromisoformat(self.text())
        except ValueError:
            self._expected("a moment in ISO 8601")
        if moment.tzinfo is None:
            self._expected("a moment with its offset")
        return moment.astimezone(UTC)

    def error(self, said: str) -> SchemaChanged:
        """The error for this part."""
        where = f"{self.path}: " if self.path else ""
        return SchemaChanged(f"{self.name}: {where}{said}", hint=NEWER)

    def _below(self, field: str) -> "Part":
        return Part(self.value[field], name=self.name, above=self, step=f".{field}")

    def _object(self) -> dict[str, Any]:
        if not isinstance(self.value, dict):
            self._expected("an object")
        return self.value

    def _bounded(self, number: int, expected: str) -> int:
        if abs(number) > LARGEST:
            raise self.error(f"expected {expected}, got a number beyond all sense")
        return number

    def _expected(self, what: str) -> NoReturn:
        got = _KINDS.get(type(self.value), "something else")
        if isinstance(self.value, str) and "text" not in what:
            got = "a text that is none" if self.value else "an empty text"
        raise self.error(f"expected {what}, got {got}")
