"""What every screen has: the core behind it, a line for trouble, and the keys at its foot."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from textual import on
from textual.timer import Timer
from textual.widget import Widget

from maang.tui.failing import read_again, unanswered
from maang.tui.messages import Failed
from maang.tui.painting import Painted
from maang.tui.widgets.key_bar import KeyBar
from maang.tui.widgets.trouble import Trouble

if TYPE_CHECKING:
    from maang.core.bootstrap import Core
    from maang.tui.app import MaangApp


class Page(Painted[None]):
    """One of the screens that a number key leads to; it reads anew whenever it is shown."""

    _looking: Timer | None = None

    @property
    def renamed(self) -> Mapping[str, str]:
        """Actions that mean something else just now, and what the foot calls them."""
        return {}

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

    def unread(self) -> None:
        """Say that what is seen is not what was asked for: it could not be read."""

    @on(Failed)
    def _read_until_it_answers(self, message: Failed) -> None:
        if unanswered(message.error):
            self.unread()
            self._looking = read_again(self, before=self._looking, trouble=self.maang.trouble)
