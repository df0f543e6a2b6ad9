"""Parts of a reply: what is read of them, and where it says that something is wrong."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from maang.core.sync.errors import SchemaChanged
from maang.core.sync.platforms.shapes import Part


def _part(value: Any) -> Part:
    return Part(value, name="LeetCode")


def _said(read: Callable[[], object]) -> str:
    with pytest.raises(SchemaChanged) as caught:
        read()
    return caught.value.message


def test_the_path_to_what_is_wrong_is_named() -> None:
    rows = [{"timestamp": str(place)} for place in range(3)] + [{"timestamp": []}]
    part = _part({"data": {"submissionList": {"submissions": rows}}})
    row = part["data"]["submissionList"]["submissions"].rows()[3]
    assert _said(row["timestamp"].digits) == (
        "LeetCode: data.submissionList.submissions[3].timestamp: expected digits, got a list"
    )


def test_a_missing_field_is_named_with_its_place() -> None:
    assert _said(lambda: _part({"data": {}})["data"]["hasNext"]) == (
        "LeetCode: data: there is no hasNext"
    )


def test_what_was_wrong_is_never_quoted() -> None:
    assert "ghp_secret" not in _said(_part({"id": "ghp_secret"})["id"].digits)


def test_unknown_fields_do_not_matter() -> None:
    assert _part({"id": 7, "aFieldOfTomorrow": object()})["id"].whole() == 7


def test_an_optional_field_may_be_missing_or_null() -> None:
    part = _part({"there": 1, "null": None})
    assert [part.get(name) is None for name in ("there", "null", "missing")] == [False, True, True]


@pytest.mark.parametrize("value", ["1773068514", 1773068514])
def test_a_moment_is_read_from_seconds_in_both_shapes(value: Any) -> None:
    assert _part(value).moment() == datetime(2026, 3, 9, 15, 1, 54, tzinfo=UTC)


def test_a_moment_in_iso_8601_becomes_utc() -> None:
    assert _part("2026-03-09T17:01:54+02:00").iso() == datetime(2026, 3, 9, 15, 1, 54, tzinfo=UTC)


@pytest.mark.parametrize(
    ("read", "wrong"),
    [
        (Part.digits, "12a"),
        (Part.digits, "-1"),
        (Part.digits, ""),
        (Part.digits, "\u0661\u0662"),
        (Part.digits, -1),
        (Part.digits, True),
        (Part.digits, 1.5),
        (Part.digits, "9" * 19),
        (Part.digits, None),
        (Part.whole, "1"),
        (Part.whole, False),
        (Part.whole, 1e3),
        (Part.whole, 2**63),
        (Part.number, "1.5"),
        (Part.number, True),
        (Part.text, 1),
        (Part.text, None),
        (Part.filled, "  "),
        (Part.flag, 1),
        (Part.flag, "true"),
        (Part.rows, {}),
        (Part.rows, None),
        (Part.moment, "99999999999999"),
        (Part.moment, 10**18),
        (Part.iso, "2026-03-09T17:01:54"),
        (Part.iso, "yesterday"),
        (Part.iso, 5),
    ],
)
def test_another_shape_is_refused(read: Callable[[Part], object], wrong: Any) -> None:
    assert "expected" in _said(lambda: read(_part(wrong)))


@pytest.mark.parametrize("value", [None, [], "text", 5])
def test_fields_of_what_is_no_object_are_refused(value: Any) -> None:
    assert "expected an object" in _said(lambda: _part(value)["id"])
