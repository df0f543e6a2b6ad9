"""A text of any length beside a list: another one costs a paint, and nothing is laid out anew.

A Static in a scrolling container makes Textual work out the whole screen twice and paint it three
times whenever its text has another height, and a list beside it waits meanwhile.
"""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from maang.tui.widgets.pane import KEYS, Scrolled
from maang.words.common import hanging


class Sheet(ScrollView, Scrolled, can_focus=True):
    """Plain text, wrapped to the width; what goes over it goes on below its value."""

    ALLOW_SELECT = True
    DEFAULT_CSS = """
    Sheet {
        height: 1fr; overflow-x: hidden;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""
        self._lines: list[str] = []

    @property
    def text(self) -> str:
        """What it shows, wrapped."""
        return "\n".join(self._lines)

    def show(self, text: str) -> None:
        """Show another text from its beginning, or the same one where it is."""
        if text != self._text:
            self._text = text
            self.scroll_to(y=0, animate=False)
        self._wrap()

    def on_resize(self, _: events.Resize) -> None:
        """It is wider or narrower."""
        self._wrap()

    @property
    def _width(self) -> int:
        """Columns beside the scrollbar, whether it is there or not."""
        return (
            self.outer_size.width - self.styles.gutter.width - self.styles.scrollbar_size_vertical
        )

    def _wrap(self) -> None:
        width = self._width
        self._lines = hanging(self._text, width).splitlines() if width > 0 else []
        self.virtual_size = Size(0, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        at, width = y + self.scroll_offset.y, self._width
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        strip = Strip(self._segments(at)).adjust_cell_length(width, self.rich_style)
        return strip.apply_offsets(0, at)

    def _segments(self, at: int) -> list[Segment]:
        line, style = self._lines[at], self.rich_style
        span = self.text_selection and self.text_selection.get_span(at)
        if not span:
            return [Segment(line, style)]
        begin, end = span[0], len(line) if span[1] == -1 else span[1]
        marked = style + self._marked
        parts = ((line[:begin], style), (line[begin:end], marked), (line[end:], style))
        return [Segment(text, look) for text, look in parts if text]

    @property
    def _marked(self) -> Style:
        return self.screen.get_component_rich_style("screen--selection")

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is selected with the mouse."""
        return selection.extract(self.text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Something else is selected."""
        self.refresh()
