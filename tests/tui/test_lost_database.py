"""A database that goes away under the open screen: told at once, nothing lost, back by itself."""

import pytest

from tests.programs import Program
from tests.tui.terminal import Terminal

pytestmark = [
    pytest.mark.xdist_group("program"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

GONE = "The database is not there"


@pytest.fixture
def terminal(program: Program) -> Terminal:
    """The page of the day on 80 columns."""
    terminal = Terminal(program)
    terminal.sees("in blind-75", "q Quit")
    return terminal


def test_a_stopped_database_is_told_keys_are_answered_and_it_comes_back(
    terminal: Terminal, program: Program
) -> None:
    assert program("down").code == 0
    terminal.sees(GONE, "maang up")
    terminal.types("?")
    terminal.sees("Keys", "everywhere")
    terminal.types("\x1b")
    terminal.until(lambda: "everywhere" not in terminal.picture, "closes the keys")
    assert program("up").code == 0
    terminal.until(lambda: GONE not in terminal.picture, "forgets the trouble")
    terminal.types("2")
    terminal.sees("Two Sum", "problems")
    terminal.types("q")

    assert terminal.ends() == 0


def test_memory_waits_for_a_database_that_went_away_and_finds_again(
    terminal: Terminal, program: Program
) -> None:
    assert program("note", "add", "tries share beginnings").code == 0
    terminal.types("7")
    terminal.sees("tries share beginnings", "newest first")
    assert program("down").code == 0
    terminal.sees(GONE)
    terminal.types("/beginnings")
    terminal.sees("Not done", "beginnings")
    assert program("up").code == 0
    terminal.until(lambda: GONE not in terminal.picture, "forgets the trouble")
    terminal.sees("by words and meaning")
    terminal.types("\x1b\x1bq")

    assert terminal.ends() == 0


def test_what_was_typed_is_logged_once_the_database_is_back(
    terminal: Terminal, program: Program
) -> None:
    terminal.opens_the_form()
    terminal.types("word-break")
    terminal.sees("139 word-break")
    assert program("down").code == 0
    terminal.sees(GONE)
    terminal.types("\t\t\t27")
    terminal.sees("minutes 27")
    terminal.types("\x13")
    terminal.sees("not saved; what you typed is still here")
    terminal.types("\x1b")
    terminal.until(lambda: "outcome" not in terminal.picture, "closes the form")
    terminal.types("l")
    terminal.sees("what you were writing is back", "minutes 27")
    assert program("up").code == 0
    terminal.until(lambda: GONE not in terminal.picture, "forgets the trouble")
    terminal.types("\x13")
    terminal.sees("word-break: solved in 27 min")
    terminal.types("q")

    assert terminal.ends() == 0


def test_a_database_that_cannot_be_opened_is_told_to_the_shell(program: Program) -> None:
    nowhere = {"MAANG_DATABASE_URL": f"postgresql://a@/b?host={program.home}/nowhere"}
    terminal = Terminal(program, env=nowhere)

    assert terminal.ends() == program("today", env=nowhere).code != 0
    assert "\x1b[?1049l" in terminal.raw
    assert "the database is not there" in terminal.raw.partition("\x1b[?1049l")[2]


def test_a_draft_outlives_an_app_that_ends_without_a_database(
    terminal: Terminal, program: Program
) -> None:
    terminal.opens_the_form()
    assert program("down").code == 0
    terminal.sees(GONE)
    terminal.types("jump-game")
    terminal.sees("jump-game")
    terminal.kill(15)
    assert terminal.ends() == 143
    assert program("up").code == 0

    again = Terminal(program)
    again.sees("in blind-75", "q Quit")
    again.types("l")
    again.sees("Log an attempt", "jump-game", "what you were writing is back")
    again.types("\x15")  # the next test's form is to be empty
    again.until(lambda: "jump-game" not in again.picture, "empties the field")
    again.types("\x1bq")

    assert again.ends() == 0
