"""One of a few words on a line; arrows or a click choose."""

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.reactive import reactive
from textual.widget import Widget

from maang.tui.keys import CHOICES, bindings
from maang.tui.messages import Edited

GAP = "  "


class Choice(Widget, can_focus=True):
    """Shows its words; the chosen one stands out, more so while it has the focus."""

    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(CHOICES)]

    chosen: reactive[int] = reactive(0)

    def __init__(self, words: tuple[str, ...], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words

    def render(self) -> Text:
        """One line."""
        line = Text(no_wrap=True, overflow="ellipsis")
        for place, word in enumerate(self._words):
            chosen = "bold reverse" if self.has_focus else "bold underline"
            line.append(word, style=chosen if place == self.chosen else "dim")
            line.append(GAP)
        return line

    def watch_chosen(self) -> None:
        """Say that it was edited."""
        self.post_message(Edited())

    def on_focus(self) -> None:
        """It looks different."""
        self.refresh()

    def on_blur(self) -> None:
        """It looks different."""
        self.refresh()

    def action_turn(self, by: int) -> None:
        """To the next word, round and round."""
        self.chosen = (self.chosen + by) % len(self._words)

    def on_click(self, event: events.Click) -> None:
        """The word that was clicked."""
        right = 0
        for place, word in enumerate(self._words):
            right += len(word) + len(GAP)
            if event.x < right:
                self.chosen = place
                return
