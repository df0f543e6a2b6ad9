"""Outcome, hints and minutes → the rating they speak for."""

import pytest

from maang.core.practice.grading import outcome_of, suggest
from maang.core.practice.models import Entry, Outcome
from maang.core.reviews.models import Rating

SOLVED, HINTED, FAILED, GAVE_UP = Outcome


@pytest.mark.parametrize(
    ("outcome", "hints", "minutes", "rating"),
    [
        (FAILED, 0, None, Rating.AGAIN),
        (FAILED, 0, 5, Rating.AGAIN),
        (GAVE_UP, 0, None, Rating.AGAIN),
        (GAVE_UP, 2, 90, Rating.AGAIN),
        (HINTED, 1, None, Rating.HARD),
        (HINTED, 1, 5, Rating.HARD),
        (HINTED, 2, None, Rating.HARD),
        (HINTED, 0, None, Rating.HARD),
        (HINTED, 3, 5, Rating.AGAIN),
        (HINTED, 9, None, Rating.AGAIN),
        (SOLVED, 0, None, Rating.GOOD),
        (SOLVED, 0, 0, Rating.GOOD),
        (SOLVED, 0, 20, Rating.EASY),
        (SOLVED, 0, 21, Rating.GOOD),
        (SOLVED, 0, 40, Rating.GOOD),
        (SOLVED, 0, 60, Rating.GOOD),
        (SOLVED, 0, 61, Rating.HARD),
        (SOLVED, 0, 600, Rating.HARD),
    ],
)
def test_a_try_with_a_target_of_forty_minutes_speaks_for_a_rating(
    outcome: Outcome, hints: int, minutes: int | None, rating: Rating
) -> None:
    assert suggest(outcome, hints=hints, minutes=minutes, target=40).rating is rating


@pytest.mark.parametrize(
    ("outcome", "hints", "minutes", "reason"),
    [
        (FAILED, 0, 12, "not solved"),
        (HINTED, 4, 12, "4 hints"),
        (HINTED, 1, 12, "1 hint"),
        (HINTED, 0, 12, "solved with hints"),
        (SOLVED, 0, None, "solved, no time given"),
        (SOLVED, 0, 0, "solved, no time given"),
        (SOLVED, 0, 61, "61 min, target 40"),
        (SOLVED, 0, 30, "30 min, target 40"),
    ],
)
def test_the_reason_names_what_decided(
    outcome: Outcome, hints: int, minutes: int | None, reason: str
) -> None:
    assert suggest(outcome, hints=hints, minutes=minutes, target=40).reason == reason


@pytest.mark.parametrize(
    ("said", "hints", "outcome"),
    [
        (None, None, SOLVED),
        (None, 0, SOLVED),
        (None, 1, HINTED),
        (SOLVED, None, SOLVED),
        (SOLVED, 2, HINTED),
        (HINTED, None, HINTED),
        (FAILED, 5, FAILED),
        (GAVE_UP, 5, GAVE_UP),
    ],
)
def test_hints_turn_a_solution_into_one_with_hints_and_nothing_else(
    said: Outcome | None, hints: int | None, outcome: Outcome
) -> None:
    assert outcome_of(Entry(outcome=said, hints=hints)) is outcome
