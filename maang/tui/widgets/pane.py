"""What is longer than the screen and has no cursor: the keys of lists scroll it."""

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from maang.tui.keys import LISTS, bindings

KEYS: list[BindingType] = [*bindings(LISTS, without=("open",))]
"""The person's own; there is nothing in it to open."""


class Scrolled(Widget):
    """What these keys do. Textual styles a widget by its first base, which this is not to be."""

    def action_move(self, by: int) -> None:
        """Up or down by a line."""
        self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Up or down by a screenful."""
        self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False)

    def action_jump(self, to: int) -> None:
        """To the top or the end."""
        self.scroll_to(y=0 if to >= 0 else self.max_scroll_y, animate=False)


class Pane(VerticalScroll, Scrolled):
    """Widgets one under the other."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS
