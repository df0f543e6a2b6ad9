"""The program, and `python -m maang`: it takes Ctrl-C before anything heavy is loaded.

Loading is most of what a light command does; a Ctrl-C meanwhile is no fault of ours to be shown.
"""

# What `signal` is made of: that one loads enum first, and Ctrl-C does not wait for it.
import _signal  # type: ignore[import-not-found]
import gc
import os

STOPPED = 128 + _signal.SIGINT

SELDOM = 200_000
"""Objects made between two garbage collections. Python's 700 make a command walk every class of
SQLAlchemy over and over while they are being imported: a sixth of the time `log` takes."""


def main() -> None:
    """The console script."""
    gc.set_threshold(SELDOM)
    # else whoever started us wants it ignored
    ours = _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler
    if ours:
        _signal.signal(_signal.SIGINT, _stop)
    from maang.cli.app import main as command

    command(interruptible=ours)


def _stop(number: int, frame: object) -> None:
    # Nothing is open yet, and an exception in the middle of an import may be swallowed.
    try:
        os.write(2, b"stopped\n")
    finally:
        os._exit(STOPPED)


if __name__ == "__main__":
    main()
