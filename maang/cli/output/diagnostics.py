"""The only writer to stderr: errors, hints, notes, progress, questions."""

from typing import TextIO

from maang.cli.output.folding import folded
from maang.cli.output.terminal import Terminal
from maang.core.cleaning import safe_line
from maang.core.clock import Clock
from maang.core.config.secret import redacted
from maang.core.errors import MaangError

BOLD_RED, DIM, PLAIN = "\x1b[1;31m", "\x1b[2m", "\x1b[0m"

ERROR = "error:"

BAR = 24
"""Columns of a full bar."""


class Diagnostics:
    """Says what a person needs to know and a program must not have to skip."""

    def __init__(self, stream: TextIO, terminal: Terminal, *, as_json: bool, quiet: bool) -> None:
        self._stream = stream
        self._terminal = terminal
        self._as_json = as_json
        self._quiet = quiet
        self._clock: Clock | None = None

    def tell_times(self, clock: Clock) -> None:
        """From here on each line begins with the time (but for JSON): it goes into a log."""
        self._clock = clock

    def error(self, error: MaangError) -> None:
        """Say what failed and what to do: one line of JSON, or a line and its hint."""
        self._fail(error.code, error.message, error.hint, error)

    def failure(self, code: str, message: str, hint: str | None) -> None:
        """The same for what is not an error of the core."""
        self._fail(code, message, hint, None)

    def _fail(self, code: str, message: str, hint: str | None, error: MaangError | None) -> None:
        if self._as_json:
            body: dict[str, object] = {"code": code, "message": message, "hint": hint}
            body.update(error.details if error else {})
            import json

            self._write(json.dumps({"error": body}))
            return
        said = self._folded(f"{ERROR} {safe_line(message)}")
        self._write(said.replace(ERROR, self._styled(ERROR, BOLD_RED), 1))
        for line in error.particulars if error else ():
            self._write(self._folded(f"  {safe_line(line)}"))
        if hint:
            self._dimmed(f"hint: {hint}")

    def note(self, text: str) -> None:
        """Something worth knowing that is not the answer."""
        if not self._quiet and not self._as_json:
            self._dimmed(text)

    def progress(self, text: str) -> None:
        """What is being done while the person waits."""
        if not self._quiet and (self._terminal.watches_errors or not self._as_json):
            self._dimmed(text)

    def share(self, done: int, total: int) -> None:
        """How much of a long work is done, on one line that is drawn over; to a terminal alone."""
        if self._quiet or self._terminal.dumb or not self._terminal.watches_errors:
            return
        part = min(done / total, 1.0) if total else 1.0
        bar = "#" * round(part * BAR)
        line = f"[{bar:.<{BAR}}] {part:4.0%}" if part < 1 else ""
        self._stream.write(f"\r\x1b[K{line}")
        self._stream.flush()

    def ask(self, question: str, stdin: TextIO) -> bool:
        """A question that is answered with y or n; anything else is no."""
        self._stream.write(f"{self._folded(f'{safe_line(question)} [y/N]')} ")
        self._stream.flush()
        return stdin.readline().strip().lower() in ("y", "yes")

    def prompt(self, question: str, stdin: TextIO) -> str:
        """A question that is answered with a line; empty at the end of input."""
        self._stream.write(f"{self._folded(safe_line(question))} ")
        self._stream.flush()
        return stdin.readline().strip()

    def _dimmed(self, text: str) -> None:
        lines = self._folded(safe_line(text)).split("\n")
        self._write("\n".join(self._styled(line, DIM) for line in lines))

    def _folded(self, text: str) -> str:
        """As wide as the terminal is; a line of a log is one line. What is secret goes first, as
        long as it stands on one."""
        return text if self._clock else folded(redacted(text), self._terminal.error_width())

    def _styled(self, text: str, style: str) -> str:
        return f"{style}{text}{PLAIN}" if self._terminal.colors(self._stream) else text

    def _begun(self) -> str:
        """What a line begins with."""
        if self._clock is None or self._as_json:
            return ""
        from maang.words.common import stamp

        return f"{stamp(self._clock())} "

    def _write(self, line: str) -> None:
        self._stream.write(f"{self._begun()}{redacted(line)}\n")
        self._stream.flush()
