"""What people type for a time, at one moment: Wednesday 4 November 2026, 10:00 in Paris."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from maang.core.days import study_day
from maang.core.errors import Invalid
from maang.core.when import parse_when

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 4, 10, 0, tzinfo=PARIS)


def read(text: str, *, now: datetime = NOW, zone: ZoneInfo = PARIS) -> str:
    """The moment as the person's clock showed it."""
    moment = parse_when(text, now=now, zone=zone)
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", "2026-11-04 10:00:00"),
        ("just now", "2026-11-04 10:00:00"),
        ("-45m", "2026-11-04 09:15:00"),
        ("- 2 hours", "2026-11-04 08:00:00"),
        ("-1h30m", "2026-11-04 08:30:00"),
        ("2 hours ago", "2026-11-04 08:00:00"),
        ("an hour ago", "2026-11-04 09:00:00"),
        ("half an hour ago", "2026-11-04 09:30:00"),
        ("1.5h ago", "2026-11-04 08:30:00"),
        ("1 hour and 5 minutes ago", "2026-11-04 08:55:00"),
        ("3 days ago", "2026-11-01 10:00:00"),
        ("a week ago", "2026-10-28 10:00:00"),
        ("two hours ago", "2026-11-04 08:00:00"),
    ],
)
def test_so_long_ago(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yesterday 21:30", "2026-11-03 21:30:00"),
        ("Yesterday at 9:30 PM", "2026-11-03 21:30:00"),
        ("yesterday, 9pm", "2026-11-03 21:00:00"),
        ("21:30 yesterday", "2026-11-03 21:30:00"),
        ("yesterday noon", "2026-11-03 12:00:00"),
        ("today 8am", "2026-11-04 08:00:00"),
        ("today 12am", "2026-11-04 00:00:00"),
        ("today 10:04", "2026-11-04 10:04:00"),
        ("the day before yesterday 7:05", "2026-11-02 07:05:00"),
        ("8:15", "2026-11-04 08:15:00"),
        ("at 9:59:58", "2026-11-04 09:59:58"),
        ("23:00", "2026-11-03 23:00:00"),
        ("11pm", "2026-11-03 23:00:00"),
        ("midnight", "2026-11-04 00:00:00"),
        ("monday 9:00", "2026-11-02 09:00:00"),
        ("on tue 18:00", "2026-11-03 18:00:00"),
        ("thursday 18:00", "2026-10-29 18:00:00"),
        ("wednesday 9:00", "2026-11-04 09:00:00"),
        ("wednesday 11:00", "2026-10-28 11:00:00"),
        ("last wednesday 9:00", "2026-10-28 09:00:00"),
        ("nov 3 at 6pm", "2026-11-03 18:00:00"),
        ("3 November 2026 18:00", "2026-11-03 18:00:00"),
        ("20 december 8am", "2025-12-20 08:00:00"),
        ("13/10/2026 18:00", "2026-10-13 18:00:00"),
    ],
)
def test_a_day_and_a_time(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-03 18:00", "2026-11-03 18:00:00"),
        ("2026-11-03T18:00:30", "2026-11-03 18:00:30"),
        ("2026-11-03t18:00z", "2026-11-03 19:00:00"),
        ("2026-11-03T18:00:00+05:30", "2026-11-03 13:30:00"),
        ("2026-11-03 18:00 +02:00", "2026-11-03 17:00:00"),
        ("2026-11-03 6pm", "2026-11-03 18:00:00"),
        ("20261103T1800", "2026-11-03 18:00:00"),
    ],
)
def test_iso_with_and_without_an_offset(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yesterday", "2026-11-03 12:00:00"),
        ("monday", "2026-11-02 12:00:00"),
        ("last friday", "2026-10-30 12:00:00"),
        ("2026-11-03", "2026-11-03 12:00:00"),
        ("nov 1", "2026-11-01 12:00:00"),
    ],
)
def test_a_day_alone_is_its_noon(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", ["today", "2026-11-04", "wednesday", "4 november"])
def test_today_before_noon_is_now(text: str) -> None:
    assert parse_when(text, now=NOW, zone=PARIS) == NOW


@pytest.mark.parametrize("day_start", [0, 4, 12])
def test_a_date_alone_falls_into_the_study_day_of_that_date(day_start: int) -> None:
    moment = parse_when("2026-11-03", now=NOW, zone=PARIS)
    assert str(study_day(moment, zone=PARIS, day_start=day_start)) == "2026-11-03"


@pytest.mark.parametrize(
    "text",
    ["tomorrow", "in 2 hours", "today 23:00", "2026-11-05", "2027-01-01 09:00", "10:06 today"],
)
def test_the_future_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="still to come"):
        parse_when(text, now=NOW, zone=PARIS)


def test_five_minutes_ahead_are_forgiven() -> None:
    assert read("2026-11-04 10:05") == "2026-11-04 10:05:00"


def test_five_minutes_and_a_second_are_not() -> None:
    with pytest.raises(Invalid, match="still to come"):
        parse_when("2026-11-04 10:05:01", now=NOW, zone=PARIS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "asdf",
        "two-sum",
        "hash of seen values",
        "12 o'",
        "-45x",
        "5 apples ago",
        "x" * 101,
    ],
)
def test_gibberish_is_refused_with_examples(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_when(text, now=NOW, zone=PARIS)
    assert caught.value.hint == 'say it like "yesterday 21:30", "2 hours ago" or "2026-11-03 18:00"'


@pytest.mark.parametrize(
    "text", ["march", "2025", "5", "last month", "yesterday evening", "-", "ago"]
)
def test_what_is_no_moment_is_refused_rather_than_filled_in(text: str) -> None:
    with pytest.raises(Invalid):
        parse_when(text, now=NOW, zone=PARIS)


@pytest.mark.parametrize("text", ["yesterday at 9", "monday 9", "9", "at 9", "2026-11-03 at 9"])
def test_an_hour_that_could_be_morning_or_evening_is_asked_about(text: str) -> None:
    with pytest.raises(Invalid, match="9 in the morning or in the evening"):
        parse_when(text, now=NOW, zone=PARIS)


@pytest.mark.parametrize("text", ["3/11/2026", "3/11 18:00", "03.11.2026", "3-11-26"])
def test_a_date_that_could_be_two_days_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="could be two days"):
        parse_when(text, now=NOW, zone=PARIS)


@pytest.mark.parametrize(
    "text",
    ["2026-02-30 18:00", "today 25:00", "today 13pm", "today 9:75", "-99999d9h99999w", "0am"],
)
def test_a_time_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="not a time that exists"):
        parse_when(text, now=NOW, zone=PARIS)


def test_a_time_the_clock_jumped_over_moves_forward() -> None:
    now = datetime(2026, 3, 29, 10, 0, tzinfo=PARIS)
    assert read("today 2:30", now=now) == "2026-03-29 03:30:00"


def test_of_a_time_that_came_twice_the_first_is_meant() -> None:
    now = datetime(2026, 10, 25, 10, 0, tzinfo=PARIS)
    moment = parse_when("today 2:30", now=now, zone=PARIS)
    assert moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_hours_ago_are_counted_on_the_stopwatch_over_a_clock_change() -> None:
    now = datetime(2026, 10, 25, 10, 0, tzinfo=PARIS)
    assert now.astimezone(UTC) - parse_when("12h ago", now=now, zone=PARIS) == timedelta(hours=12)


def test_days_ago_are_counted_on_the_calendar_over_a_clock_change() -> None:
    now = datetime(2026, 10, 25, 10, 0, tzinfo=PARIS)
    assert read("1 day ago", now=now) == "2026-10-24 10:00:00"


def test_yesterday_is_the_persons_yesterday_wherever_the_clock_counts_from() -> None:
    now = datetime(2026, 11, 3, 20, 0, tzinfo=UTC)
    assert read("yesterday 21:30", now=now, zone=ZoneInfo("Asia/Tokyo")) == "2026-11-03 21:30:00"


def test_the_answer_is_in_utc() -> None:
    assert parse_when("yesterday 21:30", now=NOW, zone=PARIS).tzinfo is UTC


def test_control_characters_do_not_come_back_in_the_message() -> None:
    with pytest.raises(Invalid) as caught:
        parse_when("\x1b[2Jtomorrow", now=NOW, zone=PARIS)
    assert caught.value.message.isprintable()


@given(st.one_of(st.text(max_size=30), st.from_regex(r"[0-9a-z:/., -]{1,20}", fullmatch=True)))
@example("0/0/0")
@example("1" * 90)
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_is_a_moment_gone_by_or_refused(text: str) -> None:
    assert outcome(text) in ("gone by", "refused with a hint")


def outcome(text: str) -> str:
    try:
        moment = parse_when(text, now=NOW, zone=PARIS)
    except Invalid as error:
        return "refused with a hint" if error.hint else "refused"
    return "gone by" if moment <= NOW + timedelta(minutes=5) else "ahead"


@pytest.mark.parametrize("text", ["0026-11-03 18:00", "-99999d", "1999-05-01", "1999-12-31 23:00Z"])
def test_a_year_before_2000_is_a_typing_error(text: str) -> None:
    with pytest.raises(Invalid, match="before 2000"):
        parse_when(text, now=NOW, zone=PARIS)


def test_the_common_forms_do_not_load_dateparser() -> None:
    forms = ["2026-11-03 18:00", "-45m", "2 hours ago", "yesterday 21:30", "monday 9:00", "8:15"]
    program = f"""
import sys
from datetime import UTC, datetime
from maang.core.when import parse_when
for form in {forms!r}:
    parse_when(form, now=datetime(2026, 11, 4, 10, tzinfo=UTC), zone=UTC)
sys.exit("dateparser" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "now", "expected"),
    [
        ("2026-03-05", "2026-03-10T12:00", "2026-03-05T04:00"),
        ("monday", "2026-03-11T12:00", "2026-03-09T04:00"),
        ("today", "2026-03-10T12:00", "2026-03-10T04:00"),
        ("today", "2026-03-10T02:00", "2026-03-09T04:00"),
        ("2026-03-05 09:30", "2026-03-10T12:00", "2026-03-05T09:30"),
    ],
)
def test_to_count_from_a_day_alone_is_where_it_begins(text: str, now: str, expected: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)

    found = parse_when(text, now=at, zone=UTC, day_start=4)

    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)
