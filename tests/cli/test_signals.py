"""A signal ends a command also in the moments in which Python drops what a handler raises."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 200.0

LOSING = """
import sys, time, weakref
from maang.cli.signals import heed

heed()

class Thing:
    pass

def callback(reference):
    print("inside", flush=True)
    time.sleep(30)

class Finalized:
    def __del__(self):
        callback(None)

thing = Finalized() if sys.argv[1] == "finalizer" else Thing()
reference = weakref.ref(thing, callback) if sys.argv[1] == "callback" else None
try:
    del thing
    print("went on", flush=True)
    time.sleep(30)
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.parametrize("place", ["callback", "finalizer"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["TERM", "INT"])
def test_a_signal_that_python_loses_ends_the_process_all_the_same(place: str, number: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", LOSING, place],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout
    assert process.stdout.readline() == "inside\n"
    process.send_signal(number)
    try:
        out, err = process.communicate(timeout=SECONDS)
    finally:
        process.kill()

    assert (process.returncode, err) == (128 + number, "")
    assert out in ("went on\n", "")


def test_another_error_in_a_callback_is_told_as_ever() -> None:
    code = (
        "import weakref; from maang.cli.signals import heed; heed()\n"
        "class Thing: pass\n"
        "thing = Thing(); reference = weakref.ref(thing, lambda _: 1 / 0); del thing"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30)

    assert done.returncode == 0
    assert "ZeroDivisionError" in done.stderr
