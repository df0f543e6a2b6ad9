"""The last door before the terminal: whatever a widget draws, no control character gets out.

Textual's widgets pass ESC, OSC and C1 from cell text straight through. Text is cleaned when it
comes in (`core/cleaning.py`); this filter sees every line of every widget and takes out what came
another way. It removes and never replaces, so that a line keeps its width.
"""

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

HOSTILE = (
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""C0, DEL, C1, bidirectional controls, what hides, lone surrogates: none of them is to be seen."""


class Cleaner(LineFilter):
    """Removes what a terminal would obey instead of show."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without hostile characters; the very same list where there are none."""
        # isprintable() is false for every character of HOSTILE, and much faster
        if all(segment.text.isprintable() for segment in segments):
            return segments
        if not any(re.search(HOSTILE, segment.text) for segment in segments):
            return segments
        return [
            Segment(re.sub(HOSTILE, "", segment.text), segment.style, segment.control)
            for segment in segments
        ]
