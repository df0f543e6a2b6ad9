"""A year of a person's log, brought in from their own table by the program: what is due, the
figures, the plots and the forecast are those one counts and works out without it.

The clock stands at noon of Tuesday, 10 March 2026. Days and shares are counted by plain Python from
what the table was made of, intervals by py-fsrs with its default parameters and no fuzz: of a
history the product balances nothing.
"""

import json
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

import fsrs
import pytest

from maang.core.reviews.scheduler import LONGEST_DAYS
from tests.conftest import Cli
from tests.year_of_log import MAPPED, TODAY, Try, a_year, as_table, catalogue

REFERENCE = fsrs.Scheduler(
    learning_steps=(), relearning_steps=(), maximum_interval=LONGEST_DAYS, enable_fuzzing=False
)
AGAIN, HARD, GOOD, EASY = fsrs.Rating.Again, fsrs.Rating.Hard, fsrs.Rating.Good, fsrs.Rating.Easy
TARGETS = {"easy": 20, "medium": 35, "hard": 50}
"""Minutes; up to half of them are easy, more than one and a half times as many hard."""

BY_HAND = {
    # Memory begins with the stability and difficulty of the first rating: again 0.212 and 6.4133,
    # hard 1.2931 and 5.1122, good 2.3065 and 2.1181. At a retention of 0.9 the stability is the
    # interval. t days later R = (1 + 0.9803 t / S) ^ -0.1542 is left; what is recalled grows by
    # S' = S (1 + e^1.8722 (11 - D) S^-0.1666 (e^(0.796 (1 - R)) - 1) b), with b = 0.6014 for hard
    # and 1.8729 for easy; what is forgotten falls to
    # S' = 1.4835 D^-0.0614 ((S + 1)^0.2629 - 1) e^(1.6483 (1 - R)).
    "two-sum": (
        (date(2025, 11, 3), "solved", 18, GOOD),  # S 2.3065, D 2.1181
        (date(2025, 11, 6), "solved", 9, EASY),  # after 3 days R 0.8809: S 23.8831, D 1
        (date(2025, 11, 28), "failed", 40, AGAIN),  # after 22 R 0.9055: S 2.3020, so 2 days
    ),
    "coin-change": (
        (date(2026, 1, 10), "hint", 40, HARD),  # S 1.2931, D 5.1122
        (date(2026, 1, 12), "solved", 60, HARD),  # after 2 days R 0.8674: S 4.4695, D 6.7405
        (date(2026, 1, 20), "solved", 30, GOOD),  # after 8 R 0.8553: S 16.2421, so 16 days
    ),
    "trapping-rain-water": (
        (date(2026, 2, 1), "gave up", None, AGAIN),  # S 0.2120, D 6.4133
        (date(2026, 2, 2), "solved", 45, GOOD),  # after 1 day R 0.7662: S 1.8868, D 6.4021
        (date(2026, 2, 20), "solved", 20, EASY),  # after 18 R 0.6974: S 27.7741, so 28 days
    ),
}
"""Three cards: of an easy problem, a medium and a hard one; ratings and workings are by hand."""

DUE = {
    "two-sum": (date(2025, 11, 30), 2.3020),
    "coin-change": (date(2026, 2, 5), 16.2421),
    "trapping-rain-water": (date(2026, 3, 20), 27.7741),
}
"""When they come back, and their stability."""


@cache
def year() -> list[Try]:
    known = catalogue()
    by_hand = [
        Try(known[slug], day, ended, minutes)
        for slug, tries in BY_HAND.items()
        for day, ended, minutes, _ in tries
    ]
    return sorted([*a_year(besides=set(BY_HAND)), *by_hand], key=lambda one: one.day)


@cache
def cards() -> dict[str, fsrs.Card]:
    """What the reference makes of every problem's tries."""
    found: dict[str, fsrs.Card] = {}
    for one in year():
        card = found.get(one.problem.slug) or fsrs.Card(card_id=len(found))
        noon = datetime.combine(one.day, time(12), UTC)
        found[one.problem.slug], _ = REFERENCE.review_card(card, rating(one), noon)
    return found


def rating(one: Try) -> fsrs.Rating:
    if not one.solved:
        return AGAIN
    target = TARGETS[one.problem.difficulty]
    if one.ended == "hint" or (one.minutes or 0) > 1.5 * target:
        return HARD
    return EASY if one.minutes and one.minutes <= target / 2 else GOOD


@pytest.fixture
def brought(cli: Cli) -> Cli:
    """The year imported."""
    (cli.cwd / "mine.csv").write_text(as_table(year()), encoding="utf-8")
    maps = [word for theirs, ours in MAPPED.items() for word in ("--map", f"{theirs}={ours}")]
    done = cli("import", "csv", "mine.csv", *maps, "--json")
    assert done.code == 0, done.err
    new = json.loads(done.out)["new"]
    tagged = {(name, one.problem.slug) for one in year() for name in one.companies}
    assert new == {"attempt": len(year()), "review": len(year()), "company": len(tagged)}
    return cli


def value(cli: Cli, *words: str) -> Any:
    done = cli(*words, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_the_table_is_a_year_of_many_problems() -> None:
    assert (len(year()), len(cards())) == (252, 119)
    assert TODAY - timedelta(days=365) < year()[0].day < TODAY - timedelta(days=355)


def test_three_cards_are_those_worked_out_by_hand(brought: Cli) -> None:
    for slug, (due, stability) in DUE.items():
        assert [rating(one) for one in year() if one.problem.slug == slug] == [
            rating for *_, rating in BY_HAND[slug]
        ]
        recall = value(brought, "problem", "show", slug)["recall"]
        assert recall["due_at"].startswith(f"{due}T04:00")
        assert recall["stability"] == pytest.approx(stability, abs=5e-4)
        assert cards()[slug].due.date() == due


def test_what_is_due_is_what_the_reference_has_due(brought: Cli) -> None:
    found = value(brought, "review", "due", "-n", "1000")

    expected = {slug: card.due.date() for slug, card in cards().items()}
    assert {one["problem"]["slug"]: date.fromisoformat(one["due"][:10]) for one in found} == {
        slug: day for slug, day in expected.items() if day <= TODAY
    }


def test_the_figures_are_those_counted_from_the_table(brought: Cli) -> None:
    figures = value(brought, "stats")

    solved = {one.problem for one in year() if one.solved}
    tried = {one.problem for one in year()}
    assert (figures["attempts"], figures["solved"]) == (252, len(solved))
    assert figures["minutes"] == sum(one.minutes or 0 for one in year())
    assert figures["streak"] == {"days": 5, "today_done": True}
    for name in ("difficulty", "pattern"):
        rows = Counter(getattr(one.problem, name) for one in year())
        ours = {kind: each for kind, each in figures[f"by_{name}"].items() if each["n"]}
        assert {
            kind: (each["solved"], each["attempted"], each["n"]) for kind, each in ours.items()
        } == {
            kind: (
                sum(getattr(problem, name) == kind for problem in solved),
                sum(getattr(problem, name) == kind for problem in tried),
                count,
            )
            for kind, count in rows.items()
        }


def test_recall_is_counted_from_the_second_try_of_each(brought: Cli) -> None:
    seen: set[str] = set()
    later = [one for one in year() if one.problem.slug in seen or seen.add(one.problem.slug)]  # type: ignore[func-returns-value]

    reviews = value(brought, "stats")["reviews"]

    assert reviews["n"] == len(later) == 252 - 119
    recalled = sum(rating(one) is not AGAIN for one in later)
    assert reviews["retention_observed"] == pytest.approx(recalled / len(later), abs=1e-4)


def test_the_plots_have_the_days_of_the_table(brought: Cli) -> None:
    charts = brought.core.stats.charts()

    by_day = Counter(one.day for one in year())
    minutes = Counter[date]()
    for one in year():
        minutes[one.day] += one.minutes or 0
    assert [day.date for day in charts.year] == [
        TODAY - timedelta(days=back) for back in reversed(range(365))
    ]
    assert {day.date: day.attempts for day in charts.year if day.attempts} == by_day
    assert all(day.minutes == minutes[day.date] for day in charts.year)


def test_the_forecast_has_the_days_of_the_reference(brought: Cli) -> None:
    found = value(brought, "review", "forecast", "--days", "14")

    due = [max(TODAY, card.due.date()) for card in cards().values()]
    days = [TODAY + timedelta(days=ahead) for ahead in range(14)]
    assert [(one["date"], one["reviews"]) for one in found["days"]] == [
        (str(day), due.count(day)) for day in days
    ]
    assert found["overdue"] == sum(card.due.date() < TODAY for card in cards().values())
    assert found["later"] == sum(day > days[-1] for day in due)
    minutes = sum(
        TARGETS[catalogue()[slug].difficulty]
        for slug, card in cards().items()
        if card.due.date() == days[1]
    )
    assert found["days"][1]["minutes"] == minutes


def test_companies_and_notes_are_those_of_the_table(brought: Cli) -> None:
    google = {one.problem.slug for one in year() if "google" in one.companies}

    found = value(brought, "problem", "list", "--company", "google", "-n", "1000")

    assert {line["problem"]["slug"] for line in found} == google
    texts = {one["note"] for one in value(brought, "log", "list", "-n", "1000") if one["note"]}
    assert texts == {
        "a hash map, not a set",
        "=SUM of both ends; see below",
        'said "sort first"\nwrong',
    }
