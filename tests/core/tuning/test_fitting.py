"""Fitting by fsrs-rs: what is an example, what is held out, and that it finds what is there."""

from datetime import timedelta

import pytest

from maang.core.calendar import Calendar
from maang.core.reviews.models import Rating, Reviewed
from maang.core.reviews.scheduler import Scheduler
from maang.core.tuning.fitting import examples, fitted, parted, score
from tests.conftest import NOON
from tests.histories import a_life, forgetful


@pytest.fixture
def scheduler(calendar: Calendar) -> Scheduler:
    """FSRS with the parameters of most people."""
    return Scheduler(calendar)


def test_every_review_on_a_later_day_is_an_example(scheduler: Scheduler) -> None:
    at = [NOON, NOON + timedelta(hours=1), NOON + timedelta(days=3), NOON + timedelta(days=9)]
    history = [Reviewed(Rating.GOOD, moment, 0.9) for moment in at]

    assert [one.at for one in examples([history, []], scheduler)] == at[2:]


def test_what_is_held_out_came_last(scheduler: Scheduler) -> None:
    life = a_life(scheduler, scheduler.parameters, cards=30, reviews=6, begin=NOON)
    learned, held_out = parted(examples(life, scheduler))

    assert len(held_out) == round(0.2 * (len(learned) + len(held_out)))
    assert max(one.at for one in learned) <= min(one.at for one in held_out)


def test_of_a_forgetful_person_it_finds_better_parameters(scheduler: Scheduler) -> None:
    life = a_life(scheduler, forgetful(scheduler), cards=150, reviews=8, begin=NOON)
    learned, held_out = parted(examples(life, scheduler))

    before, after = score(held_out, scheduler.parameters), score(held_out, fitted(learned))

    assert after.log_loss < before.log_loss
    assert after.rmse < before.rmse


def test_the_same_examples_give_the_same_parameters(scheduler: Scheduler) -> None:
    found = examples(
        a_life(scheduler, forgetful(scheduler), cards=60, reviews=8, begin=NOON), scheduler
    )

    assert fitted(found) == fitted(found)
