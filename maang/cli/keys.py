"""One key at a time from a terminal, without Enter."""

import os
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

CTRL_C, CTRL_D, ESCAPE = "\x03", "\x04", "\x1b"


@contextmanager
def single_keys(stream: TextIO) -> Iterator["Keys"]:
    """Put the terminal into single-key mode for a block; it is put back whatever happens."""
    descriptor = stream.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        yield Keys(descriptor)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


class Keys:
    """Reads keys; the end of input reads as `q`. What is typed ahead is kept."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._ahead = ""

    def next(self) -> str:
        """The next key, lower case; arrows and the like read as escape."""
        typed = self._ahead or os.read(self._descriptor, 64).decode(errors="replace")
        if not typed or typed[0] == CTRL_D:
            return "q"
        if typed[0] == ESCAPE:
            self._ahead = ""  # the rest is what the arrow sends
            return ESCAPE
        self._ahead = typed[1:]
        return typed[0].lower()
