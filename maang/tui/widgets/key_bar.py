"""The keys at the foot of a screen: as many as there is room for, and always the way out."""

from collections.abc import Iterator

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

DROPPED = ("Settings", "Sync", "Stats", "Today", "Log", "Review", "Problems")
"""What leads elsewhere goes first where there is too little room; `?` still tells of it."""


class KeyBar(Footer):
    """Textual's footer on one line, without what would be cut off."""

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)

    def compose(self) -> ComposeResult:
        """The keys that fit."""
        keys = [key for key in super().compose() if isinstance(key, FooterKey)]
        kept = list(fitting(keys, self.screen.size.width))
        self.styles.grid_size_columns = max(1, len(kept))
        yield from kept

    def on_resize(self, event: events.Resize) -> None:
        """More or fewer of them."""
        if self._bindings_ready:
            self.call_after_refresh(self.recompose)


def fitting(keys: list[FooterKey], width: int) -> Iterator[FooterKey]:
    """The keys without those that have to go; the order stays."""
    left = sum(map(_width, keys)) - width
    gone = set()
    own = [key.description for key in reversed(keys) if key.description not in ("Keys", "Quit")]
    for word in (*DROPPED, *own):
        if left <= 0:
            break
        for key in keys:
            if key.description == word and word not in gone:
                left -= _width(key)
                gone.add(word)
    return (key for key in keys if key.description not in gone)


def _width(key: FooterKey) -> int:
    return cell_len(key.key_display) + cell_len(key.description) + 2
