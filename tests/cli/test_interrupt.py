"""Ctrl-C, whenever it comes: 130 and a word, never a traceback of ours."""

import signal
import time

import pytest

from tests.programs import SECONDS, Program

pytestmark = pytest.mark.xdist_group("program")

INTERPRETER = ("init_import_site", "runpy", "frozen site")
"""What Python itself says when it is interrupted before it has read a line of ours."""


def ended(program: Program, *arguments: str, after: float) -> tuple[int, str]:
    """The code and stderr of a command that got Ctrl-C after so many seconds."""
    process = program.start(*arguments)
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=SECONDS)
    return process.returncode, said.decode()


@pytest.mark.parametrize("milliseconds", range(0, 200, 15))
def test_ctrl_c_shows_no_traceback_of_ours(program: Program, milliseconds: int) -> None:
    code, said = ended(program, "today", after=milliseconds / 1000)

    if any(word in said for word in INTERPRETER):
        assert "maang/cli" not in said
        return
    assert "Traceback" not in said
    # By the signal itself, to a shell the same: before Python has taken it, when all is done, and
    # where a KeyboardInterrupt that was caught has gone through `exec` (in a dataclass).
    assert code in (130, -signal.SIGINT, 0)
    assert code != 130 or said.splitlines()[-1] == "stopped"


def test_ctrl_c_while_it_is_being_loaded_is_130(program: Program) -> None:
    moments = (0.02 * 1.3**n for n in range(20))  # somewhere among them, however slow it is here

    assert any(ended(program, "today", after=moment)[0] == 130 for moment in moments)
