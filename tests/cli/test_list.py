"""`maang list`: shipped lists and one's own, at the prompt."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli


def value(cli: Cli, *arguments: str) -> Any:
    return json.loads(cli(*arguments, "--json").out)


def test_list_alone_shows_all_lists_and_how_far_one_is(cli: Cli) -> None:
    cli("log", "two-sum")

    assert cli("list").out == cli("list", "show").out
    assert cli("list").out.splitlines()[1].split() == ["blind-75", "Blind", "75", "1", "1", "75"]


def test_the_json_of_the_lists_has_fixed_names(cli: Cli) -> None:
    lists = value(cli, "list")

    assert list(lists[0]) == ["slug", "name", "own", "size", "attempted", "solved"]
    assert [one["size"] for one in lists] == [75, 169, 75, 150, 250]


def test_a_list_is_shown_by_slug_or_name_without_a_verb(cli: Cli) -> None:
    result = cli("list", "Blind 75")

    assert result.out == cli("list", "show", "blind-75").out
    assert result.out.splitlines()[0] == "Blind 75: 0 of 75 solved, 0 tried"
    assert len(value(cli, "list", "blind-75")["problems"]) == 75


def test_a_list_that_does_not_exist_exits_3_and_names_the_nearest(cli: Cli) -> None:
    result = cli("list", "show", "blind-57")

    assert result.code == 3
    assert "blind-75" in result.err


def test_next_is_of_the_active_list_and_skips_what_was_tried(cli: Cli) -> None:
    cli("log", "contains-duplicate")

    upcoming = value(cli, "list", "next", "-n", "2")

    assert [one["problem"]["slug"] for one in upcoming] == ["valid-anagram", "two-sum"]


def test_nothing_next_is_said_and_no_failure(cli: Cli) -> None:
    cli("list", "import", "-", "--name", "Mine", stdin="two-sum\n")
    cli("log", "two-sum")

    result = cli("list", "next", "mine")

    assert result.code == 0
    assert result.out.splitlines() == [
        "every problem of the list was tried",
        "what is left to solve: maang list progress",
        "the other lists: maang list",
    ]
    assert value(cli, "list", "next", "mine") == []


def test_progress_goes_by_pattern(cli: Cli) -> None:
    cli("log", "two-sum")

    lines = cli("list", "progress", "blind-75").out.splitlines()

    assert lines[0] == "Blind 75: 1 of 75 solved, 1 tried"
    assert lines[2].split() == ["Arrays", "&", "Hashing", "1", "8", "#........."]
    assert value(cli, "list", "progress")["patterns"][0] == {
        "pattern": "Arrays & Hashing",
        "size": 8,
        "attempted": 1,
        "solved": 1,
    }


def test_a_list_comes_from_a_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "team.csv").write_text(
        "\ufefftitle,minutes\r\nTwo Sum,5\r\n3Sum,9\r\nTwo Sum,1\r\n"
    )

    result = cli("list", "import", "team.csv", "--name", "Team List")

    assert (result.code, result.out) == (0, "team-list: made, 2 problems\n")
    assert result.err == "named once more and dropped: line 4\n"
    listed = value(cli, "list", "team-list")["problems"]
    assert [one["problem"]["slug"] for one in listed] == ["two-sum", "3sum"]


def test_bad_rows_refuse_the_file_with_their_lines(cli: Cli) -> None:
    result = cli("list", "import", "-", "--name", "Team", stdin="1\nnope\n")

    assert result.code == 4
    assert "line 2: 'nope' names no problem we know" in result.err
    assert "--partial" in result.err
    assert cli("list", "team").code == 3


def test_a_partial_import_exits_1_and_tells_what_was_left_out(cli: Cli) -> None:
    result = cli("list", "import", "-", "--name", "Team", "--partial", stdin="1\nnope\n")

    assert result.code == 1
    assert result.out == ("team: made, 1 problem\nline 2 left out: nope names no problem we know\n")


def test_the_json_of_an_import_has_its_rows(cli: Cli) -> None:
    result = cli("list", "import", "-", "--name", "T", "--partial", "--json", stdin="1\n1\nnope\n")

    assert json.loads(result.out) == {
        "slug": "t",
        "name": "T",
        "size": 1,
        "replaced": False,
        "repeated": [2],
        "skipped": [{"line": 3, "text": "nope", "reason": "names no problem we know"}],
    }


def test_undo_takes_an_import_back(cli: Cli) -> None:
    cli("list", "import", "-", "--name", "Team", stdin="1\n")

    assert cli("undo").out == "taken back: list import team\n"
    assert cli("list", "team").code == 3


def test_a_list_is_replaced_only_when_told_to(cli: Cli) -> None:
    cli("list", "import", "-", "--name", "Team", stdin="1\n")

    refused = cli("list", "import", "-", "--name", "Team", stdin="2\n")
    replaced = cli("list", "import", "-", "--name", "Team", "--replace", stdin="2\n")

    assert refused.code == 4
    assert "--replace" in refused.err
    assert replaced.out == "team: replaced, 1 problem\n"


def test_a_shipped_list_is_refused_even_then(cli: Cli) -> None:
    assert cli("list", "import", "-", "--name", "Blind 75", "--replace", stdin="1\n").code == 4


@pytest.mark.parametrize(
    "raw", ["Tri\xe9e,1".encode("latin-1"), b"PK\x03\x04\0\0", b"", b"1\n" * (1 << 20)]
)
def test_what_is_no_list_is_refused(cli: Cli, tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "file.csv").write_bytes(raw)

    result = cli("list", "import", "file.csv", "--name", "Team")

    assert result.code == 4
    assert "hint:" in result.err


def test_too_much_on_stdin_is_refused_and_not_cut(cli: Cli) -> None:
    result = cli("list", "import", "-", "--name", "Team", stdin="1\n" * (1 << 20))

    assert result.code == 4
    assert "too much" in result.err


def test_bytes_on_stdin_that_are_no_utf_8_are_refused(cli: Cli) -> None:
    assert cli("list", "import", "-", "--name", "Team", stdin="caf\udce9\n").code == 4


def test_a_file_that_is_not_there_exits_3(cli: Cli) -> None:
    assert cli("list", "import", "nowhere.csv", "--name", "Team").code == 3


def test_forty_columns_are_enough(cli: Cli) -> None:
    cli.env["COLUMNS"] = "40"

    for arguments in ([], ["blind-75"], ["next"], ["progress"]):
        assert max(map(len, cli("list", *arguments).out.splitlines())) <= 40
