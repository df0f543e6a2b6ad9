"""All keys, made from the table that binds them."""

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from maang.tui.keymap import Keymap
from maang.tui.keys import EVERY
from maang.tui.painting import Painted
from maang.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from maang.tui.app import MaangApp


class KeysScreen(ModalScreen[None], Painted[None]):
    """Every key, by where it holds; any of the keys that close it will do."""

    CSS_PATH = "keys.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "app.pop_screen", "Close")
    ]

    def compose(self) -> ComposeResult:
        """One page that scrolls."""
        with Pane(id="keys"):
            yield Static(_page(cast("MaangApp", self.app).keymap))


def _page(keymap: Keymap) -> Text:
    page = Text()  # a style of its own would go over all that is appended
    page.append("Keys", style="bold")
    page.append("   ctrl+p is the palette: every action by its name\n", style="dim")
    for table in EVERY:
        page.append(f"\n{table.where}\n", style="bold")
        for act in table.acts:
            page.append(f"  {keymap.keys(table.id_of(act)):<16} ", style="cyan")
            page.append(f"{act.word}\n")
    page.append("\nother keys: [keys.lists] and so on in the settings file\n", style="dim")
    return page
