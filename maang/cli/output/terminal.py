"""What the person's terminal can show: colour, width, and whether anybody is there.

--color > NO_COLOR > FORCE_COLOR > CLICOLOR_FORCE > TERM=dumb > a terminal (no-color.org and
bixense.com/clicolors).
"""

import os
from collections.abc import Mapping
from typing import TextIO

PIPE_WIDTH = 200
"""Columns where nobody looks: wide enough that nothing is cut for the next program."""


class Terminal:
    """Answers questions about the streams of one invocation."""

    def __init__(
        self,
        env: Mapping[str, str],
        stdin: TextIO,
        stdout: TextIO,
        stderr: TextIO,
        color: str = "auto",
    ) -> None:
        self._env = env
        self._stdin, self._stdout, self._stderr = stdin, stdout, stderr
        self._color = color

    @property
    def interactive(self) -> bool:
        """Somebody reads and somebody can answer."""
        return _is_terminal(self._stdin) and _is_terminal(self._stderr)

    @property
    def reads_output(self) -> bool:
        """Whether stdout is a terminal."""
        return _is_terminal(self._stdout)

    @property
    def watches_errors(self) -> bool:
        """Whether stderr is a terminal."""
        return _is_terminal(self._stderr)

    @property
    def dumb(self) -> bool:
        """A terminal without cursor movement or colour."""
        return self._env.get("TERM") == "dumb"

    def colors(self, stream: TextIO) -> bool:
        """Whether to colour what goes to `stream`."""
        if self._color != "auto":
            return self._color == "always"
        if self._env.get("NO_COLOR"):
            return False
        if self._env.get("FORCE_COLOR") or self._env.get("CLICOLOR_FORCE", "0") != "0":
            return True
        return not self.dumb and _is_terminal(stream)

    def width(self) -> int:
        """Columns to fill on stdout: COLUMNS, else the terminal's, else wide."""
        return self._columns(self._stdout) or PIPE_WIDTH

    def error_width(self) -> int | None:
        """Columns to fill on stderr: COLUMNS, else the terminal's; None where nobody looks, and a
        line stays one line for `grep`."""
        return self._columns(self._stderr)

    def _columns(self, stream: TextIO) -> int | None:
        columns = self._env.get("COLUMNS", "")
        if columns.isdecimal() and int(columns) > 0:
            return int(columns)
        try:
            return os.get_terminal_size(stream.fileno()).columns or None
        except (OSError, ValueError):
            return None


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False
