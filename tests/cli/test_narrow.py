"""What is said on stderr fits the terminal, word for word, whichever command says it."""

import json

import pytest
from rich.cells import cell_len

from maang.cli.output.folding import folded
from tests.conftest import Cli
from tests.walk import VERBS, Verb

WIDE = 40

REFUSED = (
    "ask what do I keep getting wrong in binary search",
    "ask what do I keep getting wrong --since 01/02/2026",
    "config get colour",
    "config set color sometimes",
    "config set zone Mars/Olympus",
    "config set interview_date soon",
    "config set database.url postgresql://me:secret@db.example/maang",
    "config set list no-such-list",
    "doctors",
    "export --format xml",
    "import csv nowhere.csv",
    "init --interview-date 2020-01-01",
    "list show no-such-list",
    "list import nowhere.csv",
    "log median of arrays two sum three",
    "log show 3sum",
    "log two-sum --at 1999-01-01",
    "log two-sum --at 03/04/2026",
    "log two-sum --minutes 0",
    "log two-sum --mins 5",
    "log two-sum --outcome splendid",
    "login nowhere",
    "memory forget nothing-at-all",
    "memory remember /nowhere/at/all",
    "note show 99999999",
    "problem show 999999",
    "problem add x --url not-an-address",
    "review answer two-sum superb",
    "review answer 3sum good",
    "review optimize",
    "review start",
    "review due --suspended --leeches",
    "sync nowhere",
    "timer stop",
    "tui",
    "undo",
)
"""Command lines that end badly, each in its own way."""


def too_wide(said: str) -> list[str]:
    """Lines of several words that the terminal would break."""
    return [line for line in said.splitlines() if cell_len(line) > WIDE and " " in line.strip()]


@pytest.fixture
def narrow(cli: Cli) -> Cli:
    """A person whose terminal has 40 columns."""
    cli.env["COLUMNS"] = str(WIDE)
    return cli


@pytest.mark.parametrize("words", REFUSED)
def test_a_refusal_fits_forty_columns(narrow: Cli, words: str) -> None:
    result = narrow(*words.split())

    assert result.code != 0
    assert result.err
    assert too_wide(result.err) == []


@pytest.mark.parametrize("verb", VERBS, ids=str)
def test_a_wrong_option_is_told_in_forty_columns(narrow: Cli, verb: Verb) -> None:
    result = narrow(*verb.words, "--no-such-option")

    assert result.code == 2
    assert too_wide(result.err) == []


def test_folding_leaves_out_no_word(cli: Cli, narrow: Cli) -> None:
    words = ("log", "two-sum", "--at", "1999-01-01")
    narrow_said = narrow(*words).err
    cli.env.pop("COLUMNS")
    whole = cli(*words).err

    assert narrow_said.split() == whole.split()
    assert [line.split(":")[0] for line in whole.splitlines()] == ["error", "hint"]


def test_json_stays_on_one_line(narrow: Cli) -> None:
    result = narrow("log", "two-sum", "--at", "1999-01-01", "--json")

    assert len(result.err.splitlines()) == 1
    assert json.loads(result.err)["error"]["hint"]


def test_a_path_stays_whole_and_words_of_two_columns_a_letter_count_as_such() -> None:
    path = "/a/rather/long/way/to/a/file/that/is/not/there.csv"

    assert folded(f"there is no file {path}", WIDE).splitlines()[-1] == f"  {path}"
    assert too_wide(folded("二分探索 " * 12, WIDE)) == []


def test_a_command_is_not_torn_apart_where_a_line_can_hold_it() -> None:
    said = "only the last twenty can be seen: `maang login leetcode` shows all of them"

    assert "`maang login leetcode`" in folded(said, WIDE)
    assert too_wide(folded(f"say `{'maang ' * 12}`", WIDE)) == []


def test_without_a_width_nothing_is_folded() -> None:
    assert folded("word " * 50, None) == "word " * 50
