"""A line to type in: a letter more is painted, and the screen is not laid out anew for it."""

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class Field(Input):
    """Textual's, whose screen works out where everything stands with every letter: for the width of
    the text, and where that is longer than the field, for a scrollbar that nobody sees."""

    virtual_size = Reactive(Size(0, 0), layout=False)

    def watch_scroll_x(self, before: float, now: float) -> None:
        """Show another part of a long text."""
        if round(before) != round(now):
            self.refresh(self.size.region)
