"""A list of any length: only the lines on the screen are ever made.

Textual's DataTable measures every cell of every row when rows are added (91 µs a row), so that
100,000 of them take nine seconds. Here a line is asked for when it is about to be drawn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from maang.tui.keys import LISTS, bindings

LineAt = Callable[[int, int], Text]
"""Index and width → the line."""


class VirtualList(ScrollView, can_focus=True):
    """Shows `count` lines that `line_at` draws; one of them is under the cursor."""

    DEFAULT_CSS = """
    VirtualList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    VirtualList > .virtual-list--cursor { background: $cursor-line; text-style: bold; }
    VirtualList > .virtual-list--resting { background: $panel; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"virtual-list--cursor", "virtual-list--resting"}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LISTS)]

    cursor: reactive[int] = reactive(0, repaint=False)
    """Two lines are drawn again when it moves, and not the list."""

    @dataclass
    class About(Message):
        """Something about one line."""

        list: "VirtualList"
        index: int

        @property
        def control(self) -> "VirtualList":
            """The list, so that a screen with two can tell them apart."""
            return self.list

    class Moved(About):
        """The cursor is on another line."""

    class Chosen(About):
        """A line was opened."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._count = 0
        self._line_at: LineAt | None = None

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self._count

    def show(self, count: int, line_at: LineAt, *, keep: bool = False) -> None:
        """Show other lines; the cursor goes to the first, or stays where it is with `keep`."""
        self._count = count
        self._line_at = line_at
        self.virtual_size = Size(0, count)
        before, self.cursor = self.cursor, max(0, min(self.cursor, count - 1)) if keep else 0
        if self.cursor == before and count:  # it stayed, but on another line
            self.post_message(self.Moved(self, self.cursor))
        if not keep:
            self.scroll_to(y=0, animate=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if self._line_at is None or index >= self._count:
            return Strip.blank(width, self.rich_style)
        style = self.rich_style
        if index == self.cursor:
            name = "cursor" if self.has_focus or not self.can_focus else "resting"
            style += self.get_component_rich_style(f"virtual-list--{name}", partial=True)
        return _strip(self._line_at(index, width), width, style, self.app.console)

    def watch_cursor(self, before: int, now: int) -> None:
        """Keep the cursor in sight, and say where it is."""
        for index in (before, now):
            self.refresh_line(index)
        self.scroll_to_region(Region(0, now, 1, 1), animate=False)
        if self._count:
            self.post_message(self.Moved(self, now))

    def refresh_line(self, index: int) -> None:
        """Draw one line again."""
        row = index - self.scroll_offset.y
        self.refresh(Region(0, row, self.size.width, 1))

    def on_focus(self) -> None:
        """The cursor looks different."""
        self.refresh_line(self.cursor)

    def on_blur(self) -> None:
        """The cursor looks different."""
        self.refresh_line(self.cursor)

    def action_move(self, by: int) -> None:
        """Up or down."""
        self._go(self.cursor + by)

    def action_page(self, by: int) -> None:
        """A screenful up or down."""
        self._go(self.cursor + by * max(1, self.size.height - 1))

    def action_jump(self, to: int) -> None:
        """To the first or the last line."""
        self._go(to if to >= 0 else self._count - 1)

    def action_choose(self) -> None:
        """Open the line under the cursor."""
        if self._count:
            self.post_message(self.Chosen(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on the line that has it, it opens."""
        index = event.y + self.scroll_offset.y
        if index >= self._count:
            return
        if index == self.cursor:
            self.action_choose()
        self._go(index)

    def _go(self, to: int) -> None:
        if self._count:
            self.cursor = max(0, min(to, self._count - 1))


class QuietList(VirtualList, inherit_bindings=False):
    """A list whose lines are not opened: Enter does something that the foot calls otherwise."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LISTS, hidden=("open",))]


def _strip(line: Text, width: int, style: Style, console: object) -> Strip:
    segments: list[Segment] = list(line.render(console, end=""))  # type: ignore[arg-type]
    strip = Strip(segments).adjust_cell_length(width)
    return strip.apply_style(style)
