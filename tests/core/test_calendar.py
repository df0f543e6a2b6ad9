"""A person's days begin when they say, in their zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.calendar import Calendar

PARIS = Calendar(ZoneInfo("Europe/Paris"), 4)


def test_the_small_hours_belong_to_the_day_before() -> None:
    assert PARIS.day_of(datetime(2026, 7, 2, 1, 59, tzinfo=UTC)) == date(2026, 7, 1)
    assert PARIS.day_of(datetime(2026, 7, 2, 2, 0, tzinfo=UTC)) == date(2026, 7, 2)


def test_two_moments_an_hour_apart_may_be_a_day_apart() -> None:
    evening = datetime(2026, 7, 2, 1, 30, tzinfo=UTC)

    assert PARIS.days_between(evening, evening + timedelta(hours=1)) == 1
    assert PARIS.days_between(evening, evening) == 0
    assert PARIS.days_between(evening + timedelta(hours=1), evening) == -1


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 28), 23), ((2026, 10, 24), 25)])
def test_a_day_is_as_long_as_the_clocks_make_it(day: tuple[int, int, int], hours: int) -> None:
    length = PARIS.end_of(date(*day)) - PARIS.start_of(date(*day))

    assert length == timedelta(hours=hours)


@given(
    moment=st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC)),
    zone=st.sampled_from(["UTC", "Asia/Kathmandu", "America/Sao_Paulo", "Pacific/Kiritimati"]),
    day_start=st.integers(0, 6),
)
def test_a_moment_lies_within_its_own_day(moment: datetime, zone: str, day_start: int) -> None:
    calendar = Calendar(ZoneInfo(zone), day_start)
    day = calendar.day_of(moment)

    assert calendar.start_of(day) <= moment < calendar.end_of(day)
    assert calendar.end_of(day) == calendar.start_of(day + timedelta(days=1))


@given(
    moments=st.lists(
        st.datetimes(datetime(2010, 1, 1), datetime(2013, 1, 1), timezones=st.just(UTC)), max_size=5
    ),
    zone=st.sampled_from(["UTC", "America/Sao_Paulo", "Pacific/Apia"]),
    day_start=st.integers(0, 6),
)
def test_many_moments_at_once_have_the_days_each_has_alone(
    moments: list[datetime], zone: str, day_start: int
) -> None:
    calendar = Calendar(ZoneInfo(zone), day_start)

    assert calendar.days_of(moments) == [calendar.day_of(moment) for moment in moments]
