"""Real processes on real pipes: streams that close, fill up, speak Latin-1 or are interrupted."""

import json
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from maang.cli.exits import Exit
from tests.programs import SECONDS, Program

pytestmark = pytest.mark.xdist_group("program")

NOTE = "日本語 and a snowman ☃"


@pytest.fixture(scope="module")
def practised(program: Program) -> Program:
    """The program after a first log."""
    assert program("log", "two-sum", "--note", NOTE, "--again").code == 0
    return program


def test_servers_start_with_the_first_command_and_stop_on_demand(practised: Program) -> None:
    assert practised("status", "--json").code in (Exit.DONE, Exit.NO)
    assert practised("down", "--json").code == 0

    assert practised("status", "--json").code == Exit.NO
    assert json.loads(practised("log", "list", "--json").out)[0]["note"] == NOTE


@pytest.mark.parametrize(
    "words", ["up", "status", "doctor", "db status", "db upgrade --dry-run"], ids=str
)
def test_the_commands_of_the_machinery_print_one_json_value(practised: Program, words: str) -> None:
    done = practised(*words.split(), "--json")

    assert done.code in (Exit.DONE, Exit.NO), done.err
    json.loads(done.out)
    assert len(done.out.splitlines()) == 1


def test_a_reader_that_leaves_early_is_no_failure(practised: Program) -> None:
    done = practised.shell("maang problem list -n 4000 | head -n 1")

    assert (done.code, len(done.out.splitlines())) == (0, 1)
    assert "Broken" not in done.err
    assert "Traceback" not in done.err


def test_help_may_be_left_early_as_well(practised: Program) -> None:
    done = practised.shell("maang --help | true")

    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_failure(practised: Program, closed: str) -> None:
    done = practised.shell(f"maang log list {closed}")

    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("words", ["today", "log list", "--help", "--version"])
def test_a_full_disk_is_told_in_two_lines_and_exits_6(practised: Program, words: str) -> None:
    done = practised.shell(f"maang {words} >/dev/full")

    assert done.code == Exit.UNAVAILABLE
    assert done.err.splitlines()[0] == "error: cannot write: No space left on device"
    assert len(done.err.splitlines()) == 2


def test_a_full_disk_under_json_is_one_line(practised: Program) -> None:
    done = practised.shell("maang today --json >/dev/full")

    assert json.loads(done.err)["error"]["code"] == "unavailable"


def test_latin_1_shows_question_marks_and_loses_nothing_in_json(practised: Program) -> None:
    narrow = {"PYTHONIOENCODING": "latin-1"}
    text = practised("log", "show", "two-sum", env=narrow)
    value = practised("log", "show", "two-sum", "--json", env=narrow)

    assert text.code == 0
    assert "??? and a snowman ?" in text.out
    assert json.loads(value.out)["note"] == NOTE


def test_the_c_locale_is_enough(practised: Program) -> None:
    done = practised("log", "show", "two-sum", "--json", env={"LC_ALL": "C"})

    assert json.loads(done.out)["note"] == NOTE


def test_without_a_terminal_there_is_no_colour(practised: Program) -> None:
    assert "\x1b" not in practised("today", env={"TERM": "xterm-256color"}).out
    assert "\x1b" in practised("today", env={"FORCE_COLOR": "1", "TERM": "xterm-256color"}).out


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=str)
def test_a_signal_ends_it_with_its_number_and_saves_nothing(
    practised: Program, number: signal.Signals, code: int
) -> None:
    before = practised("log", "list", "--json").out
    process = practised.start("log", "3sum", "--note", "-", stdin=subprocess.PIPE)
    _wait_until(lambda: _waits_for_input(process.pid))

    process.send_signal(number)
    _, said = process.communicate(timeout=SECONDS)

    assert process.returncode == code
    assert b"Traceback" not in said
    assert practised("log", "list", "--json").out == before


def test_from_a_directory_that_is_gone_it_still_works(practised: Program) -> None:
    done = practised.shell("mkdir gone && cd gone && rmdir ../gone && maang log list --json")

    assert (done.code, done.err) == (0, "")


def _waits_for_input(pid: int) -> bool:
    """Whether a process is inside read(0, ...)."""
    call = Path(f"/proc/{pid}/syscall").read_text()
    return call.startswith("0 0x0 ")


def _wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
