"""What plots are drawn from: a year of the person's days, and a fortnight of reviews."""

from datetime import date, timedelta

from maang.core.bootstrap import Core
from maang.core.practice.models import Entry, Outcome
from tests.conftest import NOON

TODAY = date(2026, 3, 10)


def test_a_year_of_days_ends_today(core: Core) -> None:
    days = [day.date for day in core.stats.charts().year]

    assert len(days) == 365
    assert (days[0], days[-1]) == (TODAY - timedelta(days=364), TODAY)


def test_an_attempt_stands_on_its_day(core: Core) -> None:
    core.practice.log("two-sum", Entry(minutes=20, at=NOON - timedelta(days=200)))

    year = core.stats.charts().year

    assert [(day.date, day.minutes) for day in year if day.attempts] == [
        (TODAY - timedelta(days=200), 20)
    ]


def test_what_is_overdue_counts_today(core: Core) -> None:
    month_ago = NOON - timedelta(days=30)
    core.practice.log("two-sum", Entry(outcome=Outcome.FAILED, at=month_ago))

    load = core.stats.charts().load

    assert (load[0].date, load[0].reviews) == (TODAY, 1)
    assert sum(day.reviews for day in load) == 1


def test_a_card_comes_on_the_day_it_was_promised_for(core: Core) -> None:
    logged = core.practice.log("two-sum", Entry(minutes=20, hints=1))

    load = core.stats.charts().load

    assert len(load) == 14
    assert [day.date for day in load if day.reviews] == [TODAY + timedelta(days=logged.days)]
