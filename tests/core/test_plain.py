"""The one JSON shape."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum, StrEnum
from pathlib import PurePosixPath
from uuid import UUID

import pytest

from maang.core.plain import to_plain


class Colour(StrEnum):
    RED = "red"


class Size(Enum):
    LARGE = 3


@dataclass(frozen=True, slots=True)
class Inner:
    at: datetime
    colour: Colour


@dataclass(frozen=True, slots=True)
class Outer:
    b: int
    a: tuple[Inner, ...]


NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (None, None),
        (True, True),
        (1.5, 1.5),
        ("text", "text"),
        (NOON, "2026-03-10T12:00:00+00:00"),
        (date(2026, 3, 10), "2026-03-10"),
        (timedelta(minutes=2), 120.0),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (PurePosixPath("/a/b"), "/a/b"),
        (Size.LARGE, 3),
        ((1, [2, (3,)]), [1, [2, [3]]]),
        ({Colour.RED: Size.LARGE}, {"red": 3}),
    ],
)
def test_every_kind_of_value_has_one_shape(value: object, plain: object) -> None:
    assert to_plain(value) == plain


def test_an_enum_is_its_value_and_no_subclass_of_str() -> None:
    assert type(to_plain(Colour.RED)) is str


def test_fields_become_keys_in_the_order_they_are_declared() -> None:
    plain = to_plain(Outer(b=1, a=(Inner(NOON, Colour.RED),)))

    assert plain == {"b": 1, "a": [{"at": "2026-03-10T12:00:00+00:00", "colour": "red"}]}
    assert isinstance(plain, dict)
    assert list(plain) == ["b", "a"]


@pytest.mark.parametrize("value", [object(), Outer, b"bytes"])
def test_what_has_no_shape_is_refused_by_name(value: object) -> None:
    with pytest.raises(TypeError, match=type(value).__name__):
        to_plain(value)
