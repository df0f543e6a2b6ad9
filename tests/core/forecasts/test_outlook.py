"""Cards as they stand → the days ahead; sums a person can do by hand."""

from datetime import date, timedelta
from uuid import uuid4

from maang.core.calendar import Calendar
from maang.core.forecasts.outlook import outlook
from maang.core.problems.models import Difficulty, ProblemRef
from maang.core.reviews.models import Card, CardKind, Recall, Targets
from maang.core.reviews.scheduler import Scheduler
from tests.conftest import NOON

TODAY = date(2026, 3, 10)


def a_card(difficulty: str | None, *, seen: int, due: int, stability: float = 10.0) -> Card:
    """A card seen so many days ago and due in so many."""
    at = NOON - timedelta(days=seen)
    recall = Recall(stability, 5.0, at, NOON + timedelta(days=due), 1, 0)
    problem = ProblemRef("a", None, "A", difficulty and Difficulty(difficulty), None)
    return Card(uuid4(), uuid4(), problem, CardKind.PROBLEM, recall, None)


def test_reviews_and_minutes_stand_on_their_days(calendar: Calendar) -> None:
    cards = [
        a_card("easy", seen=2, due=1),
        a_card("hard", seen=2, due=1),
        a_card(None, seen=2, due=3),
        a_card("easy", seen=2, due=9),
    ]
    days = outlook(cards, scheduler=Scheduler(calendar), targets=Targets(), now=NOON, days=5)

    assert [day.date for day in days] == [TODAY + timedelta(days=at) for at in range(5)]
    assert [day.reviews for day in days] == [0, 2, 0, 1, 0]
    assert [day.minutes for day in days] == [0, 70, 0, 35, 0]


def test_what_is_overdue_counts_today(calendar: Calendar) -> None:
    cards = [a_card("easy", seen=9, due=-4)]
    (today,) = outlook(cards, scheduler=Scheduler(calendar), targets=Targets(), now=NOON, days=1)

    assert (today.date, today.reviews) == (TODAY, 1)


def test_expected_recall_is_nine_tenths_after_the_days_of_its_stability(calendar: Calendar) -> None:
    cards = [a_card("easy", seen=7, due=3, stability=10.0)]
    days = outlook(cards, scheduler=Scheduler(calendar), targets=Targets(), now=NOON, days=4)

    assert [day.recall for day in days] == [None, None, None, 0.9]
