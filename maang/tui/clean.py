"""The last door before the terminal: whatever a widget draws, no control character gets out.

Textual's widgets pass ESC, OSC and C1 from cell text straight through. Text is cleaned when it
comes in (`core/cleaning.py`); this filter sees every line of every widget and takes out what came
another way. It removes and never replaces, so that a line keeps its width.
"""

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

HOSTILE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""C0, DEL, C1, bidirectional controls, lone surrogates: none of them has a width."""


class Cleaner(LineFilter):
    """Removes what a terminal would obey instead of show."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without hostile characters; the very same list where there are none."""
        if not any(HOSTILE.search(segment.text) for segment in segments):
            return segments
        return [
            Segment(HOSTILE.sub("", segment.text), segment.style, segment.control)
            for segment in segments
        ]
