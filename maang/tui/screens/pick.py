"""One of many words: type to narrow them down, Enter takes the one under the cursor."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from maang.tui.widgets.virtual_list import VirtualList


class PickScreen(ModalScreen[str | None]):
    """Answers with a word, or None. The arrows move while one types."""

    CSS_PATH = "modal.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close"),
        Binding("down", "move(1)", "Down"),
        Binding("up", "move(-1)", "Up"),
    ]

    def __init__(self, title: str, words: Sequence[str], *, at: str | None = None) -> None:
        super().__init__()
        self._title, self._words, self._at = title, tuple(words), at
        self._shown = self._words

    def compose(self) -> ComposeResult:
        """The title, the field, the words."""
        with Vertical(classes="box -tall"):
            yield Static(self._title, classes="heading", markup=False)
            yield Input(placeholder="type to narrow down", compact=True)
            yield VirtualList()

    def on_mount(self) -> None:
        """All words, the cursor on the one that holds."""
        lines = self.query_one(VirtualList)
        lines.can_focus = False
        lines.show(len(self._shown), self._line)
        if self._at in self._words:
            lines.cursor = self._words.index(self._at)

    def _line(self, index: int, width: int) -> Text:
        word = self._shown[index]
        line = Text("• " if word == self._at else "  ", no_wrap=True)
        line.append(word)
        line.truncate(width, overflow="ellipsis")
        return line

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        typed = event.value.casefold().split()
        self._shown = tuple(
            word for word in self._words if all(part in word.casefold() for part in typed)
        )
        self.query_one(VirtualList).show(len(self._shown), self._line)

    @on(Input.Submitted)
    @on(VirtualList.Chosen)
    def _take(self) -> None:
        cursor = self.query_one(VirtualList).cursor
        if cursor < len(self._shown):
            self.dismiss(self._shown[cursor])

    def action_move(self, by: int) -> None:
        """Up or down, while the field keeps the letters."""
        self.query_one(VirtualList).action_move(by)
