"""One of many words: type to narrow them down, Enter takes the one under the cursor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from maang.tui.messages import Failed
from maang.tui.painting import Painted
from maang.tui.widgets.field import Field
from maang.tui.widgets.virtual_list import VirtualList
from maang.tui.work import ask


@dataclass
class WordsRead(Message):
    """What there is to choose from was read."""

    words: tuple[str, ...]


class PickScreen(ModalScreen[str | None], Painted[str | None]):
    """Answers with a word, or None. The arrows move while one types."""

    CSS_PATH = "modal.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close"),
        Binding("down", "move(1)", "Down"),
        Binding("up", "move(-1)", "Up"),
    ]

    def __init__(
        self, title: str, words: Callable[[], Sequence[str]], *, at: str | None = None
    ) -> None:
        """`words` is called in a thread: the field is there at once, whatever they cost."""
        super().__init__()
        self._title, self._read, self._at = title, words, at
        self._words: tuple[str, ...] = ()
        self._shown: tuple[str, ...] = ()
        self._waiting, self._entered = True, False

    def compose(self) -> ComposeResult:
        """The title, the field, the words."""
        with Vertical(classes="box -tall"):
            yield Static(self._title, classes="heading", markup=False)
            yield Field(placeholder="type to narrow down", compact=True)
            yield VirtualList()
            yield Static("enter takes it   esc leaves it", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """The field takes the letters; the words come when they are read."""
        self.query_one(VirtualList).can_focus = False
        self.set_focus(self.query_one(Input))
        ask(self, lambda: WordsRead(tuple(self._read())), lambda read: read)

    @on(WordsRead)
    def _offer(self, message: WordsRead) -> None:
        """Show them, the cursor on the one that holds, as far as nothing was typed yet."""
        self._words, self._waiting = message.words, False
        self._narrow()
        if self._shown == self._words and self._at in self._words:
            self.query_one(VirtualList).cursor = self._words.index(self._at)
        if self._entered:
            self._take()

    @on(Failed)
    def _close(self) -> None:
        """There is nothing to choose from; the app says why."""
        self.dismiss(None)

    def _line(self, index: int, width: int) -> Text:
        word = self._shown[index]
        line = Text("• " if word == self._at else "  ", no_wrap=True)
        line.append(word)
        line.truncate(width, overflow="ellipsis")
        return line

    @on(Input.Changed)
    def _narrow(self) -> None:
        typed = self.query_one(Input).value.casefold().split()
        self._shown = tuple(
            word for word in self._words if all(part in word.casefold() for part in typed)
        )
        self.query_one(VirtualList).show(len(self._shown), self._line)

    @on(Input.Submitted)
    @on(VirtualList.Chosen)
    def _take(self) -> None:
        cursor = self.query_one(VirtualList).cursor
        if self._waiting:
            self._entered = True
        elif cursor < len(self._shown):
            self.dismiss(self._shown[cursor])

    def action_move(self, by: int) -> None:
        """Up or down, while the field keeps the letters."""
        self.query_one(VirtualList).action_move(by)
