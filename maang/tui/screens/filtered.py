"""A page whose list is narrowed by what is typed and by filters; the keys for both."""

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial
from typing import Generic, TypeVar

from textual.widgets import Input

from maang.tui.filters import Narrowing
from maang.tui.screens.page import Page
from maang.tui.screens.pick import PickScreen
from maang.tui.widgets.filter_bar import FilterBar

ANY = "any"

Filtering = TypeVar("Filtering", bound=Narrowing)


class FilteredPage(Page, Generic[Filtering]):
    """It has one `Input` and one `FilterBar`; `everything` are filters that leave nothing out."""

    def __init__(self, everything: Filtering) -> None:
        super().__init__()
        self._everything = self._filters = everything

    @abstractmethod
    def names(self, name: str) -> Sequence[str]:
        """What a filter may be narrowed down to; asked in a thread of its own."""

    def look(self) -> None:
        """Look for what is typed and filtered by."""
        self.reload()

    def action_search(self) -> None:
        """To the field, at once: the next letter belongs there."""
        self.set_focus(self.query_one(Input))

    def action_turn(self, name: str) -> None:
        """The next value of a filter."""
        self._filter(self._filters.turned(name))

    def action_clear(self) -> None:
        """Everything again: no filters, no words."""
        self.query_one(Input).value = ""
        self._filter(self._everything)

    async def action_pick(self, name: str) -> None:
        """Offer what a filter may be narrowed down to."""
        at = self._filters.said(name) or ANY
        picker = PickScreen(f"Only one {name}", lambda: (ANY, *self.names(name)), at=at)
        await self.app.push_screen(picker, partial(self._picked, name))

    def _picked(self, name: str, word: str | None) -> None:
        if word is not None:
            self._filter(self._filters.picked(name, None if word == ANY else word))

    def _filter(self, filters: Filtering) -> None:
        self._filters = self.query_one(FilterBar).filters = filters
        self.look()
