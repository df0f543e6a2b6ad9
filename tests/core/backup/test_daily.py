"""The day's backup begins with the command that finds it due, and a dry run begins nothing."""

import os
from pathlib import Path

import pytest

from maang.core.backup.daily import DAILY
from tests.programs import Program

pytestmark = pytest.mark.xdist_group("program")


def _mark(program: Program) -> Path:
    return program.home / "maang" / "data" / DAILY.mark


def test_the_first_command_begins_to_count(program: Program) -> None:
    assert program("today").code == 0

    assert _mark(program).is_file()


def test_a_dry_run_begins_none_and_the_next_command_does(program: Program) -> None:
    assert program("today").code == 0
    os.utime(_mark(program), (0, 0))

    assert program("log", "two-sum", "--dry-run").code == 0
    assert _mark(program).stat().st_mtime == 0
    assert program("today").code == 0
    assert _mark(program).stat().st_mtime > 0
