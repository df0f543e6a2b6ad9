"""Setting cards aside, and cards that are forgotten again and again."""

from datetime import timedelta

import pytest

from maang.core.bootstrap import Core
from maang.core.errors import Conflict
from maang.core.practice.models import Entry, Outcome
from maang.core.reviews.models import LEECH_LAPSES, Card, Rating
from tests.conftest import FrozenClock


def a_due_card(core: Core, clock: FrozenClock) -> Card:
    """A card that is due now."""
    logged = core.practice.log("two-sum", Entry(rating=Rating.AGAIN))
    clock.forward(days=2)
    return core.reviews.card(logged.attempt.problem_id)


def forget(core: Core, clock: FrozenClock, card: Card, times: int) -> list[bool]:
    """Forget a card so often; whether each answer called it a leech."""
    said = []
    for _ in range(times):
        clock.forward(days=3)
        said.append(core.reviews.answer(card.id, Rating.AGAIN).leech)
    return said


def test_a_suspended_card_is_not_due_and_is_listed_as_such(core: Core, clock: FrozenClock) -> None:
    card = a_due_card(core, clock)
    core.reviews.suspend(card.id)

    assert core.reviews.due() == []
    assert core.today.page().due == []
    assert [item.card for item in core.reviews.suspended()] == [card.id]


def test_a_resumed_card_is_due_again(core: Core, clock: FrozenClock) -> None:
    card = a_due_card(core, clock)
    core.reviews.suspend(card.id)
    core.reviews.resume(card.id)

    assert [item.card for item in core.reviews.due()] == [card.id]
    assert core.reviews.suspended() == []


def test_undo_asks_for_it_again_and_a_second_undo_is_another_change(
    core: Core, clock: FrozenClock
) -> None:
    card = a_due_card(core, clock)
    core.reviews.suspend(card.id)
    core.activity.undo()

    assert [item.card for item in core.reviews.due()] == [card.id]
    assert core.activity.undo().change.verb == "log"


def test_undoing_a_resume_sets_it_aside_since_the_same_moment(
    core: Core, clock: FrozenClock
) -> None:
    card = a_due_card(core, clock)
    since = core.reviews.suspend(card.id).card.suspended_at
    clock.forward(days=1)
    core.reviews.resume(card.id)
    core.activity.undo()

    assert since is not None
    assert core.reviews.card(card.problem_id).suspended_at == since


def test_what_is_so_already_is_refused(core: Core, clock: FrozenClock) -> None:
    card = a_due_card(core, clock)
    with pytest.raises(Conflict, match="not suspended"):
        core.reviews.resume(card.id)
    core.reviews.suspend(card.id)
    with pytest.raises(Conflict, match="already suspended"):
        core.reviews.suspend(card.id)


def test_at_eight_lapses_an_answer_says_leech(core: Core, clock: FrozenClock) -> None:
    card = a_due_card(core, clock)

    said = forget(core, clock, card, LEECH_LAPSES + 1)

    assert said == [False] * (LEECH_LAPSES - 1) + [True, True]
    assert [item.lapses for item in core.reviews.leeches()] == [LEECH_LAPSES + 1]


def test_a_leech_that_is_recalled_is_not_told_again_but_listed(
    core: Core, clock: FrozenClock
) -> None:
    card = a_due_card(core, clock)
    forget(core, clock, card, LEECH_LAPSES)
    clock.forward(days=3)

    assert not core.reviews.answer(card.id, Rating.GOOD).leech
    assert [item.leech for item in core.reviews.leeches()] == [True]


def test_a_leech_is_suspended_only_when_one_says_so(core: Core, clock: FrozenClock) -> None:
    card = a_due_card(core, clock)
    forget(core, clock, card, LEECH_LAPSES)
    assert core.reviews.suspended() == []

    core.reviews.suspend(card.id)

    assert core.reviews.leeches() == []


def test_a_failed_log_and_the_page_of_the_day_tell_of_a_leech(
    core: Core, clock: FrozenClock
) -> None:
    card = a_due_card(core, clock)
    forget(core, clock, card, LEECH_LAPSES - 1)
    clock.forward(days=3)

    logged = core.practice.log("two-sum", Entry(outcome=Outcome.FAILED))
    clock.moment += timedelta(days=2)

    assert any("forgotten 8 times" in notice for notice in logged.notices)
    assert any("two-sum" in notice for notice in core.today.page().notices)
