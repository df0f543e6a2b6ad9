"""Draws a plot as wide as there is room for it."""

from collections.abc import Callable

from rich.text import Text
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

Draw = Callable[[int], Text]
"""Width → the lines of the plot."""


class Plot(Widget):
    """Shows what `draw` makes of its width; it is told `draw`."""

    DEFAULT_CSS = """
    Plot { height: auto; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    draw: reactive[Draw | None] = reactive(None, layout=True)

    def render(self) -> Text:
        """The lines."""
        return self.draw(self.content_size.width) if self.draw else Text("")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are."""
        return len(self.draw(width).plain.splitlines()) if self.draw else 1
