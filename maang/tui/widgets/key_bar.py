"""The keys at the foot of a screen: as many as there is room for, and always the way out.

One widget that draws one line; Textual's footer makes a widget of each key, anew with every change
of the focus, and its first one only after the first paint.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

DROPPED = (
    *("mode_settings", "mode_sync", "mode_stats", "mode_memory", "mode_home"),
    *("log", "mode_review", "mode_problems"),
)
"""What leads elsewhere goes first where there is too little room; `?` still tells of it."""

GAP = 1
"""Columns between a key and its word, and behind the word."""


class Shown(NamedTuple):
    """A key of the bar: what Textual calls it, what a person does, its word, what it does."""

    key: str
    said: str
    word: str
    action: str

    @property
    def width(self) -> int:
        """Columns, with the gap behind."""
        return cell_len(self.said) + GAP + cell_len(self.word) + GAP


class KeyBar(Widget):
    """Shows the keys that hold just now; a click presses one."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; text-wrap: nowrap;
        color: $footer-foreground; background: $footer-background;
    }
    KeyBar > .key-bar--key { color: $footer-key-foreground; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key"}

    keys: reactive[tuple[Shown, ...]] = reactive(())

    def on_mount(self) -> None:
        """They are there with the first paint, and follow the focus."""
        self._follow(self.screen)
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, screen: Screen[object]) -> None:
        if not (self.is_attached and screen is self.screen and self.app.app_focus):
            return
        found = {}
        renamed: Mapping[str, str] = getattr(screen, "renamed", {})
        for each in screen.active_bindings.values():
            binding = each.binding
            if binding.show and binding.action not in found:
                said = self.app.get_key_display(binding)
                word = renamed.get(binding.action, binding.description)
                found[binding.action] = Shown(binding.key, said, word, binding.action)
        self.keys = tuple(found.values())

    def render(self) -> Text:
        """One line."""
        style = self.get_component_rich_style("key-bar--key", partial=True)
        line = Text(no_wrap=True, end="")
        for key in fitting(self.keys, self.size.width):
            line.append(key.said, style=style)
            line.append(f"{' ' * GAP}{key.word}{' ' * GAP}")
        return line

    def on_click(self, event: events.Click) -> None:
        """The key under the pointer, as if it was pressed."""
        right = 0
        for key in fitting(self.keys, self.size.width):
            right += key.width
            if event.x < right:
                self.app.simulate_key(key.key)
                return


def fitting(keys: Sequence[Shown], width: int) -> Iterator[Shown]:
    """The keys without those that have to go; the order stays."""
    left = sum(key.width for key in keys) - GAP - width
    gone = set()
    own = [key.action for key in reversed(keys) if key.action not in ("help", "quit")]
    widths = {key.action: key.width for key in keys}
    for action in (*DROPPED, *own):
        if left <= 0:
            break
        if action in widths and action not in gone:
            left -= widths[action]
            gone.add(action)
    return (key for key in keys if key.action not in gone)
