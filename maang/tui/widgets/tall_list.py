"""A list of any length whose items take two lines each."""

from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip

from maang.tui.widgets.virtual_list import LineAt, VirtualList

ROWS = 2
"""Lines of an item."""


class TallList(VirtualList):
    """Shows items whose text has a line break in it; the cursor is on both lines of one."""

    def show(self, count: int, line_at: LineAt, *, keep: bool = False) -> None:
        """Show other items; the cursor goes to the first, or stays where it is with `keep`."""
        super().show(count, line_at, keep=keep)
        self.virtual_size = Size(0, count * ROWS)
        if keep:
            self._into_sight(self.cursor)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        index, part = divmod(y + self.scroll_offset.y, ROWS)
        width = self.scrollable_content_region.width
        if self._line_at is None or index >= self.count:
            return Strip.blank(width, self.rich_style)
        style = self.rich_style
        if index == self.cursor:
            name = "cursor" if self.has_focus or not self.can_focus else "resting"
            style += self.get_component_rich_style(f"virtual-list--{name}", partial=True)
        lines = self._line_at(index, width).split(allow_blank=True)
        line = lines[part] if part < len(lines) else Text()
        return Strip(line.render(self.app.console)).adjust_cell_length(width).apply_style(style)

    def watch_cursor(self, before: int, now: int) -> None:
        """Keep the cursor in sight, and say where it is."""
        for index in (before, now):
            self.refresh_line(index)
        self._into_sight(now)
        if self.count:
            self.post_message(self.Moved(self, now))

    def refresh_line(self, index: int) -> None:
        """Draw one item again."""
        row = index * ROWS - self.scroll_offset.y
        self.refresh(Region(0, row, self.size.width, ROWS))

    def action_page(self, by: int) -> None:
        """A screenful up or down."""
        self._go(self.cursor + by * max(1, self.size.height // ROWS - 1))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on the item that has it, it opens."""
        event.prevent_default()  # the list of single lines would take it for another one
        index = (event.y + self.scroll_offset.y) // ROWS
        if index >= self.count:
            return
        if index == self.cursor:
            self.action_choose()
        self._go(index)

    def _into_sight(self, index: int) -> None:
        self.scroll_to_region(Region(0, index * ROWS, 1, ROWS), animate=False)
