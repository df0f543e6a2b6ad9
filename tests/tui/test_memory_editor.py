"""Notes and files in the person's editor: the terminal handed over, and taken back."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.programs import Program, a_program
from tests.tui.terminal import Terminal

pytestmark = [
    pytest.mark.xdist_group("program"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    """A program of its own: nobody else has written a note."""
    with a_program() as program:
        yield program


def terminal(program: Program, name: str, script: str) -> Terminal:
    """Memory on 80 columns, for somebody whose editor is a shell script; `$1` is its file."""
    place = program.home / name
    place.write_text(f"#!/bin/sh\n{script}\n")
    place.chmod(place.stat().st_mode | stat.S_IXUSR)
    terminal = Terminal(program, env={"VISUAL": str(place)})
    terminal.sees("q Quit")
    terminal.types("7")
    terminal.sees("Write a note")
    return terminal


def ends(terminal: Terminal) -> int:
    terminal.types("\x1bq")
    return terminal.ends()


def test_a_note_is_written_edited_and_taken_back(program: Program) -> None:
    seen = terminal(program, "an-editor", 'echo "tries share beginnings" >> "$1"')
    seen.types("w")
    seen.sees("added note", "tries share beginnings", "1 text, newest first")
    seen.types("\r")
    seen.sees("edited note")
    assert program("note", "show").out.count("tries share beginnings") == 2
    seen.types("u")
    seen.sees("taken back: edit note")
    seen.types("u")
    seen.sees("Nothing is remembered yet")

    assert ends(seen) == 0


def test_the_editor_has_the_terminal_and_the_screen_has_it_back(program: Program) -> None:
    seen = terminal(program, "asks", 'printf "say it: "; read -r said; echo "$said" > "$1"')
    seen.types("w")
    seen.sees("say it: ")
    seen.types("heaps are trees\n")
    seen.sees("added note", "heaps are trees", "q Quit")
    seen.types("u")
    seen.sees("taken back")

    assert ends(seen) == 0


@pytest.mark.parametrize(
    ("script", "said"),
    [("exit 3", "the editor ended with 3"), ("exit 0", "Nothing is remembered")],
    ids=["fails", "writes nothing"],
)
def test_an_editor_that_gives_no_text_leaves_everything_as_it_was(
    program: Program, script: str, said: str
) -> None:
    seen = terminal(program, "useless", script)
    seen.types("w")
    seen.sees(said, "q Quit")

    assert ends(seen) == 0
    assert program("note", "list").out == "no notes here yet\n"


def test_a_file_is_opened_where_the_passage_begins(program: Program) -> None:
    vault = program.home / "vault"
    vault.mkdir()
    lines = [f"line {number} says nothing at all of note\n" for number in range(400)]
    lines[300] = "\nThe monotonic stack keeps what is still unanswered.\n\n"
    (vault / "stacks.md").write_text("# Stacks\n\n" + "".join(lines))
    assert program("memory", "remember", str(vault)).code == 0
    assert program("memory", "index").code == 0
    seen = terminal(program, "vim", f'echo "$@" > {program.home}/opened')
    seen.types("/monotonic unanswered\r")
    seen.sees("by words and meaning", "monotonic")
    seen.types("\r")
    said = program.home / "opened"
    seen.until(lambda: said.exists() and said.read_text().endswith("\n"), "opens the file")
    seen.sees("monotonic", "q Quit")

    assert ends(seen) == 0
    at, file = said.read_text().split()
    assert Path(file) == (vault / "stacks.md").resolve()
    assert 200 < int(at.removeprefix("+")) <= 304
    assert program("memory", "forget", str(vault), "--yes").code == 0
