"""`maang help`: a page for each command, and the exit codes."""

import json

import pytest

from maang.cli.contents import ENTRIES
from maang.cli.exits import MEANINGS, Exit
from tests.conftest import Cli


def test_without_words_it_is_the_page_of_maang_itself(cli: Cli) -> None:
    assert cli("help").out == cli("--help").out


@pytest.mark.parametrize("command", ["undo", "doctor", "init"])
def test_a_commands_page_is_what_its_own_help_option_shows(cli: Cli, command: str) -> None:
    assert f"Usage: maang {command} [OPTIONS]" in cli("help", command).out


def test_a_verb_has_its_page(cli: Cli) -> None:
    result = cli("help", "log", "amend")

    assert result.out.startswith("Usage: maang log amend [OPTIONS]")
    assert "Example: maang log amend" in result.out


def test_a_group_lists_its_verbs(cli: Cli) -> None:
    out = cli("help", "config").out

    assert all(f"  {verb} " in out for verb in ("show", "get", "set", "unset", "edit", "path"))


@pytest.mark.parametrize("group", ["db", "log", "note", "memory", "review"])
def test_a_group_says_of_each_verb_the_whole_line(cli: Cli, group: str) -> None:
    assert "..." not in cli(group, "--help").out.partition("Commands:")[2]


@pytest.mark.parametrize("words", [("lgo",), ("log", "amen"), ("undo", "last")])
def test_what_is_no_command_exits_3(cli: Cli, words: tuple[str, ...]) -> None:
    assert cli("help", *words).code == 3


def test_a_slip_is_met_with_the_nearest_command(cli: Cli) -> None:
    assert "did you mean doctor?" in cli("help", "docter").err


def test_exit_codes_are_the_one_table(cli: Cli) -> None:
    assert json.loads(cli("help", "exit-codes", "--json").out) == MEANINGS
    assert "128+n" in cli("help", "exit-codes").out


def test_every_code_of_ours_has_a_meaning() -> None:
    own = {str(int(code)) for code in Exit if code < 128}

    assert own < set(MEANINGS)


def test_the_page_of_maang_names_every_command(cli: Cli) -> None:
    out = cli("help").out

    assert all(f"  {name} " in out for name in ENTRIES)
