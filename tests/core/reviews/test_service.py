"""What is due, and what an answer makes of it, on a real database."""

from datetime import timedelta
from uuid import uuid4

import pytest

from maang.core.bootstrap import Core
from maang.core.errors import Conflict, NotFound
from maang.core.practice.models import Entry
from maang.core.reviews.models import AnsweredAlready, Card, Rating
from tests.conftest import NOON, FrozenClock


def a_card(core: Core, slug: str = "two-sum", **said: object) -> Card:
    """The card of a problem that was logged now."""
    logged = core.practice.log(slug, Entry(**said))  # type: ignore[arg-type]
    return core.reviews.card(logged.attempt.problem_id)


def test_nothing_is_due_on_the_day_it_was_logged(core: Core) -> None:
    a_card(core, rating=Rating.AGAIN)

    assert core.reviews.due() == []


def test_it_is_due_from_the_beginning_of_its_day(core: Core, clock: FrozenClock) -> None:
    card = a_card(core, rating=Rating.AGAIN)
    assert card.recall is not None
    clock.moment = card.recall.due_at - timedelta(seconds=1)
    assert core.reviews.due() == []

    clock.forward(seconds=1)

    assert [item.card for item in core.reviews.due()] == [card.id]


def test_the_longest_overdue_comes_first(core: Core, clock: FrozenClock) -> None:
    later = a_card(core, "3sum", rating=Rating.GOOD)
    sooner = a_card(core, "two-sum", rating=Rating.AGAIN)
    clock.forward(days=30)

    assert [item.card for item in core.reviews.due()] == [sooner.id, later.id]


def test_a_limit_shows_the_first_of_them(core: Core, clock: FrozenClock) -> None:
    a_card(core, "3sum", rating=Rating.GOOD)
    sooner = a_card(core, "two-sum", rating=Rating.AGAIN)
    clock.forward(days=30)

    assert [item.card for item in core.reviews.due(limit=1)] == [sooner.id]


def test_what_is_due_says_what_is_left_and_what_it_costs(core: Core, clock: FrozenClock) -> None:
    a_card(core, rating=Rating.GOOD)
    clock.forward(days=10)

    (item,) = core.reviews.due()

    assert 0 < item.retrievability < 0.9
    assert item.minutes == 20


def test_an_answer_moves_the_card_on(core: Core, clock: FrozenClock) -> None:
    card = a_card(core)
    clock.forward(days=3)

    answer = core.reviews.answer(card.id, Rating.GOOD)

    assert core.reviews.due() == []
    assert answer.due == NOON.replace(hour=4) + timedelta(days=3 + answer.days)


def test_an_answer_equals_the_preview_that_was_shown(core: Core, clock: FrozenClock) -> None:
    card = a_card(core)
    clock.forward(days=3)
    preview = core.reviews.preview(card)

    assert core.reviews.answer(card.id, Rating.HARD).due == preview.hard


def test_undo_puts_the_card_back_as_it_was(core: Core, clock: FrozenClock) -> None:
    card = a_card(core)
    clock.forward(days=3)
    core.reviews.answer(card.id, Rating.AGAIN)
    core.activity.undo(verb="review")

    assert core.reviews.card(card.problem_id) == card


def test_undo_of_the_last_review_leaves_what_was_logged_since(
    core: Core, clock: FrozenClock
) -> None:
    card = a_card(core)
    clock.forward(days=3)
    core.reviews.answer(card.id, Rating.GOOD)
    other = a_card(core, "3sum")
    core.activity.undo(verb="review")

    assert core.reviews.card(other.problem_id) == other


def test_an_answer_from_before_the_last_one_is_refused(core: Core, clock: FrozenClock) -> None:
    card = a_card(core)
    clock.forward(days=-1)

    with pytest.raises(Conflict, match="at 2026-03-10 12:00, which is later than now"):
        core.reviews.answer(card.id, Rating.GOOD)


def test_a_second_answer_within_a_minute_is_refused_unless_it_is_meant(
    core: Core, clock: FrozenClock
) -> None:
    card = a_card(core)
    clock.forward(days=3)
    core.reviews.answer(card.id, Rating.GOOD, again=False)
    clock.forward(seconds=30)

    with pytest.raises(AnsweredAlready, match="two-sum was answered a moment ago"):
        core.reviews.answer(card.id, Rating.HARD, again=False)

    core.activity.undo(verb="review")
    core.reviews.answer(card.id, Rating.HARD, again=False)  # the one before was taken back
    clock.forward(seconds=61)
    core.reviews.answer(card.id, Rating.GOOD, again=False)
    recall = core.reviews.answer(card.id, Rating.GOOD, again=True).card.recall
    assert recall is not None
    assert recall.reps == 4


def test_an_answer_right_after_the_log_of_an_attempt_is_no_second_one(core: Core) -> None:
    card = a_card(core)

    assert core.reviews.answer(card.id, Rating.GOOD, again=False).card.id == card.id


def test_a_card_nobody_has_is_not_found(core: Core) -> None:
    with pytest.raises(NotFound):
        core.reviews.answer(uuid4(), Rating.GOOD)


def test_a_problem_that_was_never_tried_has_no_card(core: Core) -> None:
    with pytest.raises(NotFound, match="never logged"):
        core.reviews.card(core.problems.get("two-sum").id)


def test_a_problem_whose_only_attempt_was_taken_back_has_no_card(core: Core) -> None:
    card = a_card(core)
    core.activity.undo()

    with pytest.raises(NotFound, match="never logged"):
        core.reviews.card(card.problem_id)
