"""What is painted bit by bit is what a whole paint would show."""

import pytest

from tests.programs import Program
from tests.tui.terminal import Terminal

pytestmark = [
    pytest.mark.xdist_group("program"),
    # A pty is a fork, and workers have a thread that waits for messages.
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

KEYS = ("2", "j", "j", "k", "G", "k", "g", "/", "t", "r", "e", "e", "\x7f", "\r", "j", "P")
"""Lists that move and scroll, a page beside one, letters that come and go, a picker over it."""


def test_every_change_is_painted_and_nothing_of_what_was_there_stays(program: Program) -> None:
    terminal = Terminal(program, size=(110, 30))
    terminal.sees("in blind-75", "q Quit")
    for key in KEYS:
        terminal.press(key)
        terminal.rests()
        bit_by_bit = terminal.picture

        terminal.resizes(111, 30)
        terminal.resizes(110, 30)

        assert terminal.picture == bit_by_bit, f"after {key!r}"
    terminal.types("\x1b\x1b\x1bq")
    assert terminal.ends() == 0
