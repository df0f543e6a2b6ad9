"""The full screen over a database that stands still: told, nothing lost, found by itself."""

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
def memory(program: Program) -> Terminal:
    """Memory on 80 columns, with two notes in it."""
    for note in ("tries share beginnings", "heaps keep the least on top"):
        assert program("note", "add", note).code == 0
    terminal = Terminal(program, env=SHORT)
    terminal.sees("in blind-75", "q Quit")
    terminal.types("7")
    terminal.sees("tries share beginnings", "heaps keep the least on top", "newest first")
    return terminal


def test_what_is_typed_meanwhile_stays_and_is_found_by_itself(
    memory: Terminal, program: Program
) -> None:
    with frozen(program):
        memory.types("/beginnings")
        memory.sees("Not done", "beginnings")
        memory.types(" of tries")
        memory.sees("beginnings of tries")
        memory.until(lambda: "Not done" not in memory.picture, "has given up")
        memory.sees("this was found before; looking again")
    memory.sees("by words and meaning", "beginnings of tries")
    memory.types("\x1b\x1bq")

    assert memory.ends() == 0


def test_a_question_meanwhile_is_told_and_answered_afterwards(
    memory: Terminal, program: Program
) -> None:
    with frozen(program):
        memory.types("/?what do tries share\r")
        memory.sees("Not done", "?what do tries share")
    memory.types("a")
    memory.sees("answered without a model", "[1]")
    memory.types("\x1b\x1b\x1bq")

    assert memory.ends() == 0


def test_one_leaves_a_screen_whose_database_stands_still(
    memory: Terminal, program: Program
) -> None:
    with frozen(program):
        memory.types("/beginnings")
        memory.sees("Not done")
        memory.types("\x1b\x1bq")

        assert memory.ends() == 0


def test_another_page_that_could_not_be_read_comes_by_itself(
    memory: Terminal, program: Program
) -> None:
    with frozen(program):
        memory.types("4")
        memory.sees("Not done")
        memory.until(lambda: "Not done" not in memory.picture, "has given up")
    memory.sees("Solved by difficulty", "Reviews to come")
    memory.types("q")

    assert memory.ends() == 0


def test_a_problem_that_could_not_be_looked_up_for_the_form_is_found_by_itself(
    program: Program,
) -> None:
    terminal = Terminal(program, env=SHORT)
    terminal.sees("in blind-75", "q Quit")
    terminal.opens_the_form()
    with frozen(program):
        terminal.types("house-robber")
        terminal.sees("Not done", "house-robber")
    terminal.sees("198 house-robber")
    terminal.types("\x15")  # the next form is to be empty
    terminal.until(lambda: "198" not in terminal.picture, "empties the field")
    terminal.types("\x1bq")

    assert terminal.ends() == 0
