"""Logging and putting right, on a real database."""

from datetime import timedelta

import pytest

from maang.core.bootstrap import Core
from maang.core.errors import Invalid, NotFound
from maang.core.practice.models import AttemptFilter, Entry, Outcome, Repeated
from maang.core.reviews.models import Rating
from tests.conftest import NOON, FrozenClock

EVERYTHING = AttemptFilter()


def test_a_log_becomes_a_card_that_is_due_when_it_says(core: Core) -> None:
    logged = core.practice.log("two-sum", Entry(minutes=18, hints=1))

    card = core.reviews.card(logged.attempt.problem_id)
    assert card.recall is not None
    assert (card.recall.reps, card.recall.due_at) == (1, logged.due)


def test_a_try_of_the_past_is_folded_where_it_belongs(core: Core) -> None:
    core.practice.log("two-sum", Entry(rating=Rating.AGAIN))
    logged = core.practice.log("two-sum", Entry(at=NOON - timedelta(days=9), rating=Rating.GOOD))

    card = core.reviews.card(logged.attempt.problem_id)
    assert card.recall is not None
    assert (card.recall.reviewed_at, card.recall.lapses) == (NOON, 1)


def test_an_attempt_in_the_future_is_refused(core: Core) -> None:
    with pytest.raises(Invalid):
        core.practice.log("two-sum", Entry(at=NOON + timedelta(minutes=1)))


def test_an_amendment_into_the_future_is_refused(core: Core) -> None:
    core.practice.log("two-sum", Entry())

    with pytest.raises(Invalid):
        core.practice.amend("last", Entry(at=NOON + timedelta(minutes=1)))


def test_an_amendment_that_changes_nothing_is_refused(core: Core) -> None:
    core.practice.log("two-sum", Entry(minutes=18))

    with pytest.raises(Invalid):
        core.practice.amend("last", Entry(minutes=18))


def test_a_further_note_leaves_the_persons_own_rating(core: Core) -> None:
    core.practice.log("two-sum", Entry(minutes=30, rating=Rating.EASY))

    assert core.practice.amend("last", Entry(note="a hash")).rating is Rating.EASY


def test_another_outcome_is_rated_anew(core: Core) -> None:
    core.practice.log("two-sum", Entry(minutes=30, rating=Rating.EASY))

    assert core.practice.amend("last", Entry(outcome=Outcome.FAILED)).rating is Rating.AGAIN


def test_an_attempt_moved_to_another_problem_leaves_the_first_card_unanswered(core: Core) -> None:
    before = core.practice.log("two-sum", Entry())
    after = core.practice.amend("last", Entry(), problem="3sum")

    assert core.reviews.card(after.attempt.problem_id).recall is not None
    with pytest.raises(NotFound):
        core.reviews.card(before.attempt.problem_id)


def test_undo_moves_an_attempt_back_with_its_card(core: Core) -> None:
    before = core.practice.log("two-sum", Entry())
    after = core.practice.amend("last", Entry(), problem="3sum")
    core.activity.undo()

    assert core.reviews.card(before.attempt.problem_id).recall is not None
    with pytest.raises(NotFound):
        core.reviews.card(after.attempt.problem_id)


def test_the_same_words_are_refused_within_a_minute(core: Core) -> None:
    core.practice.log("two-sum", Entry(minutes=18))

    with pytest.raises(Repeated):
        core.practice.log("two-sum", Entry(minutes=18))


def test_the_same_words_about_another_time_are_no_repeat(core: Core) -> None:
    core.practice.log("two-sum", Entry(at=NOON - timedelta(days=1)))
    core.practice.log("two-sum", Entry(at=NOON - timedelta(days=2)))

    assert len(core.practice.attempts(EVERYTHING)) == 2


def test_a_refused_repeat_leaves_nothing_behind(core: Core) -> None:
    core.practice.log("two-sum", Entry())
    with pytest.raises(Repeated):
        core.practice.log("two-sum", Entry())

    assert len(core.practice.attempts(EVERYTHING)) == 1
    assert len(core.activity.recent()) == 1


def test_a_clock_that_went_back_is_said_and_the_try_is_kept(core: Core, clock: FrozenClock) -> None:
    core.practice.log("two-sum", Entry())
    clock.forward(days=-1)

    logged = core.practice.log("3sum", Entry())

    assert logged.notices == ("the clock went back: the newest entry says 2026-03-10 12:00",)
    assert len(core.practice.attempts(EVERYTHING)) == 2


def test_a_log_without_minutes_takes_those_of_the_timer(core: Core, clock: FrozenClock) -> None:
    core.timers.start(core.problems.get("two-sum").id)
    clock.forward(minutes=17)

    logged = core.practice.log("two-sum", Entry())

    assert logged.attempt.minutes == 17
    assert logged.notices == ("17 min from the timer",)


def test_undo_gives_the_timers_minutes_to_the_next_log(core: Core, clock: FrozenClock) -> None:
    core.timers.start()
    clock.forward(minutes=17)
    core.practice.log("two-sum", Entry())
    clock.forward(minutes=5)
    core.activity.undo()

    assert core.practice.log("3sum", Entry()).attempt.minutes == 17


def test_minutes_are_taken_once(core: Core, clock: FrozenClock) -> None:
    core.timers.start()
    clock.forward(minutes=17)
    core.practice.log("two-sum", Entry())

    assert core.practice.log("3sum", Entry()).attempt.minutes is None


def test_minutes_that_were_said_leave_the_timer_alone(core: Core, clock: FrozenClock) -> None:
    core.timers.start()
    clock.forward(minutes=17)
    core.practice.log("two-sum", Entry(minutes=30))

    assert core.timers.show() is not None


def test_a_timer_of_another_problem_is_left_alone(core: Core, clock: FrozenClock) -> None:
    core.timers.start(core.problems.get("3sum").id)
    clock.forward(minutes=17)

    assert core.practice.log("two-sum", Entry()).attempt.minutes is None


def test_a_try_from_before_the_timer_began_does_not_take_its_minutes(
    core: Core, clock: FrozenClock
) -> None:
    core.timers.start()
    clock.forward(minutes=17)

    yesterday = Entry(at=NOON - timedelta(days=1))
    assert core.practice.log("two-sum", yesterday).attempt.minutes is None


def test_a_timer_paused_overnight_still_gives_its_minutes(core: Core, clock: FrozenClock) -> None:
    core.timers.start()
    clock.forward(minutes=17)
    core.timers.pause()
    clock.forward(hours=14)
    core.timers.resume()
    clock.forward(minutes=3)

    assert core.practice.log("two-sum", Entry()).attempt.minutes == 20


def test_a_timer_stopped_long_ago_is_forgotten(core: Core, clock: FrozenClock) -> None:
    core.timers.start()
    clock.forward(minutes=17)
    core.timers.stop()
    clock.forward(hours=13)

    assert core.practice.log("two-sum", Entry()).attempt.minutes is None


def test_a_timer_one_walked_away_from_is_cut_and_the_log_says_so(
    core: Core, clock: FrozenClock
) -> None:
    core.timers.start()
    clock.forward(hours=5)

    logged = core.practice.log("two-sum", Entry())

    assert logged.attempt.minutes == 90
    assert "walked away" in logged.notices[0]


def test_the_beginning_of_an_id_finds_its_attempt(core: Core) -> None:
    logged = core.practice.log("two-sum", Entry())
    amended = core.practice.amend("last", Entry(minutes=12))

    for length in (8, 13, 36):
        assert core.practice.attempt(str(logged.attempt.id)[:length]) == amended.attempt


@pytest.mark.parametrize("reference", ["------", "a" * 33, "ffffffff"])
def test_what_begins_no_id_is_taken_for_a_problem(core: Core, reference: str) -> None:
    core.practice.log("two-sum", Entry())

    with pytest.raises((NotFound, Invalid)):
        core.practice.attempt(reference)
