"""The only writer to stdout: a value as JSON, or through its view."""

import json
import re
from collections.abc import Callable
from io import StringIO
from typing import TYPE_CHECKING, TextIO, TypeVar

from maang.cli.output.terminal import Terminal
from maang.core.cleaning import safe_text
from maang.core.plain import to_plain

if TYPE_CHECKING:
    from rich.console import RenderableType

Value = TypeVar("Value")

PADDING = re.compile(r" +$", re.MULTILINE)
"""What a layout leaves at the end of its lines, and `diff` and copying would show."""


class Printer:
    """One value, two renderings. What a view draws is made safe for the terminal here."""

    def __init__(self, stream: TextIO, terminal: Terminal, *, as_json: bool) -> None:
        self._stream = stream
        self._terminal = terminal
        self.as_json = as_json

    def result(self, value: Value, view: "Callable[[Value], RenderableType]") -> None:
        """Print the answer of a command."""
        if self.as_json:
            self._stream.write(self._json(value) + "\n")
            return
        drawn = view(value)
        if isinstance(drawn, str):
            self._stream.write(safe_text(drawn).rstrip("\n") + "\n")
        else:
            self._draw(drawn)

    def text(self, text: str) -> None:
        """Print text that has no other form (a path, a script, a help page)."""
        self._stream.write(safe_text(text).rstrip("\n") + "\n")

    def copy(self, block: bytes) -> None:
        """Pass a piece of a file on as it is; to a terminal, made safe first."""
        if self._terminal.reads_output:
            self._stream.write(safe_text(block.decode(errors="replace")))
            return
        self._stream.flush()
        self._stream.buffer.write(block)

    def flush(self) -> None:
        """Push everything out, so that a full disk or a closed pipe shows while we can say so."""
        self._stream.flush()

    def _json(self, value: object) -> str:
        # an encoding without all of Unicode must not turn letters into question marks
        plain_ascii = (self._stream.encoding or "utf-8").lower().replace("-", "") != "utf8"
        return json.dumps(to_plain(value), ensure_ascii=plain_ascii)

    def _draw(self, drawn: "RenderableType") -> None:
        from rich.console import Console
        from rich.segment import Segment, Segments

        colors = self._terminal.colors(self._stream)
        drawing = StringIO()  # Rich has its own ways with pipes that close
        console = Console(
            file=drawing,
            width=max(20, self._terminal.width()),
            force_terminal=colors,
            no_color=not colors,
            color_system=("standard" if self._terminal.dumb else "auto") if colors else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )
        # The style is ours, the text may be anybody's: it is cleaned after the layout.
        segments = [
            Segment(safe_text(segment.text), segment.style)
            for segment in console.render(drawn)
            if not segment.control
        ]
        console.print(Segments(segments), end="", soft_wrap=True)
        self._stream.write(PADDING.sub("", drawing.getvalue()))
