"""Two first runs at once, in a home where nothing is yet: one makes the database, the other waits
for it, and both logs are there."""

import subprocess
import sys
import time
from pathlib import Path

from tests.faults.ground import PATIENCE, PATIENT, Ground, judge
from tests.faults.record import Fault, Tally
from tests.programs import ROOT, Program
from tests.servers_fixture import short_directory

UNLOCKED = """
import contextlib, sys
from maang.core.servers import locking
locking.only_one = lambda directory, **_: directory.mkdir(parents=True, exist_ok=True) or (
    contextlib.nullcontext())
from maang.__main__ import main
main()
"""
"""The program without the lock of its data directory."""


def run(_ground: Ground, n: int) -> Tally:
    """Begin two at once, in `n` new homes."""
    tally = Tally()
    for _ in range(n):
        _both(["-m", "maang"], tally)
    return tally


def control(_ground: Ground) -> Tally:
    """The same without the lock."""
    tally = Tally()
    _both(["-c", UNLOCKED], tally)
    return tally


def _both(how: list[str], tally: Tally) -> None:
    with short_directory() as home:
        program = Program(home, PATIENT)
        began = time.monotonic()
        try:
            codes = _logged(program, how)
            tally.recoveries.append(time.monotonic() - began)
            tally.n += 1
            tally.broken += [f"a first run ended with {code}" for code in codes if code != 0]
            told = [f"first-{number}" for number, code in enumerate(codes) if code == 0]
            judge(Ground(program).url, told, tally, prefix="first-")
        finally:
            program("down")


def _logged(program: Program, how: list[str]) -> list[int]:
    both = [
        subprocess.Popen(
            [sys.executable, *how, "log", "two-sum", "--again", "--note", f"first-{number}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=program.environment,
            cwd=Path(ROOT),
        )
        for number in range(2)
    ]
    return [each.wait(PATIENCE) for each in both]


FAULT = Fault(
    "two-first-runs",
    "two first runs at once",
    run,
    control,
    "no lock on the data directory",
    full=5,
    short=1,
)
