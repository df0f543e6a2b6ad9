"""The filters of a list on one line, each with its key."""

from collections.abc import Callable

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from maang.tui.filters import Filters, Narrowing, chips


class FilterBar(Widget):
    """Shows the filters; it is told them, and how a filter's key is called."""

    DEFAULT_CSS = """
    FilterBar { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    filters: reactive[Narrowing] = reactive(Filters())

    def __init__(self, key: Callable[[str], str], filters: Narrowing | None = None) -> None:
        super().__init__()
        self._key = key
        if filters is not None:
            self.set_reactive(FilterBar.filters, filters)

    def render(self) -> Text:
        """One line."""
        return chips(self.filters, self._key, self.content_size.width)
