"""Where one stands, counted from the events that stand."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from maang.core.accounts.service import Accounts
from maang.core.bootstrap import Core
from maang.core.calendar import Calendar
from maang.core.db.database import Database
from maang.core.practice.models import Entry, Outcome
from maang.core.practice.service import FIRST_LOOK, Practice
from maang.core.reviews.models import Rating, Retention, Targets
from maang.core.reviews.scheduler import Scheduler
from maang.core.stats.models import DayTotals, Standing
from maang.core.stats.service import Stats
from tests.conftest import NOON, FrozenClock
from tests.listening import statements

FAILED = Entry(outcome=Outcome.FAILED)


def test_a_fresh_start_counts_nothing_and_knows_no_retention(core: Core) -> None:
    found = core.stats.overview()

    assert (found.attempts, found.solved, found.minutes) == (0, 0, 0)
    assert found.reviews.retention_observed is None
    assert set(found.by_difficulty.values()) == {Standing(0, 0, 0)}


def test_a_problem_solved_twice_is_one_problem_solved(core: Core) -> None:
    core.practice.log("two-sum", Entry(minutes=30))
    core.practice.log("two-sum", Entry(minutes=12))

    found = core.stats.overview()

    assert (found.attempts, found.solved, found.minutes) == (2, 1, 42)


def test_difficulties_say_how_many_were_solved_of_how_many_in_how_many_attempts(
    core: Core,
) -> None:
    core.practice.log("two-sum", FAILED)
    core.practice.log("two-sum", Entry())
    core.practice.log("valid-parentheses", FAILED)
    core.practice.log("3sum", FAILED)

    found = core.stats.overview().by_difficulty

    assert found == {
        "easy": Standing(1, 2, 3),
        "medium": Standing(0, 1, 1),
        "hard": Standing(0, 0, 0),
    }


def test_patterns_come_most_attempted_first(core: Core) -> None:
    core.practice.log("3sum", Entry())
    core.practice.log("two-sum", FAILED)
    core.practice.log("contains-duplicate", Entry())

    found = core.stats.overview().by_pattern

    assert list(found.items()) == [
        ("Arrays & Hashing", Standing(1, 2, 2)),
        ("Two Pointers", Standing(1, 1, 1)),
    ]


def test_the_last_thirty_days_end_today_and_leave_none_out(core: Core, clock: FrozenClock) -> None:
    core.practice.log("two-sum", Entry(minutes=10))
    clock.forward(days=2)
    core.practice.log("3sum", Entry(minutes=25))
    core.practice.log("coin-change", Entry())

    days = core.stats.overview().last_30_days

    assert [day.date for day in days] == [date(2026, 3, 12) - timedelta(29 - n) for n in range(30)]
    assert days[-3:] == [
        DayTotals(date(2026, 3, 10), 1, 10),
        DayTotals(date(2026, 3, 11), 0, 0),
        DayTotals(date(2026, 3, 12), 2, 25),
    ]


def test_what_lies_more_than_thirty_days_back_counts_in_the_totals_only(
    core: Core, clock: FrozenClock
) -> None:
    core.practice.log("two-sum", Entry(minutes=10))
    clock.forward(days=30)

    found = core.stats.overview()

    assert found.attempts == 1
    assert sum(day.attempts for day in found.last_30_days) == 0


def test_what_was_taken_back_counts_nowhere(core: Core) -> None:
    before = core.stats.overview()
    core.practice.log("two-sum", Entry(minutes=10))
    core.activity.undo()

    assert core.stats.overview() == before


def test_an_amendment_counts_once_and_as_it_was_amended(core: Core) -> None:
    core.practice.log("two-sum", Entry(minutes=10))
    core.practice.amend("last", Entry(minutes=40, outcome=Outcome.FAILED))

    found = core.stats.overview()

    assert (found.attempts, found.solved, found.minutes) == (1, 0, 40)


def test_the_first_answer_of_a_card_says_nothing_of_retention(core: Core) -> None:
    core.practice.log("two-sum", Entry())

    found = core.stats.overview().reviews

    assert (found.retention_observed, found.n) == (None, 0)


def test_retention_is_the_share_of_later_answers_better_than_again(
    core: Core, clock: FrozenClock
) -> None:
    card = core.reviews.card(core.practice.log("two-sum", FAILED).attempt.problem_id)
    for rating in (Rating.HARD, Rating.AGAIN, Rating.EASY):
        clock.forward(days=5)
        core.reviews.answer(card.id, rating)

    found = core.stats.overview().reviews

    assert (found.retention_observed, found.n) == (0.6667, 3)


def test_due_counts_the_cards_that_are_due_now(core: Core, clock: FrozenClock) -> None:
    core.practice.log("two-sum", FAILED)
    core.practice.log("3sum", Entry(rating=Rating.EASY))
    clock.forward(days=1)

    assert core.stats.overview().reviews.due == 1


def test_a_review_keeps_the_streak_but_is_no_attempt(core: Core, clock: FrozenClock) -> None:
    card = core.reviews.card(core.practice.log("two-sum", FAILED).attempt.problem_id)
    clock.forward(days=1)
    core.reviews.answer(card.id, Rating.GOOD)

    found = core.stats.overview()

    assert (found.streak.days, found.streak.today_done) == (2, True)
    assert found.last_30_days[-1].attempts == 0


def test_another_person_counts_for_nothing(core: Core) -> None:
    core.practice.log("two-sum", Entry())
    other = Accounts(core.db, core.now).open("another")

    found = Stats(Database(core.db.bind, other), core.now, core.scheduler, Targets()).overview()

    assert found.attempts == 0
    assert found.by_pattern == {}


def test_it_takes_eight_statements_in_one_transaction(core: Core) -> None:
    core.practice.log("two-sum", Entry())
    with statements(core.db.bind) as said:
        core.stats.overview()

    assert len([one for one in said if "FROM" in one]) == 8


def naive_day(moment: datetime, zone: ZoneInfo, day_start: int) -> date:
    """The last day that has begun, found by looking at every one."""
    days = (NOON.date() + timedelta(days=offset) for offset in range(-60, 30))
    begun = (
        day
        for day in days
        if datetime.combine(day, time(day_start), tzinfo=zone).astimezone(UTC) <= moment
    )
    return max(begun)


ZONES = ("UTC", "Europe/Paris", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati")

tries = st.lists(
    st.tuples(st.integers(0, 45 * 24 * 60), st.none() | st.integers(1, 90)), max_size=8
)
"""Minutes ago, and minutes it took."""


@pytest.mark.parametrize("zone", ZONES)
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(tries=tries, day_start=st.sampled_from((0, 4, 11)), spring=st.booleans())
def test_days_and_streak_equal_a_naive_count_in_every_zone(
    engine: Engine,
    zone: str,
    tries: list[tuple[int, int | None]],
    day_start: int,
    spring: bool,
) -> None:
    place = ZoneInfo(zone)
    clock = FrozenClock(NOON + timedelta(days=21 if spring else 0))
    calendar = Calendar(place, day_start)
    with engine.connect() as connection, connection.begin() as transaction:
        db = Database(connection, Accounts(Database(connection), clock).open("local"))
        scheduler = Scheduler(calendar)
        practice = Practice(db, clock, scheduler, Retention(), Targets(), 90)
        for ago, minutes in tries:
            at = clock() - timedelta(minutes=ago)
            practice.log("two-sum", Entry(at=at, minutes=minutes), again=True)
        found = Stats(db, clock, scheduler, Targets()).overview()
        transaction.rollback()

    days = [naive_day(clock() - timedelta(minutes=ago), place, day_start) for ago, _ in tries]
    today = naive_day(clock(), place, day_start)
    assert [(day.attempts, day.minutes) for day in found.last_30_days] == [
        (
            days.count(day),
            sum(took or 0 for (_, took), done in zip(tries, days, strict=True) if done == day),
        )
        for day in (today - timedelta(days=29 - back) for back in range(30))
    ]
    length, day = 0, today if today in days else today - timedelta(days=1)
    while day in days:
        length, day = length + 1, day - timedelta(days=1)
    assert (found.streak.days, found.streak.today_done) == (length, today in days)


def test_a_streak_is_counted_beyond_the_first_look(core: Core) -> None:
    for back in range(FIRST_LOOK + 5):
        core.practice.log("two-sum", Entry(at=NOON - timedelta(days=back)))

    assert core.stats.overview().streak.days == FIRST_LOOK + 5


@pytest.mark.parametrize("days", [FIRST_LOOK - 1, FIRST_LOOK, FIRST_LOOK + 1])
def test_a_streak_as_long_as_the_first_look_is_counted_to_the_day(core: Core, days: int) -> None:
    for back in range(1, days + 1):
        core.practice.log("two-sum", Entry(at=NOON - timedelta(days=back)))

    assert core.stats.overview().streak.days == days


def test_a_second_go_on_the_same_day_says_nothing_of_retention(
    core: Core, clock: FrozenClock
) -> None:
    core.practice.log("two-sum", Entry())
    clock.forward(hours=1)
    core.practice.log("two-sum", Entry(outcome=Outcome.FAILED))
    clock.forward(days=3)
    core.practice.log("two-sum", Entry())

    found = core.stats.overview().reviews

    assert (found.retention_observed, found.n) == (1.0, 1)
