"""Memory in the full screen over a database that stands still: told, nothing lost, found again."""

import pytest

from tests.programs import Program
from tests.tui.freezing import frozen
from tests.tui.terminal import Terminal

pytestmark = [
    pytest.mark.xdist_group("program"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

SHORT = {"MAANG_DEADLINE_LIGHT": "1", "MAANG_DEADLINE_CONNECT": "1"}


@pytest.fixture
def terminal(program: Program) -> Terminal:
    """Memory on 80 columns, with two notes in it."""
    for note in ("tries share beginnings", "heaps keep the least on top"):
        assert program("note", "add", note).code == 0
    terminal = Terminal(program, env=SHORT)
    terminal.sees("in blind-75", "q Quit")
    terminal.types("7")
    terminal.sees("tries share beginnings", "heaps keep the least on top", "newest first")
    return terminal


def test_what_is_typed_meanwhile_stays_and_is_found_by_itself(
    terminal: Terminal, program: Program
) -> None:
    with frozen(program):
        terminal.types("/beginnings")
        terminal.sees("Not done", "beginnings")
        terminal.types(" of tries")
        terminal.sees("beginnings of tries")
        terminal.until(lambda: "Not done" not in terminal.picture, "has given up")
        terminal.sees("this was found before; looking again")
    terminal.sees("by words and meaning", "beginnings of tries")
    terminal.types("\x1b\x1bq")

    assert terminal.ends() == 0


def test_a_question_meanwhile_is_told_and_answered_afterwards(
    terminal: Terminal, program: Program
) -> None:
    with frozen(program):
        terminal.types("/?what do tries share\r")
        terminal.sees("Not done", "?what do tries share")
    terminal.types("a")
    terminal.sees("answered without a model", "[1]")
    terminal.types("\x1b\x1b\x1bq")

    assert terminal.ends() == 0


def test_one_leaves_a_screen_whose_database_stands_still(
    terminal: Terminal, program: Program
) -> None:
    with frozen(program):
        terminal.types("/beginnings")
        terminal.sees("Not done")
        terminal.types("\x1b\x1bq")

        assert terminal.ends() == 0


def test_another_page_that_could_not_be_read_comes_by_itself(
    terminal: Terminal, program: Program
) -> None:
    with frozen(program):
        terminal.types("4")
        terminal.sees("Not done")
        terminal.until(lambda: "Not done" not in terminal.picture, "has given up")
    terminal.sees("Solved by difficulty", "Reviews to come")
    terminal.types("q")

    assert terminal.ends() == 0
