"""SIGTERM and Ctrl-C end a command wherever it is, also where Python loses the exception.

A signal's handler runs between any two steps of the program. If one of these belongs to a finalizer
or a weak reference's callback (every thread that ends has one), what the handler raises goes to
`sys.unraisablehook`, and the command would run on as if nobody had asked.
"""

import contextlib
import signal
import sys
from types import FrameType

AGAIN_SECONDS = 0.005
"""Until a lost signal is raised once more: by then the callback is over, or it is lost again."""


def heed() -> None:
    """Let SIGTERM end this process, as Ctrl-C does. Nothing is done off the main thread."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGTERM, terminated)
        sys.unraisablehook = _lost


def terminated(number: int, frame: FrameType | None) -> None:
    """The handler of SIGTERM."""
    raise SystemExit(128 + number)


def _lost(unraisable: "sys.UnraisableHookArgs") -> None:
    error = unraisable.exc_value
    if not isinstance(error, SystemExit | KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)
        return

    def again(number: int, frame: FrameType | None) -> None:
        raise error

    signal.signal(signal.SIGALRM, again)
    signal.setitimer(signal.ITIMER_REAL, AGAIN_SECONDS)
