"""Which submission joins which attempt that was logged by hand, whichever was here first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from maang.core.practice.conflicts import joined_by, joins
from maang.core.practice.models import Outcome, Try

PROBLEM = uuid4()
NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def seen(hours: float, outcome: Outcome = Outcome.SOLVED, *, joined: bool = False) -> Try:
    verdict = "accepted" if outcome.solved else "wrong_answer"
    key = uuid4()
    return Try(key, key, PROBLEM, NOON + timedelta(hours=hours), outcome, verdict, joined, joined)


def logged(hours: float, outcome: Outcome = Outcome.SOLVED) -> Try:
    key = uuid4()
    return Try(key, key, PROBLEM, NOON + timedelta(hours=hours), outcome, None, True, True)


@pytest.mark.parametrize("hours", [-3, -1, 0, 12])
def test_what_was_logged_around_a_submission_is_the_same_attempt(hours: float) -> None:
    one, hand = seen(0), logged(hours)

    assert joins([hand, one], {one.id}) == {one.id: hand}


@pytest.mark.parametrize("hours", [-3.1, 12.1])
def test_what_was_logged_far_from_it_is_another(hours: float) -> None:
    one = seen(0)

    assert joins([logged(hours), one], {one.id}) == {}


@pytest.mark.parametrize(
    ("said", "judged", "same"),
    [
        (Outcome.SOLVED_WITH_HINTS, Outcome.SOLVED, True),
        (Outcome.GAVE_UP, Outcome.FAILED, True),
        (Outcome.GAVE_UP, Outcome.SOLVED, False),
        (Outcome.SOLVED, Outcome.FAILED, False),
    ],
)
def test_only_what_ended_alike_is_the_same(said: Outcome, judged: Outcome, same: bool) -> None:
    one, hand = seen(0, judged), logged(0.5, said)

    assert bool(joins([hand, one], {one.id})) is same


def test_the_submission_that_decided_the_sitting_joins() -> None:
    wrong, accepted, hand = seen(-0.2, Outcome.FAILED), seen(0), logged(0.1)

    assert joins([wrong, accepted, hand], {wrong.id, accepted.id}) == {accepted.id: hand}


def test_the_last_of_two_that_solved_it_joins() -> None:
    first, better, hand = seen(0), seen(0.5), logged(0.6)

    assert joins([first, better, hand], {first.id, better.id}) == {better.id: hand}


def test_an_attempt_joins_the_nearest_sitting_and_no_other() -> None:
    morning, noon, hand = seen(-5), seen(0), logged(0.5)

    assert joins([morning, noon, hand], {morning.id, noon.id}) == {noon.id: hand}


def test_two_attempts_of_one_day_join_their_own_sittings() -> None:
    morning, noon = seen(-5), seen(0)
    early, late = logged(-4.9), logged(0.1)

    assert joins([morning, noon, early, late], {morning.id, noon.id}) == {
        morning.id: early,
        noon.id: late,
    }


def test_a_sitting_that_has_joined_an_attempt_joins_no_other() -> None:
    joined, new, hand = seen(0, joined=True), seen(0.2), logged(0.3)

    assert joins([joined, new, hand], {new.id}) == {}


def test_what_was_seen_before_does_not_join_afterwards() -> None:
    old, hand = seen(0), logged(0.1)

    assert joins([old, hand], set()) == {}


def log_joins(tries: list[Try], hours: float, outcome: Outcome = Outcome.SOLVED) -> Try | None:
    return joined_by(tries, at=NOON + timedelta(hours=hours), outcome=outcome)


@pytest.mark.parametrize("hours", [-3.1, -3, -1, 0, 12, 12.1])
@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_log_joins_what_would_have_joined_it(hours: float, outcome: Outcome) -> None:
    tries = [seen(-0.2, Outcome.FAILED), seen(0), seen(-6), seen(-6.2, Outcome.FAILED)]
    hand = logged(hours, outcome)
    before = joins([hand, *tries], {one.id for one in tries})

    after = log_joins(tries, hours, outcome)

    assert list(before) == ([after.id] if after else [])


def test_a_log_does_not_join_a_sitting_the_person_has_spoken_of() -> None:
    amended = replace(seen(0), spoken=True)

    assert log_joins([seen(-0.1, Outcome.FAILED), amended], 0.1) is None


def test_a_log_does_not_join_another_log() -> None:
    assert log_joins([logged(0)], 0.1) is None


def test_of_two_sittings_as_near_the_choice_is_always_the_same() -> None:
    early, late = seen(-2), seen(2)

    assert log_joins([early, late], 0) == log_joins([late, early], 0)
