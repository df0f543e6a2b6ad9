"""What every screen has: the core behind it, a line for trouble, and the keys at its foot."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from textual.widget import Widget

from maang.tui.painting import Painted
from maang.tui.widgets.key_bar import KeyBar
from maang.tui.widgets.trouble import Trouble

if TYPE_CHECKING:
    from maang.core.bootstrap import Core
    from maang.tui.app import MaangApp


class Page(Painted[None]):
    """One of the screens that a number key leads to; it reads anew whenever it is shown."""

    @property
    def maang(self) -> "MaangApp":
        """The app, as what it is."""
        return cast("MaangApp", self.app)

    @property
    def core(self) -> "Core":
        """The core behind every screen."""
        return self.maang.core

    def foot(self) -> Iterator[Widget]:
        """What stands below everything else."""
        yield Trouble()
        yield KeyBar()

    def on_screen_resume(self) -> None:
        """It is shown: for the first time, or after another screen may have changed things."""
        self.reload()

    def reload(self) -> None:
        """Read it again."""
