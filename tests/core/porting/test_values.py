"""Values: what a column takes and what it refuses."""

import pytest

from maang.core.errors import Invalid
from maang.core.porting.values import TYPES


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        *(("minutes", 0), ("minutes", 1440), ("rating", 4), ("share", 0.9), ("portion", 1)),
        *(("flag", False), ("line", "a b"), ("outcome", "gave_up"), ("day", "2026-03-01")),
        *(("card", "problem"), ("verdict", "accepted"), ("state", "partial"), ("real", 1e9)),
    ],
)
def test_what_fits_is_taken_as_it_is(type_: str, value: object) -> None:
    assert str(TYPES[type_].read(value)) == str(float(value) if type_ == "portion" else value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        *(("minutes", -1), ("minutes", 1441), ("minutes", True), ("minutes", "5"), ("rating", 0)),
        *(("share", 0), ("share", 1), ("real", float("nan")), ("real", "1"), ("portion", 1.1)),
        *(("flag", 1), ("line", "x" * 501), ("line", 5), ("lines", "a"), ("lines", [1])),
        *(("outcome", "won"), ("day", "1.3.2026"), ("when", "2026-03-01T10:00"), ("id", 5)),
        *(("json", ["a\0b"]), ("json", ["\ud800"]), ("text", "x" * (1 << 19)), ("count", 2**31)),
    ],
)
def test_what_does_not_is_refused(type_: str, value: object) -> None:
    with pytest.raises(Invalid):
        TYPES[type_].read(value)
