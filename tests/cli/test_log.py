"""`maang log`: one breath, from the prompt to the card."""

import json
from pathlib import Path

import pytest

from tests.conftest import Cli, FrozenClock


def test_a_log_says_what_it_recorded_and_when_it_comes_back(cli: Cli) -> None:
    result = cli("log", "two-sum", "--minutes", "18", "--hints", "1")

    assert result.code == 0
    assert result.out == (
        "two-sum: solved with hints in 18 min (1 hint)\ncounts as hard (1 hint); back tomorrow\n"
    )


def test_json_is_the_bare_value(cli: Cli) -> None:
    value = json.loads(cli("log", "1", "--minutes", "20", "--json").out)

    assert value["attempt"]["problem"]["slug"] == "two-sum"
    assert value["attempt"]["outcome"] == "solved"
    assert value["rating"] == value["suggested"] == "good"


def test_the_same_words_within_a_minute_are_refused_without_a_terminal(cli: Cli) -> None:
    cli("log", "two-sum", "--minutes", "18")

    result = cli("log", "two-sum", "--minutes", "18")

    assert result.code == 4
    assert "--again" in result.err
    assert len(json.loads(cli("log", "list", "--json").out)) == 1


def test_an_outcome_may_be_said_as_it_is_shown(cli: Cli) -> None:
    for said, meant in (("gave up", "gave_up"), ("Solved with hints", "solved_with_hints")):
        result = cli("log", "two-sum", "--outcome", said, "--json")

        assert json.loads(result.out)["attempt"]["outcome"] == meant


def test_a_day_without_a_time_bounds_the_list_where_that_day_begins(cli: Cli) -> None:
    for at in ("2026-03-05 03:59", "2026-03-05 04:00", "2026-03-05 09:00", "2026-03-06 04:00"):
        cli("log", "two-sum", "--at", at, "--again")

    result = cli("log", "list", "--since", "2026-03-05", "--until", "2026-03-06", "--json")

    listed = [attempt["at"] for attempt in json.loads(result.out)]
    assert listed == ["2026-03-05T09:00:00+00:00", "2026-03-05T04:00:00+00:00"]


def test_again_records_the_same_words_once_more(cli: Cli) -> None:
    cli("log", "two-sum")

    assert cli("log", "two-sum", "--again").code == 0
    assert len(json.loads(cli("log", "list", "--json").out)) == 2


def test_the_same_words_a_minute_later_are_no_slip(cli: Cli, clock: FrozenClock) -> None:
    cli("log", "two-sum")
    clock.forward(seconds=61)

    assert cli("log", "two-sum").code == 0


def test_an_unknown_number_exits_3_and_says_where_to_look(cli: Cli) -> None:
    result = cli("log", "999999")

    assert result.code == 3
    assert "maang problem search" in result.err


def test_words_that_fit_several_exit_2_and_name_them(cli: Cli) -> None:
    result = cli("log", "two sum", "--json")
    exact = json.loads(result.out)
    several = cli("log", "binary tree", "--json")

    assert exact["attempt"]["problem"]["slug"] == "two-sum"
    assert several.code == 2
    error = json.loads(several.err)["error"]
    assert error["code"] == "ambiguous"
    assert len(error["candidates"]) == 5


def test_last_is_the_problem_that_was_logged_last(cli: Cli) -> None:
    cli("log", "3sum", "--outcome", "failed")

    value = json.loads(cli("log", "last", "--json").out)

    assert value["attempt"]["problem"]["slug"] == "3sum"


def test_an_outcome_that_is_none_exits_2_and_names_those_there_are(cli: Cli) -> None:
    result = cli("log", "two-sum", "--outcome", "victory")

    assert result.code == 2
    assert "gave-up" in result.err


def test_a_solution_comes_from_a_file_with_its_language(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "answer.go").write_text("package main\n")

    value = json.loads(cli("log", "two-sum", "--code", "answer.go", "--json").out)

    assert value["attempt"]["language"] == "go"
    assert value["attempt"]["code"] == "package main"


def test_a_note_can_come_from_stdin(cli: Cli) -> None:
    value = json.loads(cli("log", "two-sum", "--note", "-", "--json", stdin="a hash\nof seen").out)

    assert value["attempt"]["note"] == "a hash\nof seen"


def test_a_time_of_yesterday_is_understood(cli: Cli) -> None:
    value = json.loads(cli("log", "two-sum", "--at", "yesterday 21:30", "--json").out)

    assert value["attempt"]["at"] == "2026-03-09T21:30:00+00:00"


def test_an_amendment_is_a_further_statement_and_undo_brings_back_the_first(cli: Cli) -> None:
    cli("log", "two-sum", "--minutes", "18")
    amended = json.loads(cli("log", "amend", "last", "--minutes", "40", "--json").out)
    assert (amended["attempt"]["minutes"], amended["rating"]) == (40, "hard")

    undone = cli("undo")

    assert undone.out == "taken back: amend two-sum solved\n"
    shown = json.loads(cli("log", "show", "last", "--json").out)
    assert (shown["minutes"], shown["amended"]) == (18, False)


def test_undo_takes_the_attempt_and_its_review_back(cli: Cli, clock: FrozenClock) -> None:
    cli("log", "two-sum", "--outcome", "failed")
    clock.forward(days=2)
    assert len(json.loads(cli("review", "due", "--json").out)) == 1

    cli("undo")

    assert json.loads(cli("review", "due", "--json").out) == []
    assert json.loads(cli("log", "list", "--json").out) == []


def test_a_dry_run_shows_it_and_saves_nothing(cli: Cli) -> None:
    cli.core.db.dry_run = True

    assert cli("log", "two-sum").code == 0
    assert json.loads(cli("log", "list", "--json").out) == []


def test_a_dry_run_admits_that_nothing_was_saved(cli: Cli) -> None:
    cli.core.db.dry_run = True

    assert cli("log", "two-sum", "--dry-run").err == "only tried: nothing was saved\n"


def test_undo_names_an_outcome_in_words(cli: Cli) -> None:
    cli("log", "two-sum", "--hints", "1")

    assert cli("undo").out == "taken back: log two-sum solved with hints\n"


def test_words_without_quotes_are_told_of_quotes(cli: Cli) -> None:
    result = cli("log", "two", "sum")

    assert result.code == 2
    assert "quotes" in result.err


def test_an_unknown_outcome_is_answered_with_those_there_are(cli: Cli) -> None:
    result = cli("log", "two-sum", "--outcome", "won")

    assert result.code == 2
    assert result.err.startswith("error: 'won' is none of solved, hints")


def test_one_problem_that_looks_alike_is_not_called_several(cli: Cli) -> None:
    result = cli("log", "rotate-a-ring")

    assert result.code == 2
    assert result.err.startswith("error: nothing is called 'rotate-a-ring'\n  796 rotate-string ")


def test_no_minutes_at_all_are_refused_and_not_called_easy(cli: Cli) -> None:
    result = cli("log", "two-sum", "--minutes", "0")

    assert (result.code, result.out) == (4, "")
    assert "say none where you do not know" in result.err


@pytest.mark.parametrize("at", ["1999-05-01", "2126-05-01"])
def test_a_day_nobody_can_have_practised_on_is_refused_with_a_hint(cli: Cli, at: str) -> None:
    result = cli("log", "two-sum", "--at", at)

    assert (result.code, result.out) == (4, "")
    assert "hint: " in result.err


@pytest.mark.parametrize("nothing", ["", "-"])
def test_what_was_said_by_mistake_is_taken_away_and_undo_brings_it_back(
    cli: Cli, nothing: str
) -> None:
    cli("log", "two-sum", "--company", "Acme", "--approach", "hash", "--note", "a slip")

    assert cli("log", "amend", "last", "--company", nothing, "--note", "").code == 0
    shown = json.loads(cli("log", "show", "--json").out)
    assert (shown["company"], shown["note"], shown["approach"]) == (None, None, "hash")
    cli("undo")
    shown = json.loads(cli("log", "show", "--json").out)
    assert (shown["company"], shown["note"]) == ("Acme", "a slip")


def test_nothing_is_no_company(cli: Cli) -> None:
    cli("log", "two-sum", "--company", "-", "--note", " ")

    shown = json.loads(cli("log", "show", "--json").out)
    assert (shown["company"], shown["note"]) == (None, None)
