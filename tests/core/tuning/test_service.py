"""Adopting parameters: only better ones, every card folded again, and all of it undone."""

from typing import Any

import pytest

from maang.core.bootstrap import Core
from maang.core.errors import Conflict
from maang.core.practice.models import Entry
from maang.core.reviews import store
from maang.core.reviews.models import Rating
from maang.core.reviews.scheduler import Scheduler
from tests.conftest import NOON, FrozenClock
from tests.histories import a_life, forgetful, keep


@pytest.fixture
def later(core: Core, clock: FrozenClock) -> Core:
    """The core of a forgetful person, years later."""
    life = a_life(core.scheduler, forgetful(core.scheduler), cards=120, reviews=8, begin=NOON)
    clock.moment = max(answers[-1].reviewed_at for answers in life)
    keep(core, life)
    return core


def kept(core: Core) -> dict[Any, Any]:
    """What every card says it remembers."""
    with core.db.read() as session:
        return {card.id: card.recall for card in store.all_cards(session)}


def rebuilt(core: Core, parameters: tuple[float, ...]) -> dict[Any, Any]:
    """What every card should remember: a plain fold of its answers under the parameters."""
    scheduler = Scheduler(core.calendar, parameters)
    with core.db.read() as session:
        histories = store.histories(session)
    return {card: scheduler.fold(answers) for card, answers in histories.items()}


def test_too_few_reviews_are_refused_and_counted(core: Core, clock: FrozenClock) -> None:
    core.practice.log("two-sum", Entry())
    clock.forward(days=3)
    core.practice.log("two-sum", Entry())

    with pytest.raises(Conflict, match=r"needs 400 reviews .* and has 1$"):
        core.tuning.optimize()


def test_better_parameters_stand_and_every_card_is_their_fold(later: Core) -> None:
    before = kept(later)

    found = later.tuning.optimize()

    assert found.adopted
    assert found.after.log_loss < found.before.log_loss
    assert found.after.rmse < found.before.rmse
    after = kept(later)
    assert after == rebuilt(later, found.parameters)
    assert found.cards == len(after) == 120
    assert found.moved == sum(after[card].due_at != was.due_at for card, was in before.items())
    assert found.due_now == len(later.reviews.due(limit=None))


def test_undo_lets_the_former_parameters_stand_again(later: Core) -> None:
    before = kept(later)
    assert later.tuning.optimize().adopted

    later.activity.undo()

    assert kept(later) == before


def test_an_answer_after_that_goes_by_the_new_parameters(later: Core) -> None:
    found = later.tuning.optimize()
    assert found.adopted
    item = later.reviews.due(limit=1)[0]

    later.reviews.answer(item.card, Rating.GOOD)

    assert kept(later)[item.card] == rebuilt(later, found.parameters)[item.card]


def test_a_second_time_finds_nothing_better_and_changes_nothing(later: Core) -> None:
    assert later.tuning.optimize().adopted
    changes = len(later.activity.recent())

    again = later.tuning.optimize()

    assert not again.adopted
    assert again.before == again.after
    assert len(later.activity.recent()) == changes
