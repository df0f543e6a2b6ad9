"""`maang review` beyond the day: forecast, what-ifs, fitting, cards set aside, leeches."""

import json

import pytest

from maang.core.bootstrap import Core
from tests.conftest import NOON, Cli, FrozenClock
from tests.histories import a_life, forgetful, keep


@pytest.fixture
def logged(cli: Cli) -> Cli:
    """Three problems logged, two of them back tomorrow."""
    cli("log", "two-sum", "--outcome", "failed")
    cli("log", "3sum", "--outcome", "failed")
    cli("log", "coin-change", "-m", "30")
    return cli


def test_a_forecast_says_reviews_minutes_and_recall_of_each_day(logged: Cli) -> None:
    value = json.loads(logged("review", "forecast", "--days", "3", "--json").out)

    assert [day["date"] for day in value["days"]] == ["2026-03-10", "2026-03-11", "2026-03-12"]
    assert [(day["reviews"], day["minutes"]) for day in value["days"]] == [(0, 0), (2, 55), (1, 35)]
    assert value["days"][0]["recall"] is None
    assert 0.5 < value["days"][1]["recall"] < 1
    assert (value["overdue"], value["later"], value["suspended"]) == (0, 0, 0)


def test_a_forecast_is_drawn_without_colour_in_forty_columns(logged: Cli) -> None:
    logged.env["COLUMNS"] = "40"

    lines = logged("review", "forecast", "--days", "3").out.splitlines()

    assert lines[0].split() == ["day", "reviews", "min", "recall"]
    assert lines[1].split() == ["today", "-", "-", "-"]
    assert lines[2].split()[:3] == ["03-11", "2", "55"]
    assert lines[2].endswith("##########")
    assert lines[-1] == "3 reviews, 1 h 30 in 3 days"
    assert max(map(len, lines)) <= 40


def test_a_forecast_of_nothing_says_so(cli: Cli) -> None:
    assert cli("review", "forecast").out == "nothing is due in 14 days\n"


def test_what_ifs_are_the_same_for_the_same_seed(logged: Cli) -> None:
    words = ("review", "simulate", "-r", "0.8", "-r", "0.95", "--new", "0.5", "--json")
    first, second, other = logged(*words), logged(*words), logged(*words, "--seed", "2")

    value = json.loads(first.out)
    assert first == second != other
    assert [each["retention"] for each in value["outcomes"]] == [0.8, 0.95]
    assert value["outcomes"][0]["minutes_per_day"] < value["outcomes"][1]["minutes_per_day"]
    assert (value["cards"], value["own_ratings"]) == (3, False)


def test_what_ifs_fit_in_forty_columns(logged: Cli) -> None:
    logged.env["COLUMNS"] = "40"

    lines = logged("review", "simulate", "--days", "30").out.splitlines()

    assert lines[0].split()[:3] == ["target", "min/day", "known"]
    assert [line.split()[0] for line in lines[1:5]] == ["80", "85", "90", "95"]
    assert max(map(len, lines)) <= 40


def test_a_retention_nobody_can_live_with_is_a_usage_error(logged: Cli) -> None:
    assert logged("review", "simulate", "-r", "0.99").code == 2


def test_fitting_on_too_little_is_refused_with_the_number(logged: Cli) -> None:
    result = logged("review", "optimize")

    assert result.code == 4
    assert "0 reviews" in result.err
    assert "400" in result.err


def test_fitting_reports_both_figures_and_undo_takes_it_back(
    cli: Cli, core: Core, clock: FrozenClock
) -> None:
    life = a_life(core.scheduler, forgetful(core.scheduler), cards=120, reviews=8, begin=NOON)
    clock.moment = max(answers[-1].reviewed_at for answers in life)
    keep(core, life)
    due = cli("review", "due", "--json", "-n", "1000").out

    page = cli("review", "optimize").out.splitlines()

    assert page[0] == "840 reviews; the newest 168 were only predicted"
    assert [line.split()[0] for line in page[2:4]] == ["log", "RMSE"]
    assert page[-1].startswith("adopted; ")
    assert cli("undo").out.startswith("taken back: optimize")
    assert cli("review", "due", "--json", "-n", "1000").out == due
    cli("log", "two-sum")
    assert len(json.loads(cli("stats", "--json").out)["calibration"]["bins"]) == 5
    assert "predicted" in cli("stats").out


def test_a_card_is_set_aside_and_asked_for_again(logged: Cli, clock: FrozenClock) -> None:
    clock.forward(days=2)

    assert logged("review", "suspend", "two-sum").out.startswith("two-sum: suspended; ")
    due = [card["problem"]["slug"] for card in json.loads(logged("review", "due", "--json").out)]
    assert "two-sum" not in due
    assert "two-sum" in logged("review", "due", "--suspended").out
    assert "suspended" in logged("problem", "show", "two-sum").out
    assert logged("review", "suspend", "two-sum").code == 4
    assert logged("review", "resume", "two-sum").out == "two-sum: asked for again\n"
    assert logged("review", "due", "--suspended").out == "nothing is suspended\n"


def test_undo_takes_a_suspension_back(logged: Cli) -> None:
    logged("review", "suspend", "two-sum")

    assert logged("undo").out == "taken back: suspend two-sum\n"
    assert json.loads(logged("review", "due", "--suspended", "--json").out) == []


def test_at_eight_lapses_the_answer_says_what_to_do(cli: Cli, clock: FrozenClock) -> None:
    cli("log", "two-sum", "--outcome", "failed")
    said = []
    for _ in range(8):
        clock.forward(days=2)
        said.append(cli("review", "answer", "two-sum", "again").out)
    clock.forward(days=2)

    assert not any("leech" in each for each in said[:7])
    assert "leech: forgotten 8 times" in said[7]
    assert "maang review suspend two-sum" in said[7]
    assert "1 two-sum (leech)" in cli("review", "due").out
    assert "pattern" in cli("review", "due", "--leeches").out
    assert "forgotten again and again: two-sum" in cli("today").out


def test_two_listings_at_once_are_a_usage_error(cli: Cli) -> None:
    assert cli("review", "due", "--suspended", "--leeches").code == 2


def test_an_answer_for_what_was_never_logged_names_it(cli: Cli) -> None:
    result = cli("review", "answer", "3sum", "good")

    assert (result.code, result.out) == (3, "")
    assert "error: 3sum was never logged" in result.err
    assert "hint: `maang log 3sum` first" in result.err
