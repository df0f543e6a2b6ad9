"""All keys, made from the table that binds them."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from maang.tui.keys import EVERY, spoken


class KeysScreen(ModalScreen[None]):
    """Every key, by where it holds; any of the keys that close it will do."""

    CSS_PATH = "keys.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "app.pop_screen", "Close")
    ]

    def compose(self) -> ComposeResult:
        """One page that scrolls."""
        with VerticalScroll(id="keys"):
            yield Static(_page())


def _page() -> Text:
    page = Text("Keys", style="bold")
    page.append("   ctrl+p is the palette: every action by its name\n", style="dim")
    for where, table in EVERY.items():
        page.append(f"\n{where}\n", style="bold")
        for keys, word in table.values():
            page.append(f"  {spoken(keys):<16} ", style="cyan")
            page.append(f"{word}\n")
    return page
