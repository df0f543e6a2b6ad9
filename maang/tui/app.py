"""The App: modes, keys, themes, signals, and the last word when something fails."""

import asyncio
import signal
from typing import Any, ClassVar

from textual import on
from textual.app import App
from textual.binding import BindingType
from textual.filter import LineFilter

from maang.core.activity.models import Undone
from maang.core.bootstrap import Core
from maang.core.cleaning import safe_line
from maang.tui.clean import Cleaner
from maang.tui.keys import GLOBAL, bindings
from maang.tui.messages import Failed, LogChanged
from maang.tui.screens.home import HomeScreen
from maang.tui.screens.problems import ProblemsScreen
from maang.tui.screens.review import ReviewScreen
from maang.tui.theme import DARK, LIGHT
from maang.tui.work import ask

SIGNALS = (signal.SIGTERM, signal.SIGHUP)
"""Signals on which the terminal is put back in order before we go."""


class MaangApp(App[None]):
    """maang as a full screen."""

    TITLE = "maang"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    MODES: ClassVar[dict[str, Any]] = {
        "home": HomeScreen,
        "problems": ProblemsScreen,
        "review": ReviewScreen,
    }
    DEFAULT_MODE = "home"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(GLOBAL, {}))

    def __init__(self, core: Core) -> None:
        super().__init__()
        self.core = core
        self._cleaner = Cleaner()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def get_line_filters(self) -> list[LineFilter]:
        """Textual's own filters, and the one that keeps control characters in."""
        return [*super().get_line_filters(), self._cleaner]

    def on_mount(self) -> None:
        """From here on a signal is a way out and not an accident."""
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, self.exit, None, 128 + number)

    def action_mode_home(self) -> None:
        """The page of the day."""
        self.switch_mode("home")

    def action_mode_problems(self) -> None:
        """The catalogue."""
        self.switch_mode("problems")

    def action_mode_review(self) -> None:
        """Recall what is due."""
        self.switch_mode("review")

    def action_undo(self) -> None:
        """Take back the last change, whatever made it."""
        ask(self.screen, self.core.activity.undo, TakenBack)

    def action_toggle_theme(self) -> None:
        """Dark or light."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    @on(Failed)
    def _say_failure(self, message: Failed) -> None:
        error = message.error
        text = safe_line(error.message) + (f"\n{safe_line(error.hint)}" if error.hint else "")
        self.notify(text, title="Not done", severity="error", markup=False)

    @on(LogChanged)
    def _pass_on(self, message: LogChanged) -> None:
        for screen in self.screen_stack:
            refresh = getattr(screen, "reload", None)
            if refresh is not None:
                refresh()


class TakenBack(LogChanged):
    """Undo took something back."""

    def __init__(self, undone: Undone) -> None:
        super().__init__()
        self.undone = undone
