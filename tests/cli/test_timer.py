"""`maang timer`: a clock across terminals, and `log` takes its minutes."""

import json

from tests.conftest import Cli, FrozenClock


def test_without_a_timer_it_says_how_to_start_one_and_exits_1(cli: Cli) -> None:
    result = cli("timer")

    assert (result.code, result.out) == (
        1,
        "no timer is open; `maang timer start PROBLEM` starts one\n",
    )


def test_json_without_a_timer_is_null(cli: Cli) -> None:
    assert cli("timer", "show", "--json").out == "null\n"


def test_it_shows_the_time_and_the_problem(cli: Cli, clock: FrozenClock) -> None:
    cli("timer", "start", "two-sum")
    clock.forward(minutes=61, seconds=5)

    assert cli("timer").out == "1:01:05  running for 1 two-sum\n"


def test_pause_stop_and_log(cli: Cli, clock: FrozenClock) -> None:
    cli("timer", "start", "two-sum")
    clock.forward(minutes=18)
    assert cli("timer", "pause").out == "18:00  paused for 1 two-sum\n"

    stopped = cli("timer", "stop").out
    assert stopped == "18:00  stopped for 1 two-sum\n`maang log two-sum` takes its 18 min\n"
    logged = cli("log", "two-sum")
    assert logged.out.startswith("two-sum: solved in 18 min\n")
    assert logged.err == "18 min from the timer\n"


def test_json_is_the_reading(cli: Cli, clock: FrozenClock) -> None:
    cli("timer", "start", "3sum")
    clock.forward(seconds=90)

    value = json.loads(cli("timer", "--json").out)

    assert value["problem"]["slug"] == "3sum"
    assert value["started_at"] == "2026-03-10T12:00:00+00:00"
    del value["timer"], value["problem"], value["started_at"]
    assert value == {
        "running": True, "stopped": False, "seconds": 90, "minutes": 2, "capped": False,
    }  # fmt: skip


def test_a_second_start_is_refused_with_a_hint(cli: Cli) -> None:
    cli("timer", "start")

    result = cli("timer", "start", "two-sum", "--json")

    assert result.code == 4
    error = json.loads(result.err)["error"]
    assert (error["code"], error["message"]) == ("conflict", "a timer is running already")
    assert "maang timer stop" in error["hint"]


def test_last_is_the_problem_that_was_logged_last(cli: Cli) -> None:
    cli("log", "3sum")

    assert cli("timer", "start", "last").out == "0:00  running for 15 3sum\n"


def test_an_unknown_problem_starts_nothing(cli: Cli) -> None:
    assert cli("timer", "start", "999999").code == 3
    assert cli("timer").code == 1


def test_undo_forgets_a_start(cli: Cli) -> None:
    cli("timer", "start", "two-sum")

    assert cli("undo").out == "taken back: timer start two-sum\n"
    assert cli("timer").code == 1


def test_a_walk_away_is_cut_and_said(cli: Cli, clock: FrozenClock) -> None:
    cli("timer", "start")
    clock.forward(hours=3)

    out = cli("timer", "stop").out

    assert out.startswith("1:30:00  stopped (cut there: it ran on after you walked away)\n")
    assert "takes its 90 min" in out
