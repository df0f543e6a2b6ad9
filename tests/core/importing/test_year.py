"""A log that came from a table gives the forecast and the plots one works out by hand.

The clock stands at noon of Tuesday, 10 March 2026. A row without a time is of noon.
"""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta

import fsrs
import pytest

from maang.core.bootstrap import Core
from maang.core.reviews.scheduler import LONGEST_DAYS
from tests.core.importing.files import bring_table

TODAY = date(2026, 3, 10)

SAMPLE = """slug,date,outcome,minutes
3sum,2026-03-08,failed,60
two-sum,2026-03-09,solved,15
coin-change,2026-03-10,hint,40
valid-anagram,2026-03-10,solved,8
"""
"""Again; good (easy, 20 minutes); hard; easy (at most half of the 20)."""

BY_HAND = [
    # FSRS-6 begins with stabilities of 0.212 (again), 1.2931 (hard), 2.3065 (good) and 8.2956
    # (easy) days; at a retention of 0.9 that is the interval, in whole days and at least one.
    # What is left after t days is (1 + f t / s) ^ -0.1542, where f = 0.9 ^ (-1 / 0.1542) - 1 =
    # 0.9803: 3sum, due on the 9th and so today, (1 + 0.9803 * 2 / 0.212) ^ -0.1542 = 0.6984.
    (date(2026, 3, 10), 1, 35, 0.6984),
    # two-sum after 2 days 0.9095, coin-change after 1 day 0.9168; 20 and 35 minutes
    (date(2026, 3, 11), 2, 55, 0.9132),
    # valid-anagram after 8 days 0.9027
    (date(2026, 3, 18), 1, 20, 0.9027),
]
"""Day, reviews, minutes, share expected to be recalled."""

TRIES = {
    # by the row of a problem: what it says, and the rating that makes
    "two-sum": (("solved,15", fsrs.Rating.Good),),
    "valid-anagram": (("solved,25", fsrs.Rating.Good), ("solved,10", fsrs.Rating.Easy)),
    "3sum": (("hint,40", fsrs.Rating.Hard), ("solved,30", fsrs.Rating.Good)),
    "coin-change": (("solved,60", fsrs.Rating.Hard), ("failed,50", fsrs.Rating.Again)),
}
"""One of them a week, in turn: thirteen tries of each in a year."""

TARGETS = {"two-sum": 20, "valid-anagram": 20, "3sum": 35, "coin-change": 35}
"""Minutes: the first two are easy, the others medium."""

REFERENCE = fsrs.Scheduler(
    learning_steps=(), relearning_steps=(), maximum_interval=LONGEST_DAYS, enable_fuzzing=False
)


def test_a_sample_gives_the_forecast_worked_out_by_hand(core: Core) -> None:
    bring_table(core, SAMPLE)

    found = core.forecasts.forecast(days=14)

    busy = [day for day in found.days if day.reviews]
    assert [(day.date, day.reviews, day.minutes) for day in busy] == [
        (day, reviews, minutes) for day, reviews, minutes, _ in BY_HAND
    ]
    assert [day.recall for day in busy] == pytest.approx([each[3] for each in BY_HAND], abs=2e-4)
    assert (found.overdue, found.later, found.suspended) == (1, 0, 0)
    assert [one.problem.slug for one in core.reviews.due()] == ["3sum"]


def test_a_sample_gives_the_plots_worked_out_by_hand(core: Core) -> None:
    bring_table(core, SAMPLE)

    charts, figures = core.stats.charts(), core.stats.overview()

    assert (len(charts.year), charts.year[-1].date) == (365, TODAY)
    tried = [(day.date.day, day.attempts, day.minutes) for day in charts.year if day.attempts]
    assert tried == [(8, 1, 60), (9, 1, 15), (10, 2, 48)]
    assert charts.load == core.forecasts.forecast(days=len(charts.load)).days
    easy, medium = figures.by_difficulty["easy"], figures.by_difficulty["medium"]
    assert (easy.solved, easy.attempted, easy.n) == (2, 2, 2)
    assert (medium.solved, medium.attempted, medium.n) == (1, 2, 2)
    # nothing was seen twice: nothing was recalled or forgotten yet
    assert (figures.reviews.due, figures.reviews.n) == (1, 0)
    assert (figures.streak.days, figures.attempts, figures.minutes) == (3, 4, 123)


def test_a_year_gives_the_forecast_of_the_reference(core: Core) -> None:
    cards = _year(core)
    by_day: dict[date, list[tuple[int, float]]] = defaultdict(list)
    for slug, card in cards.items():
        day = max(TODAY, card.due.date())
        left = REFERENCE.get_card_retrievability(card, _noon(day))
        by_day[day].append((TARGETS[slug], left))

    found = core.forecasts.forecast(days=LONGEST_DAYS)

    assert sum(day.reviews for day in found.days) + found.later == 4
    busy = {day.date: day for day in found.days if day.reviews}
    assert {day: (one.reviews, one.minutes) for day, one in busy.items()} == {
        day: (len(due), sum(minutes for minutes, _ in due)) for day, due in by_day.items()
    }
    for day, due in by_day.items():
        assert busy[day].recall == pytest.approx(sum(left for _, left in due) / len(due), abs=1e-3)
    overdue = [card for card in cards.values() if card.due.date() < TODAY]
    assert found.overdue == len(overdue)


def test_a_year_gives_the_plots_that_were_counted(core: Core) -> None:
    _year(core)

    charts, figures = core.stats.charts(), core.stats.overview()

    assert [day.attempts for day in charts.year if day.attempts] == [1] * 52
    # 13 × 15; 7 × 25 and 6 × 10; 7 × 40 and 6 × 30; 7 × 60 and 6 × 50
    assert sum(day.minutes for day in charts.year) == 195 + 235 + 460 + 720
    # all but the first of each were asked of memory, and 6 of those 48 forgotten
    assert (figures.reviews.n, figures.reviews.retention_observed) == (48, 0.875)
    assert (figures.attempts, figures.solved, charts.leeches) == (52, 4, 0)


def _year(core: Core) -> dict[str, fsrs.Card]:
    """Import a try a week until a week before today; what the reference makes of them."""
    cards = {slug: fsrs.Card(card_id=place) for place, slug in enumerate(TRIES)}
    lines = ["slug,date,outcome,minutes"]
    for week in range(52):
        slug, day = list(TRIES)[week % 4], TODAY - timedelta(weeks=52 - week)
        said, rating = TRIES[slug][week // 4 % len(TRIES[slug])]
        lines.append(f"{slug},{day},{said}")
        cards[slug], _ = REFERENCE.review_card(cards[slug], rating, _noon(day))
    bring_table(core, "\n".join(lines))
    return cards


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
