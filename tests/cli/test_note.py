"""`maang note`: written in a line, from stdin or in an editor; nothing written is lost."""

import json
import stat
from pathlib import Path

import pytest

from tests.conftest import Cli


@pytest.fixture
def terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """As if somebody sat there; drafts go below the test's own folder."""
    from maang.cli.output.terminal import Terminal

    monkeypatch.setattr(Terminal, "interactive", property(lambda _: True))
    monkeypatch.setenv("TMPDIR", str(cli.cwd))
    monkeypatch.setattr("tempfile.tempdir", None)
    return cli


def editor(cli: Cli, script: str) -> None:
    """Let the person's editor be a shell script; `$1` is the file."""
    program = cli.cwd / "an-editor"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    cli.env["VISUAL"] = str(program)


def drafts(cli: Cli) -> list[Path]:
    return sorted(cli.cwd.glob("maang-*.md"))


def test_a_note_is_added_and_shown(cli: Cli) -> None:
    added = cli("note", "add", "# Heaps\n\nsift down", "-p", "two-sum")

    assert added.code == 0
    assert added.out.startswith("added note ")
    assert added.out.endswith(" on two-sum: Heaps\n")
    shown = cli("note", "show")
    assert "problem  1 two-sum  Two Sum" in shown.out
    assert shown.out.endswith("\n\n# Heaps\n\nsift down\n")


def test_a_note_comes_from_stdin(cli: Cli) -> None:
    value = json.loads(cli("note", "add", "-", "--json", stdin="from\na pipe\n").out)

    assert (value["did"], value["note"]["body"]) == ("added", "from\na pipe")


def test_a_note_on_the_last_attempt_is_about_its_problem(cli: Cli) -> None:
    cli("log", "3sum")

    value = json.loads(cli("note", "add", "sort first", "--attempt", "last", "--json").out)

    assert value["note"]["problem"]["slug"] == "3sum"


def test_without_a_text_and_a_terminal_it_says_what_to_do(cli: Cli) -> None:
    result = cli("note", "add")

    assert result.code == 2
    assert "stdin" in result.err


def test_an_edit_and_its_undo(cli: Cli) -> None:
    cli("note", "add", "one pass")

    assert cli("note", "edit", "last", "two passes").code == 0
    assert cli("undo").out.startswith("taken back: edit note ")
    assert json.loads(cli("note", "show", "--json").out)["body"] == "one pass"


def test_a_deleted_note_is_in_no_list(cli: Cli) -> None:
    cli("note", "add", "one pass")

    assert cli("note", "delete", "last").code == 0
    assert cli("note", "list").out == "no notes here yet\n"
    assert cli("note", "show", "last").code == 3


def test_a_note_is_linked_to_a_problem_without_its_words(cli: Cli) -> None:
    cli("note", "add", "one pass")

    value = json.loads(cli("note", "edit", "last", "-p", "two-sum", "--json").out)

    assert (value["note"]["body"], value["note"]["problem"]["slug"]) == ("one pass", "two-sum")


def test_an_editor_is_given_the_note_and_what_it_leaves_is_kept(
    terminal: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal("note", "add", "one pass")
    editor(terminal, 'cat "$1" > seen; echo "and more" >> "$1"')
    monkeypatch.chdir(terminal.cwd)

    assert terminal("note", "edit").code == 0
    assert (terminal.cwd / "seen").read_text() == "one pass\n"
    assert "one pass\nand more" in terminal("note", "show").out
    assert drafts(terminal) == []


def test_an_editor_without_a_terminal_is_refused_with_what_the_command_takes(cli: Cli) -> None:
    result = cli("note", "add", "-e")

    assert result.code == 2
    assert "give TEXT, or - for stdin" in result.err


def test_an_editor_that_dies_leaves_a_draft_that_is_named(terminal: Cli) -> None:
    editor(terminal, 'echo "half a thought" > "$1"; kill -9 $$')

    result = terminal("note", "add", "-e")

    assert result.code == 6
    (draft,) = drafts(terminal)
    assert str(draft) in result.err
    assert draft.read_text() == "half a thought\n"
    assert terminal("note", "list").out == "no notes here yet\n"


def test_what_was_typed_survives_a_problem_that_does_not_exist(terminal: Cli) -> None:
    editor(terminal, 'echo "a long thought" > "$1"')

    result = terminal("note", "add", "-e", "-p", "999999")

    assert result.code == 3
    (draft,) = drafts(terminal)
    assert str(draft) in result.err
    assert draft.read_text() == "a long thought"


def test_before_the_first_note_the_last_one_is_none_at_all(cli: Cli) -> None:
    result = cli("note", "show")

    assert result.code == 3
    assert result.err == "error: no notes here yet\nhint: maang note add TEXT\n"
