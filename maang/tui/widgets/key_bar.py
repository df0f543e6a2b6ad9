"""The keys at the foot of a screen: as many as there is room for, and always the way out."""

from collections.abc import Iterator

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

DROPPED = (
    *("mode_settings", "mode_sync", "mode_stats", "mode_memory", "mode_home"),
    *("log", "mode_review", "mode_problems"),
)
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
    own = [key.action for key in reversed(keys) if key.action not in ("help", "quit")]
    widths = {key.action: _width(key) for key in keys}
    for action in (*DROPPED, *own):
        if left <= 0:
            break
        if action in widths and action not in gone:
            left -= widths[action]
            gone.add(action)
    return (key for key in keys if key.action not in gone)


def _width(key: FooterKey) -> int:
    return cell_len(key.key_display) + cell_len(key.description) + 2
