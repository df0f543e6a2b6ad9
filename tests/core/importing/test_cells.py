"""Cells: what people write into spreadsheets, and what it means."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from maang.core.errors import Invalid
from maang.core.importing.cells import either_way, minutes_of, moment_of, order_of, outcome_of
from maang.core.porting.models import DateOrder
from maang.core.practice.models import Outcome

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("25", 25),
        ("25m", 25),
        ("25 min", 25),
        ("1:05", 65),
        ("1h 5m", 65),
        ("2h", 120),
        ("0", None),
    ],
)
def test_minutes_come_in_many_shapes(cell: str, minutes: int | None) -> None:
    assert minutes_of(cell) == minutes


@pytest.mark.parametrize("cell", ["long", "-5", "25h", "1:5", "12345", "3 days"])
def test_what_is_no_number_of_minutes_is_refused(cell: str) -> None:
    with pytest.raises(Invalid):
        minutes_of(cell)


@pytest.mark.parametrize(
    ("cell", "outcome"),
    [
        ("solved", Outcome.SOLVED),
        ("✓", Outcome.SOLVED),
        ("✔️", Outcome.SOLVED),
        ("Yes", Outcome.SOLVED),
        ("with hints", Outcome.SOLVED_WITH_HINTS),
        ("Failed!", Outcome.FAILED),
        ("❌", Outcome.FAILED),
        ("gave up", Outcome.GAVE_UP),
        ("gelöst", Outcome.SOLVED),
        ("Gelo\u0308st!", Outcome.SOLVED),
        ("mit Hilfe", Outcome.SOLVED_WITH_HINTS),
        ("Nicht gelöst", Outcome.FAILED),
        ("aufgegeben", Outcome.GAVE_UP),
        ("Gave-Up", Outcome.GAVE_UP),
        ("solved_with_hints", Outcome.SOLVED_WITH_HINTS),
    ],
)
def test_outcomes_have_many_words(cell: str, outcome: Outcome) -> None:
    assert outcome_of(cell) is outcome


def test_a_word_that_is_no_outcome_is_refused_with_those_there_are() -> None:
    with pytest.raises(Invalid, match="solved, hints, failed, gave up"):
        outcome_of("maybe")


@pytest.mark.parametrize(
    "cell",
    [
        *("2024-03-05", "2024/3/5", "05.03.2024", "Mar 5 2024", "March 5th, 2024", "5 March 2024"),
        *("5. Mar 2024", "20240305", "2024.03.05", "5-Mar-24"),
    ],
)
def test_a_day_in_any_clear_shape_is_its_noon(cell: str) -> None:
    moment = moment_of(cell, zone=BERLIN, order=None)

    assert moment == datetime(2024, 3, 5, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        ("2024-03-05 21:30", 20),
        ("2024-03-05T21:30:00", 20),
        ("2024-03-05T21:30:00+02:00", 19),
        ("2024-03-05T21:30:00Z", 21),
        ("5.3.2024 21:30", 20),
        ("Mar 5 2024 9:30 PM", 20),
    ],
)
def test_a_time_is_the_persons_unless_it_has_an_offset(cell: str, hour: int) -> None:
    moment = moment_of(cell, zone=BERLIN, order=None)

    assert moment == datetime(2024, 3, 5, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("order", "month", "day"), [(DateOrder.DMY, 5, 3), (DateOrder.MDY, 3, 5), (None, 5, 3)]
)
def test_slashes_are_read_in_the_order_that_is_said(
    order: DateOrder | None, month: int, day: int
) -> None:
    moment = moment_of("3/5/24", zone=BERLIN, order=order)

    assert (moment.month, moment.day) == (month, day)


def test_a_number_above_twelve_decides_the_order() -> None:
    assert order_of("13/5/24") is DateOrder.DMY
    assert order_of("5/13/24") is DateOrder.MDY
    assert order_of("5/3/24") is order_of("13.5.2024") is order_of("2024/13/5") is None


def test_only_a_date_that_means_two_days_is_unclear() -> None:
    assert either_way("3/5/24")
    assert not any(map(either_way, ("3/3/24", "13/5/24", "3.5.2024", "2024/3/5", "Mar 5 2024")))


@pytest.mark.parametrize("cell", ["yesterday", "30/2/24", "2024", "5/2024", "32.1.2024", "12:30"])
def test_what_is_no_date_is_refused(cell: str) -> None:
    with pytest.raises(Invalid, match="is no date"):
        moment_of(cell, zone=BERLIN, order=DateOrder.DMY)
