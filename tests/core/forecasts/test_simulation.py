"""What-ifs: seeded, the right way round, and evened out by minutes."""

from random import Random
from statistics import pvariance

import pytest

from maang.core.calendar import Calendar
from maang.core.forecasts.simulation import Plan, Start, habits, simulate
from maang.core.reviews.models import Rating, Reviewed
from maang.core.reviews.scheduler import Memory, Scheduler
from tests.conftest import NOON


@pytest.fixture
def scheduler(calendar: Calendar) -> Scheduler:
    """FSRS with the parameters of most people."""
    return Scheduler(calendar)


def a_deck(cards: int = 120, *, seed: int = 5) -> list[Start]:
    """Cards of some months, due in the next weeks, some of them overdue."""
    dice = Random(seed)
    return [
        Start(
            Memory(dice.uniform(2, 60), dice.uniform(3, 8)),
            seen=-dice.randrange(1, 40),
            due=dice.randrange(-5, 40),
            minutes=dice.choice((20, 35, 50)),
        )
        for _ in range(cards)
    ]


def test_the_same_seed_gives_the_same_days(scheduler: Scheduler) -> None:
    plan = Plan(60, 0.5, seed=9)
    first, second = (simulate(a_deck(), plan, scheduler=scheduler, retention=0.9) for _ in range(2))

    assert first == second
    other = simulate(a_deck(), Plan(60, 0.5, seed=10), scheduler=scheduler, retention=0.9)
    assert other.minutes != first.minutes


def test_to_remember_more_costs_more_and_keeps_more(scheduler: Scheduler) -> None:
    low, high = (
        simulate(a_deck(), Plan(180), scheduler=scheduler, retention=each).outcome
        for each in (0.8, 0.95)
    )

    assert low.minutes_per_day < high.minutes_per_day
    assert low.known < high.known <= 120


def test_new_problems_come_at_the_pace_that_was_asked_for(scheduler: Scheduler) -> None:
    without = simulate([], Plan(50), scheduler=scheduler, retention=0.9)
    some = simulate([], Plan(50, 0.5), scheduler=scheduler, retention=0.9).outcome

    assert without.minutes == [0] * 50
    assert 15 < some.known <= 25


def test_what_is_overdue_is_done_today(scheduler: Scheduler) -> None:
    late = Start(Memory(5.0, 5.0), seen=-30, due=-20, minutes=35)

    assert simulate([late], Plan(7), scheduler=scheduler, retention=0.9).minutes[0] == 35


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_balanced_year_is_more_even_than_one_without(scheduler: Scheduler, seed: int) -> None:
    balanced, plain = (
        simulate(
            a_deck(seed=seed),
            Plan(365, 0.5, seed=seed, balance=balance),
            scheduler=scheduler,
            retention=0.9,
        ).minutes
        for balance in (True, False)
    )

    assert pvariance(balanced) < pvariance(plain)


def test_habits_are_ones_own_once_there_are_enough() -> None:
    few = [[Reviewed(Rating.GOOD, NOON, 0.9)] * 50]
    many = [[Reviewed(Rating.GOOD, NOON, 0.9), *[Reviewed(Rating.EASY, NOON, 0.9)] * 100]]

    assert habits(few) is None
    own = habits(many)
    assert own is not None
    assert own.first == (0.0, 0.0, 1.0, 0.0)
    assert own.later == (0.0, 0.0, 1.0)
