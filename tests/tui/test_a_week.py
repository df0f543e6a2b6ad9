"""A week lived in the full screen by somebody new, on a real terminal; then what the commands say.

The days pass by a clock that is set for each process; everything else is as people have it.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.programs import Program, a_program
from tests.tui.terminal import Terminal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

TRAVEL = (
    "import sys, time_machine; time_machine.travel(sys.argv.pop(1), tick=True).start();"
    "from maang.__main__ import main; main()"
)

ESCAPE, CONTROL_S = "\x1b", "\x13"


@dataclass(frozen=True)
class OnADay(Program):
    """The program at seven in the evening of a day of March 2026, of which the 2nd is a Monday."""

    day: int = 2

    @property
    def argv(self) -> list[str]:
        """What starts it."""
        return [sys.executable, "-c", TRAVEL, f"2026-03-{self.day:02}T19:00:00+00:00"]

    def says(self, *words: str) -> Any:
        """What a command answers as JSON."""
        done = self(*words, "--json")
        assert done.code == 0, done.err
        return json.loads(done.out)


@pytest.fixture
def home() -> Iterator[OnADay]:
    """A home in which nothing was ever done."""
    with a_program() as program:
        yield OnADay(program.home)


def evening(home: OnADay, day: int, *, sees: str) -> Terminal:
    """The screen, opened on a day; the page of the day shows `sees`."""
    terminal = Terminal(replace(home, day=day))
    terminal.sees(sees, "q Quit")
    return terminal


def leave(terminal: Terminal) -> None:
    terminal.types("q")
    assert terminal.ends() == 0, terminal.picture


def log(terminal: Terminal, slug: str, fields: str) -> None:
    """Fill in the form as it is tabbed through, and see it close."""
    terminal.types("l")
    terminal.sees("Log an attempt")
    terminal.types(slug)
    terminal.sees(f" {slug} ")
    terminal.types(f"\t\t{fields}")
    terminal.types(CONTROL_S)
    terminal.until(lambda: "Log an attempt" not in terminal.picture, "is logged")


def monday(home: OnADay) -> None:
    """An empty home is opened, a first problem solved, and what was due next is another one."""
    terminal = evening(home, 2, sees="nothing is due")
    terminal.sees("217 contains-duplicate")
    log(terminal, "contains-duplicate", "\t12\t0\ta set of what was seen")
    terminal.sees("contains-duplicate: solved", "streak 1 day")
    terminal.until(lambda: "217 contains" not in terminal.picture, "is no longer next")
    leave(terminal)


def tuesday(home: OnADay) -> None:
    """One that failed, and one that was logged by mistake and taken back at once."""
    terminal = evening(home, 3, sees="today still open")
    log(terminal, "valid-anagram", "\x1b[C\t40")
    terminal.sees("valid-anagram: failed")
    log(terminal, "3sum", "\t5")
    terminal.sees("3sum: solved")
    terminal.types("u")
    terminal.sees("taken back: log 3sum")
    leave(terminal)


def thursday(home: OnADay) -> None:
    """Both come back: recalled, graded; a grade is thought better of, and given again."""
    terminal = evening(home, 5, sees="242 valid-anagram")
    terminal.types("r")
    terminal.sees("[1 of 2] 217 contains-duplicate")
    terminal.types(" ")
    terminal.sees("a set of what was seen", "4 easy")
    terminal.types("4")
    terminal.sees("contains-duplicate: easy", "[2 of 2] 242 valid-anagram")
    terminal.types("u")
    terminal.sees("taken back", "[1 of 2] 217 contains-duplicate")
    terminal.types(" ")
    terminal.sees("3 good")
    terminal.types("3")
    terminal.sees("contains-duplicate: good", "[2 of 2] 242 valid-anagram")
    terminal.types(" ")
    terminal.sees("2 hard")
    terminal.types("2")
    terminal.sees("Nothing left to recall: 2 answered", "valid-anagram: hard")
    leave(terminal)


def friday(home: OnADay) -> None:
    """A problem found by a word of it, looked at, and logged from there."""
    terminal = evening(home, 6, sees="Due")
    terminal.types("2/climbing\r")
    terminal.sees("70", "Climbing Stairs", "3 problems")
    terminal.types("\r")
    terminal.sees("difficulty", "easy")
    terminal.types("l")
    terminal.sees("Log an attempt", " climbing-stairs ")
    terminal.types(f"\t\t\t20\t1{CONTROL_S}")
    terminal.sees("climbing-stairs: solved")
    terminal.sees("1 of 1 attempt solved", "q Quit")
    terminal.types(f"{ESCAPE}1")
    terminal.sees("Next")
    leave(terminal)


def saturday(home: OnADay) -> None:
    """Figures are looked at, a setting is changed, sync says how it is set up."""
    terminal = evening(home, 7, sees="Due")
    terminal.types("4")
    terminal.sees("2 problems solved in 3 attempts", "2 of 3")
    terminal.types("5")
    terminal.sees("No platform is set up", "maang login leetcode")
    terminal.types("6")
    terminal.sees("day_start")
    terminal.types("j\r")
    terminal.sees("enter writes it")
    terminal.types("\x156\r")
    terminal.sees("day_start: written")
    leave(terminal)


def test_a_week_in_the_screen_is_a_week_to_the_commands(home: OnADay) -> None:
    for day in (monday, tuesday, thursday, friday, saturday):
        day(home)
    sunday = replace(home, day=8)

    logged = sunday.says("log", "list")
    figures = sunday.says("stats")
    due = sunday.says("review", "due")

    assert [(each["problem"]["slug"], each["outcome"], each["minutes"]) for each in logged] == [
        ("climbing-stairs", "solved_with_hints", 20),
        ("valid-anagram", "failed", 40),
        ("contains-duplicate", "solved", 12),
    ]
    assert (figures["attempts"], figures["solved"], figures["minutes"]) == (3, 2, 72)
    assert {each["problem"]["slug"] for each in due} == {"valid-anagram", "climbing-stairs"}
    assert sunday.says("config", "get", "day_start")["value"] == "6"
    assert sunday.says("log", "show", "contains-duplicate")["note"] == "a set of what was seen"
