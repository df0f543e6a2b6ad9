"""The app on a real terminal: a pty whose screen pyte draws, and everything that reached it."""

import os
import re
import shlex
import signal
import time
from collections.abc import Callable, Mapping

import pexpect
import pyte

from tests.programs import Program

SECONDS = 30.0

PRIVATE = re.compile(r"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1bP[^\x1b]*\x1b\\|\x1b\[\?[0-9;]*\$p")
"""Questions to newer terminals, which pyte would print."""

BEGUN = re.compile(r"\x1b(?:\[[<>=?]?[0-9;]*\$?|P[^\x1b]*(?:\x1b)?)?\Z")
"""A sequence that was cut off where a read ended."""


class Terminal:
    """A terminal in which `maang tui` runs; `shell` is the line that starts it, in place of {}."""

    def __init__(
        self,
        program: Program,
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        shell: str = "exec {}",
    ) -> None:
        columns, rows = size
        self.raw = ""
        self._begun = ""
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        script = shell.format(shlex.join([*program.argv, "tui"]))
        self.child = pexpect.spawn(
            "bash",
            ["-c", script],
            env={**program.environment, "TERM": "xterm-256color", **(env or {})},
            cwd=str(program.home),
            dimensions=(rows, columns),
            encoding="utf-8",
        )
        self.child.delaybeforesend = None

    @property
    def picture(self) -> str:
        """The screen as text."""
        return "\n".join(self.screen.display)

    def sees(self, *words: str) -> None:
        """Wait until all the words stand on the screen."""
        self.until(lambda: all(word in self.picture for word in words), f"sees {words}")

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Read until something has come true."""
        deadline = time.monotonic() + SECONDS
        while not true():
            assert time.monotonic() < deadline, f"{what}:\n{self.picture}"
            self.read()

    def read(self, seconds: float = 0.1) -> None:
        """Take what has come."""
        try:
            text = self.child.read_nonblocking(65536, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.raw += text
        # pyte knows no private modes with `>` or `<` and would print their ends
        text, self._begun = _whole(self._begun + text)
        self.stream.feed(PRIVATE.sub("", text))

    def types(self, keys: str) -> None:
        """Press keys."""
        self.child.send(keys)

    def opens_the_form(self) -> None:
        """An empty log form, whatever draft an earlier try of the same test has left."""
        self.types("l")
        self.sees("Log an attempt")
        self.rests()
        self.types("\x15")

    def press(self, *keys: str) -> None:
        """Press keys as a person does: the next one after the last one was answered."""
        for key in keys:
            self.child.send(key)
            self.read(0.3)
            self.read(0.2)

    def rests(self) -> None:
        """Read until nothing comes any more."""
        before = None
        while before != len(self.raw):
            before = len(self.raw)
            self.read(0.5)

    def resizes(self, columns: int, rows: int) -> None:
        """Make the terminal so wide and so high; all of it is painted anew."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)
        self.rests()

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the app."""
        os.kill(self.child.pid, number)

    def hang_up(self) -> None:
        """Close the terminal under the app, and see that nobody closes that number again."""
        process = self.child.ptyproc
        process.fileobj.close()
        process.fd = self.child.child_fd = -1
        process.closed = self.child.closed = True

    def ends(self) -> int:
        """Wait for the end; the exit code."""
        deadline = time.monotonic() + SECONDS
        while self.child.isalive():
            assert time.monotonic() < deadline, self.picture
            self.read()
        self.read()
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -1


def _whole(text: str) -> tuple[str, str]:
    """What has come but for a sequence at its end that may go on, and that one."""
    begun = BEGUN.search(text)
    return (text[: begun.start()], text[begun.start() :]) if begun else (text, "")
