"""A line from a terminal that is not shown while it is typed or pasted.

Line by line a terminal takes no more than 4,095 characters (1,024 on macOS) and cuts the rest
without a word; a Cookie header is longer. So keys are read as they come.
"""

import os
import re
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

LONGEST = 1 << 16
"""Characters of a line that are kept."""

END, ERASE, KILL = "\x04", ("\x7f", "\b"), "\x15"

_PASTE = re.compile("\x1b\\[20[01]~")


@contextmanager
def hidden(stream: TextIO) -> Iterator["HiddenLines"]:
    """Show nothing of what is typed for a block; the terminal is put back whatever happens."""
    descriptor = stream.fileno()
    before = termios.tcgetattr(descriptor)
    silent = termios.tcgetattr(descriptor)
    silent[3] &= ~(termios.ECHO | termios.ICANON)
    silent[6][termios.VMIN], silent[6][termios.VTIME] = 1, 0
    try:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, silent)
        yield HiddenLines(descriptor)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


class HiddenLines:
    """Lines as a stream has them; what is pasted after one line waits for the next."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._waiting = ""

    def readline(self) -> str:
        """The next line without its end; empty at the end of input."""
        line = ""
        while True:
            for place, key in enumerate(self._waiting):
                if key in ("\n", "\r", END):
                    self._waiting = self._waiting[place + 1 :]
                    return _PASTE.sub("", line)
                line = _typed(line, key)
            self._waiting = os.read(self._descriptor, 4096).decode(errors="replace")
            if not self._waiting:
                return _PASTE.sub("", line)


def _typed(line: str, key: str) -> str:
    if key in ERASE:
        return line[:-1]
    return "" if key == KILL else (line + key)[:LONGEST]
