"""Keys that come all at once, as from a paste or a quick hand, reach what they are meant for."""

import pytest

from tests.programs import Program
from tests.tui.terminal import Terminal

pytestmark = [
    pytest.mark.xdist_group("program"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]


@pytest.fixture
def terminal(program: Program) -> Terminal:
    """The page of the day on 80 columns."""
    terminal = Terminal(program)
    terminal.sees("in blind-75", "q Quit")
    return terminal


def test_a_whole_attempt_in_one_write_lands_in_its_fields(
    terminal: Terminal, program: Program
) -> None:
    terminal.types("lhouse-robber-ii\t\t\t31\t2\tleft to right")
    terminal.sees("minutes 31", "hints 2", "left to right", "213 house-robber-ii")
    terminal.types("\x13")
    terminal.until(lambda: "outcome" not in terminal.picture, "is logged")
    terminal.types("q")

    assert terminal.ends() == 0
    assert "left to right" in program("log", "show", "house-robber-ii").out


def test_what_follows_the_slash_is_searched_for(terminal: Terminal) -> None:
    terminal.types("2/lru cache\r")
    terminal.sees("146", "LRU Cache")
    terminal.types("q")

    assert terminal.ends() == 0


def test_what_follows_a_picker_narrows_it_down(terminal: Terminal) -> None:
    terminal.types("2Lgrind-75\r")
    terminal.sees("grind-75", "75 problems")
    terminal.types("q")

    assert terminal.ends() == 0


def test_a_setting_is_changed_in_one_write(terminal: Terminal) -> None:
    terminal.types("6")
    terminal.sees("Settings", "day_start")
    terminal.types("j\r\x157\r")
    terminal.sees("day_start: written")
    terminal.types("u")
    terminal.sees("day_start: taken back")
    terminal.types("q")

    assert terminal.ends() == 0


def test_an_escape_and_the_letter_behind_it_are_two_keys(terminal: Terminal) -> None:
    terminal.types("?")
    terminal.sees("everywhere")
    terminal.types("\x1bp")
    terminal.sees("Two Sum", " problems")
    terminal.types("q")

    assert terminal.ends() == 0


def test_what_follows_the_key_of_the_palette_is_looked_for(terminal: Terminal) -> None:
    terminal.types("\x10climbing-st")
    terminal.sees("climbing-st", "70 climbing-stairs  Climbing Stairs")
    terminal.types("\x1bq")

    assert terminal.ends() == 0


def test_what_is_looked_for_in_memory_comes_in_one_write(
    terminal: Terminal, program: Program
) -> None:
    assert program("note", "add", "tries share beginnings").code == 0
    terminal.types("7/beginnings\r")
    terminal.sees("beginnings", "by words and meaning")
    terminal.types("a")
    terminal.sees("tries share beginnings [1]")
    terminal.types("\x1bq")

    assert terminal.ends() == 0


def test_an_escape_and_the_digit_behind_it_are_two_keys(terminal: Terminal) -> None:
    terminal.types("?")
    terminal.sees("everywhere")
    terminal.types("\x1b4")
    terminal.sees("Solved by difficulty")
    terminal.types("?")
    terminal.sees("everywhere")
    terminal.types("\x1b2/lru cache\r")
    terminal.sees("146", "LRU Cache")
    terminal.types("q")

    assert terminal.ends() == 0


def test_an_escape_alone_needs_nothing_behind_it(terminal: Terminal) -> None:
    terminal.types("?")
    terminal.sees("everywhere")
    terminal.types("\x1b")
    terminal.until(lambda: "everywhere" not in terminal.picture, "closes the page of keys")
    terminal.types("q")

    assert terminal.ends() == 0
