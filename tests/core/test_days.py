"""Days in every zone of the world, on ordinary dates and on those when the clocks changed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from maang.core.days import Streak, day_bounds, streak, study_day

ZONES = sorted(available_timezones() - {"localtime", "posixrules"})
zones = st.sampled_from(ZONES).map(ZoneInfo)
hours = st.integers(0, 12)
moments = st.datetimes(datetime(1840, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
dates = st.dates(date(1840, 1, 1), date(2100, 1, 1))

PARIS = ZoneInfo("Europe/Paris")
SAMOA = ZoneInfo("Pacific/Apia")
LEFT_OUT = [
    ("Asia/Manila", date(1844, 12, 31)),
    ("Pacific/Guam", date(1844, 12, 31)),
    ("Pacific/Saipan", date(1844, 12, 31)),
    ("Kwajalein", date(1993, 8, 21)),
    ("Pacific/Kwajalein", date(1993, 8, 21)),
    ("Pacific/Enderbury", date(1994, 12, 31)),
    ("Pacific/Kanton", date(1994, 12, 31)),
    ("Pacific/Kiritimati", date(1994, 12, 31)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Pacific/Fakaofo", date(2011, 12, 30)),
]
"""All dates that never happened somewhere, because the zone moved across the date line."""


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@given(moment=moments, zone=zones, day_start=hours)
def test_each_instant_belongs_to_the_day_whose_bounds_hold_it(
    moment: datetime, zone: ZoneInfo, day_start: int
) -> None:
    day = study_day(moment, zone=zone, day_start=day_start)
    start, end = day_bounds(day, zone=zone, day_start=day_start)
    assert start <= moment < end


@given(day=dates, zone=zones, day_start=hours)
def test_a_day_ends_where_the_next_begins_and_never_before_it_began(
    day: date, zone: ZoneInfo, day_start: int
) -> None:
    start, end = day_bounds(day, zone=zone, day_start=day_start)
    following, _ = day_bounds(day + timedelta(days=1), zone=zone, day_start=day_start)
    assert start <= end == following


@given(day=dates, zone=zones, day_start=hours)
def test_the_first_and_the_last_instant_of_a_day_belong_to_it(
    day: date, zone: ZoneInfo, day_start: int
) -> None:
    start, end = day_bounds(day, zone=zone, day_start=day_start)
    assume(start < end)
    inside = (start, end - timedelta(microseconds=1))
    assert [study_day(moment, zone=zone, day_start=day_start) for moment in inside] == [day, day]


@given(moment=moments, zone=zones, day_start=hours)
def test_an_hour_later_is_the_same_day_or_the_next_one_that_has_any_length(
    moment: datetime, zone: ZoneInfo, day_start: int
) -> None:
    assert_no_step_back_or_over(moment, zone, day_start)


@given(zone=zones, year=st.integers(1970, 2037), day_start=hours)
@settings(max_examples=40, deadline=None)
def test_around_every_clock_change_no_day_is_skipped_or_repeated(
    zone: ZoneInfo, year: int, day_start: int
) -> None:
    for change in clock_changes(zone, year):
        for hour in range(-30, 31):
            assert_no_step_back_or_over(change + timedelta(hours=hour), zone, day_start)


def clock_changes(zone: ZoneInfo, year: int) -> list[datetime]:
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=number) for number in range(366)]
    offsets = [day.astimezone(zone).utcoffset() for day in days]
    return [day for day, one, two in zip(days, offsets, offsets[1:], strict=False) if one != two]


def assert_no_step_back_or_over(moment: datetime, zone: ZoneInfo, day_start: int) -> None:
    before = study_day(moment, zone=zone, day_start=day_start)
    after = study_day(moment + timedelta(hours=1), zone=zone, day_start=day_start)
    expected = {before}
    following = before + timedelta(days=1)
    while (bounds := day_bounds(following, zone=zone, day_start=day_start))[0] == bounds[1]:
        assert (zone.key, following) in LEFT_OUT
        following += timedelta(days=1)
    assert after in expected | {following}


def test_in_every_zone_the_noons_of_this_year_belong_to_their_dates() -> None:
    noons = [datetime(2026, 1, 1, 12) + timedelta(days=number) for number in range(0, 365, 7)]
    wrong = [
        (zone, noon)
        for zone in ZONES
        for noon in noons
        if study_day(noon.replace(tzinfo=ZoneInfo(zone)), zone=ZoneInfo(zone), day_start=4)
        != noon.date()
    ]
    assert wrong == []


@pytest.mark.parametrize(("zone", "day"), LEFT_OUT)
@pytest.mark.parametrize("day_start", [0, 4, 12])
def test_a_date_the_zone_left_out_has_no_length(zone: str, day: date, day_start: int) -> None:
    start, end = day_bounds(day, zone=ZoneInfo(zone), day_start=day_start)
    assert start == end


@pytest.mark.parametrize(("zone", "day"), LEFT_OUT)
def test_a_date_the_zone_left_out_gets_no_moment(zone: str, day: date) -> None:
    noon_before = datetime.combine(day - timedelta(days=1), time(12), tzinfo=ZoneInfo(zone))
    hours = (noon_before.astimezone(UTC) + timedelta(hours=n) for n in range(30))
    days = {study_day(hour, zone=ZoneInfo(zone), day_start=4) for hour in hours}
    assert days == {day - timedelta(days=1), day + timedelta(days=1)}


def test_an_evening_before_a_left_out_date_lasts_until_the_next_day_starts() -> None:
    night = datetime(2011, 12, 31, 3, 59, tzinfo=SAMOA)
    assert study_day(night, zone=SAMOA, day_start=4) == date(2011, 12, 29)


def test_a_date_that_happened_twice_is_one_long_day() -> None:
    sitka = ZoneInfo("America/Sitka")
    start, end = day_bounds(date(1867, 10, 19), zone=sitka, day_start=4)
    assert end - start == timedelta(hours=48)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-04 03:59:59", date(2026, 11, 3)),
        ("2026-11-04 04:00:00", date(2026, 11, 4)),
        ("2026-11-05 00:30:00", date(2026, 11, 4)),
    ],
)
def test_the_night_belongs_to_the_day_before(moment: str, day: date) -> None:
    assert study_day(paris(moment), zone=PARIS, day_start=4) == day


def test_a_moment_is_read_in_the_persons_zone_whatever_zone_it_comes_in() -> None:
    moment = datetime(2026, 11, 4, 22, 0, tzinfo=UTC)
    assert study_day(moment, zone=ZoneInfo("Asia/Tokyo"), day_start=4) == date(2026, 11, 5)


@pytest.mark.parametrize(
    ("day", "length"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)]
)
def test_a_day_at_midnight_is_as_long_as_the_clock_change_makes_it(day: date, length: int) -> None:
    start, end = day_bounds(day, zone=PARIS, day_start=0)
    assert end - start == timedelta(hours=length)


def test_a_day_that_would_begin_in_the_missing_hour_begins_when_the_clock_has_jumped() -> None:
    start, _ = day_bounds(date(2026, 3, 29), zone=PARIS, day_start=2)
    assert start == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_day_that_would_begin_in_the_doubled_hour_begins_the_first_time() -> None:
    start, _ = day_bounds(date(2026, 10, 25), zone=PARIS, day_start=2)
    assert start == datetime(2026, 10, 25, 0, 0, tzinfo=UTC)


def test_days_may_begin_at_a_time_of_day() -> None:
    assert study_day(paris("2026-11-04 04:29"), zone=PARIS, day_start=time(4, 30)).day == 3


def test_bounds_are_in_utc() -> None:
    start, end = day_bounds(date(2026, 11, 4), zone=PARIS, day_start=4)
    assert (start.tzinfo, end.tzinfo) == (UTC, UTC)


def test_a_moment_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        study_day(datetime(2026, 11, 4), zone=PARIS, day_start=4)


TODAY = date(2026, 11, 4)


def ago(*numbers: int) -> set[date]:
    return {TODAY - timedelta(days=number) for number in numbers}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (ago(), Streak(0, False)),
        (ago(0), Streak(1, True)),
        (ago(0, 1, 2), Streak(3, True)),
        (ago(1, 2), Streak(2, False)),
        (ago(2, 3), Streak(0, False)),
        (ago(0, 2, 3), Streak(1, True)),
        (ago(-1, 0, 1), Streak(2, True)),
    ],
)
def test_a_streak_counts_back_from_today_or_from_yesterday(
    days: set[date], expected: Streak
) -> None:
    assert streak(days, today=TODAY) == expected


@given(st.sets(st.integers(1, 40)))
def test_doing_something_today_always_adds_exactly_one_day(numbers: set[int]) -> None:
    before = streak(ago(*numbers), today=TODAY)
    assert streak(ago(0, *numbers), today=TODAY) == Streak(before.days + 1, True)


def test_days_may_come_from_any_iterable_even_doubled() -> None:
    assert streak(iter([TODAY, TODAY]), today=TODAY) == Streak(1, True)
