"""One line that is there only while the database is not."""

from textual.widgets import Static


class Trouble(Static):
    """Says what is wrong for as long as it is; it follows the app's `trouble`."""

    DEFAULT_CSS = """
    Trouble {
        dock: bottom; height: auto; max-height: 2; margin-bottom: 1; padding: 0 1;
        background: $error; color: $background; text-style: bold; display: none;
    }
    Trouble.-shown { display: block; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def on_mount(self) -> None:
        """Follow."""
        self.watch(self.app, "trouble", self._say)

    def _say(self, text: str) -> None:
        self.update(text)
        self.set_class(bool(text), "-shown")
