"""Looking ahead on a real database."""

from datetime import timedelta

from maang.core.bootstrap import Core
from maang.core.practice.models import Entry
from maang.core.reviews.models import Rating
from tests.conftest import NOON, FrozenClock


def test_every_card_is_on_a_day_or_later_or_set_aside(core: Core) -> None:
    for slug in ("two-sum", "3sum", "coin-change"):
        core.practice.log(slug, Entry(rating=Rating.GOOD))
    aside = core.practice.log("word-break", Entry(rating=Rating.AGAIN))
    easy = core.practice.log("lru-cache", Entry(rating=Rating.EASY))
    core.reviews.suspend(core.reviews.card(aside.attempt.problem_id).id)

    found = core.forecasts.forecast(days=5)

    assert easy.days > 5
    assert sum(day.reviews for day in found.days) == 3
    assert (found.overdue, found.later, found.suspended) == (0, 1, 1)


def test_what_is_overdue_is_told_apart(core: Core, clock: FrozenClock) -> None:
    core.practice.log("two-sum", Entry(rating=Rating.AGAIN))
    clock.forward(days=9)

    found = core.forecasts.forecast(days=1)

    assert (found.days[0].reviews, found.overdue) == (1, 1)


def test_a_suspended_card_is_in_no_simulation(core: Core) -> None:
    logged = core.practice.log("two-sum", Entry(at=NOON - timedelta(days=2)))
    before = core.forecasts.simulate([0.9], days=30, new_per_day=0, seed=1)
    core.reviews.suspend(core.reviews.card(logged.attempt.problem_id).id)

    after = core.forecasts.simulate([0.9], days=30, new_per_day=0, seed=1)

    assert (before.cards, after.cards) == (1, 0)
    assert before.outcomes[0].reviews_per_day > after.outcomes[0].reviews_per_day == 0
