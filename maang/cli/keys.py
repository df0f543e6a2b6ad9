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
    """Reads keys; the end of input reads as `q`."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def next(self) -> str:
        """The next key, lower case; arrows and the like read as escape."""
        raw = os.read(self._descriptor, 16)
        if not raw or raw[:1] == CTRL_D.encode():
            return "q"
        if raw[:1] == ESCAPE.encode():
            return ESCAPE
        return raw.decode(errors="replace")[0].lower()
