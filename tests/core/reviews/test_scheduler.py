"""FSRS in the person's days: the same figures as its reference, and days that suit a problem."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maang.core.calendar import Calendar
from maang.core.reviews.models import Rating, Recall, Reviewed
from maang.core.reviews.scheduler import LONGEST_DAYS, Scheduler, fuzz, whole
from tests.conftest import NOON

UTC_DAYS = Scheduler(Calendar(ZoneInfo("UTC"), 4))
AGAIN, HARD, GOOD, EASY = Rating

ratings = st.sampled_from(Rating)
histories = st.lists(st.tuples(ratings, st.integers(0, 400)), min_size=1, max_size=12)
"""Ratings, each with the days since the one before."""


def answers(history: list[tuple[Rating, int]], *, retention: float = 0.9) -> list[Reviewed]:
    """The answers of a history that begins at noon."""
    moment, found = NOON, []
    for rating, days in history:
        moment += timedelta(days=days)
        found.append(Reviewed(rating, moment, retention))
    return found


def recall_after(given: list[Reviewed]) -> Recall:
    """What is remembered after at least one answer."""
    recall = UTC_DAYS.fold(given)
    assert recall is not None
    return recall


def reference(given: list[Reviewed]) -> fsrs.Card:
    """The card of py-fsrs after the same answers, without learning steps and fuzz."""
    scheduler = fsrs.Scheduler(
        desired_retention=given[0].retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )
    card = fsrs.Card(card_id=1)
    for answer in given:
        card, _ = scheduler.review_card(card, fsrs.Rating(answer.rating.score), answer.reviewed_at)
    return card


@settings(max_examples=200, deadline=None)
@given(history=histories, retention=st.floats(0.75, 0.97))
def test_stability_and_difficulty_are_those_of_the_reference(
    history: list[tuple[Rating, int]], retention: float
) -> None:
    given = answers(history, retention=retention)
    ours, theirs = recall_after(given), reference(given)

    assert ours.stability == pytest.approx(theirs.stability, rel=1e-3)
    assert ours.difficulty == pytest.approx(theirs.difficulty, rel=1e-3)


@settings(max_examples=200, deadline=None)
@given(history=histories, retention=st.floats(0.75, 0.97))
def test_intervals_are_within_a_day_of_the_reference(
    history: list[tuple[Rating, int]], retention: float
) -> None:
    given = answers(history, retention=retention)
    last = given[-1].reviewed_at
    ours = UTC_DAYS.calendar.days_between(last, recall_after(given).due_at)

    assert abs(ours - (reference(given).due - last).days) <= 1


def test_known_answers_come_back_after_the_known_days() -> None:
    moment, recall, days = NOON, None, []
    for rating in (GOOD, GOOD, GOOD, HARD, AGAIN, GOOD):
        recall = UTC_DAYS.next_recall(recall, Reviewed(rating, moment, 0.9))
        days.append(UTC_DAYS.calendar.days_between(moment, recall.due_at))
        moment = recall.due_at

    assert days == [2, 11, 46, 116, 4, 9]


@given(history=histories)
def test_a_problem_never_comes_back_on_its_own_day_nor_after_a_year(
    history: list[tuple[Rating, int]],
) -> None:
    recall = recall_after(answers(history))

    assert 1 <= UTC_DAYS.calendar.days_between(recall.reviewed_at, recall.due_at) <= LONGEST_DAYS


@given(history=histories)
def test_a_better_answer_never_comes_back_sooner(history: list[tuple[Rating, int]]) -> None:
    recall = recall_after(answers(history))
    preview = UTC_DAYS.preview(recall, at=recall.due_at, retention=0.9)

    assert preview.again <= preview.hard <= preview.good <= preview.easy


@given(history=histories, later=st.integers(0, 1000))
def test_what_is_left_in_memory_is_a_share_that_only_falls(
    history: list[tuple[Rating, int]], later: int
) -> None:
    recall = recall_after(answers(history))
    now = UTC_DAYS.retrievability(recall, recall.reviewed_at + timedelta(days=later))
    then = UTC_DAYS.retrievability(recall, recall.reviewed_at + timedelta(days=later + 1))

    assert 0 < then < now <= 1


def test_after_as_many_days_as_its_stability_nine_tenths_are_left() -> None:
    recall = Recall(10.0, 5.0, NOON, NOON, 1, 0)

    left = UTC_DAYS.retrievability(recall, NOON + timedelta(days=10))
    assert left == pytest.approx(0.9, abs=1e-6)


@pytest.mark.parametrize("days", [0, 1, 7, 40, 300])
def test_retrievability_is_that_of_the_reference(days: int) -> None:
    given = answers([(GOOD, 0), (GOOD, 3), (HARD, 9)])
    at = given[-1].reviewed_at + timedelta(days=days)

    theirs = fsrs.Scheduler().get_card_retrievability(reference(given), at)
    assert UTC_DAYS.retrievability(recall_after(given), at) == pytest.approx(theirs, rel=1e-3)


def test_a_higher_retention_brings_it_back_sooner() -> None:
    history = [(GOOD, 0), (GOOD, 3), (GOOD, 12)]
    strict = recall_after(answers(history, retention=0.97))
    relaxed = recall_after(answers(history, retention=0.8))

    assert strict.due_at < relaxed.due_at


def test_an_answer_after_the_clock_went_back_counts_as_one_on_the_same_day() -> None:
    first = Reviewed(GOOD, NOON, 0.9)
    back = Reviewed(GOOD, NOON - timedelta(days=3), 0.9)
    same = Reviewed(GOOD, NOON, 0.9)

    assert recall_after([first, back]).stability == recall_after([first, same]).stability


def test_forgetting_is_counted_but_for_the_first_answer() -> None:
    recall = recall_after(answers([(AGAIN, 0), (AGAIN, 1), (GOOD, 1), (AGAIN, 9)]))

    assert (recall.reps, recall.lapses) == (4, 2)


def test_no_answers_are_remembered_as_nothing() -> None:
    assert UTC_DAYS.fold([]) is None


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata", "America/Los_Angeles", "Pacific/Apia"])
def test_it_is_due_from_the_first_moment_of_a_day_of_the_person(zone: str) -> None:
    calendar = Calendar(ZoneInfo(zone), 4)
    recall = Scheduler(calendar).next_recall(None, Reviewed(GOOD, NOON, 0.9))

    local = recall.due_at.astimezone(calendar.zone)
    assert (local.hour, local.minute) == (4, 0)


def test_late_at_night_still_belongs_to_the_day_before() -> None:
    night = datetime(2026, 3, 11, 3, 30, tzinfo=UTC)
    recall = UTC_DAYS.next_recall(None, Reviewed(AGAIN, night, 0.9))

    assert recall.due_at == datetime(2026, 3, 11, 4, tzinfo=UTC)


@settings(max_examples=100, deadline=None)
@given(many=st.lists(st.lists(st.tuples(ratings, st.integers(0, 400)), max_size=8), max_size=6))
def test_many_cards_at_once_are_folded_as_each_alone(many: list[list[tuple[Rating, int]]]) -> None:
    histories = [answers(history) for history in many]

    assert UTC_DAYS.fold_all(histories) == [UTC_DAYS.fold(history) for history in histories]


@given(history=histories)
def test_a_guess_is_what_was_left_in_memory_on_that_day(
    history: list[tuple[Rating, int]],
) -> None:
    given = answers(history)
    expected = []
    for place in range(1, len(given)):
        before, now = recall_after(given[:place]), given[place]
        if history[place][1]:
            left = UTC_DAYS.retrievability(before, now.reviewed_at)
            expected.append((pytest.approx(left), now.rating is not AGAIN))

    assert UTC_DAYS.guesses([given]) == expected


@given(interval=st.floats(0.01, 1000), chosen=st.none() | st.integers(1, 400))
def test_no_card_is_moved_out_of_the_fuzz_around_its_interval(
    interval: float, chosen: int | None
) -> None:
    choices = fuzz(interval)

    assert whole(interval) in choices
    assert 1 <= choices[0] <= choices[-1] <= LONGEST_DAYS
    assert choices[-1] - whole(interval) <= 2 + 0.05 * interval + 2
    due = UTC_DAYS._due(Reviewed(GOOD, NOON, 0.9, chosen), interval)
    assert UTC_DAYS.calendar.days_between(NOON, due) in choices


@pytest.mark.parametrize("interval", [1, 2, 3, 5, 8, 15, 30, 120, 364])
def test_the_fuzz_is_that_of_the_reference(interval: int) -> None:
    reference = fsrs.Scheduler(maximum_interval=LONGEST_DAYS)
    span = timedelta(days=interval)
    drawn = {reference._get_fuzzed_interval(interval=span).days for _ in range(2000)}

    # The reference rounds after it has drawn, so now and then it is a day beyond its own range.
    assert drawn - {fuzz(interval)[-1] + 1} == set(fuzz(interval))
