"""The App: modes, keys, themes, signals, news, and the last word when something fails."""

import asyncio
import signal
import termios
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events, on
from textual.app import App
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from maang.core.bootstrap import Core
from maang.core.cleaning import safe_line
from maang.core.config.models import Loaded
from maang.core.config.preferences import Preferences
from maang.core.errors import MaangError
from maang.core.practice.models import Logged
from maang.tui.adopting import adopt
from maang.tui.clean import Cleaner
from maang.tui.in_turn import Followed, InTurn, Key, apart
from maang.tui.keymap import Keymap
from maang.tui.keys import GLOBAL, bindings
from maang.tui.messages import DatabaseLost, Failed, LogChanged, TakenBack, ThemeKept
from maang.tui.palette import Actions, Catalogue
from maang.tui.screens.home import HomeScreen
from maang.tui.screens.keys import KeysScreen
from maang.tui.screens.log import LogScreen
from maang.tui.screens.problems import ProblemsScreen
from maang.tui.screens.review import ReviewScreen
from maang.tui.screens.settings import SettingsScreen
from maang.tui.screens.stats import StatsScreen
from maang.tui.screens.sync import SyncScreen
from maang.tui.terminal import LastingDriver
from maang.tui.theme import DARK, DARK_ANSI, LIGHT, LIGHT_ANSI, theme_for
from maang.tui.work import ask
from maang.words.practice import logged

if TYPE_CHECKING:
    from maang.core.db.listening import Listener

SIGNALS = (signal.SIGTERM, signal.SIGHUP)
"""Signals on which the terminal is put back in order before we go."""

LOOK = 1.0
"""Seconds between two looks at whether the terminal is still there."""

SAID = 5.0
"""Seconds in which the same failure is told once."""


def _memory_screen() -> Screen[None]:
    """What it stands on is read when it is first shown."""
    from maang.tui.screens.memory import MemoryScreen

    return MemoryScreen()


class MaangApp(App[None]):
    """maang as a full screen. With `listen` it hears what other terminals log."""

    TITLE = "maang"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[Any]] = {Actions, Catalogue}
    MODES: ClassVar[dict[str, Any]] = {
        "home": HomeScreen,
        "problems": ProblemsScreen,
        "review": ReviewScreen,
        "stats": StatsScreen,
        "sync": SyncScreen,
        "settings": SettingsScreen,
        "memory": _memory_screen,
    }
    DEFAULT_MODE = "home"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(GLOBAL)]

    trouble: reactive[str] = reactive("")
    """What is wrong with the database for as long as it is."""

    def __init__(
        self, core: Core, *, listen: bool = False, preferences: Preferences | None = None
    ) -> None:
        """Raises Invalid where the person's keys do not hold together.

        Where the database cannot be opened the app ends, and `failure` says why.
        """
        super().__init__()
        self.core = core
        self.preferences = preferences or Preferences(core.env, Path.cwd(), core.paths)
        self.keymap = Keymap(self.preferences.load().keys)
        self.set_keymap(self.keymap.own)
        self._cleaner = Cleaner()
        self._keys = InTurn(
            super().on_event, self.call_later, self.set_timer, self._front, self._stays
        )
        self._listen = listen
        self._listener: Listener | None = None
        self.opened = threading.Event()
        self.failure: MaangError | None = None
        self._last_failure = ("", 0.0)
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.ansi_theme_dark, self.ansi_theme_light = DARK_ANSI, LIGHT_ANSI
        self.theme = theme_for(core.settings.theme, core.env)

    def get_driver_class(self) -> type[Driver]:
        """Textual's, but one that outlives its terminal."""
        found = super().get_driver_class()
        return LastingDriver if found is LinuxDriver else found

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our stylesheets name beside Textual's own."""
        return dict(DARK.variables)

    def get_line_filters(self) -> list[LineFilter]:
        """Textual's own filters, and the one that keeps control characters in."""
        return [*super().get_line_filters(), self._cleaner]

    async def on_event(self, event: events.Event) -> None:
        """Textual's, but keys come one after the other."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            for each in apart(event, self.keymap.every):
                await self._keys.take(each)
            return
        await super().on_event(event)
        if isinstance(event, Key):
            self._keys.acted(event)

    def _front(self) -> Widget:
        """What a key goes into."""
        return self.focused or self.screen

    def _stays(self, widget: Widget) -> bool:
        """Whether a widget is still there, on a screen of this mode."""
        return widget.is_attached and widget.screen in self.screen_stack

    @on(Followed)
    def _followed(self, message: Followed) -> None:
        self._keys.done(message.key)

    def on_mount(self) -> None:
        """From here on a signal is a way out and not an accident."""
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, self.exit, None, 128 + number)
        self.app_resume_signal.subscribe(self, self._draw_again)
        if not self.is_headless:
            self.set_interval(LOOK, self._look_for_terminal)
        self.run_worker(self._open, thread=True, group="open")

    def _open(self) -> None:
        """Open the database behind the first paint; whoever asks for something waits for it."""
        try:
            db = self.core.db
            if self._listen:
                from maang.core.db.listening import listen

                seconds = self.core.settings.deadline.connect
                lost = partial(self.post_message, DatabaseLost())
                self._listener = listen(db, self._heard, lost, seconds=seconds)
        except MaangError as error:
            self.failure = error
            self.call_later(self.exit, None, 1)
        finally:
            self.opened.set()

    def _draw_again(self, _: object) -> None:
        """The shell has written over the screen."""
        self.refresh(layout=True)
        self.screen.refresh(layout=True)

    def _heard(self) -> None:
        """Another terminal, or this one, has logged something. Comes from the listener's thread."""
        self.post_message(LogChanged())

    def on_unmount(self) -> None:
        """Nobody needs the news any more."""
        if self._listener is not None:
            self._listener.stop()

    def _look_for_terminal(self) -> None:
        """A closed terminal may send no SIGHUP; its input would then be read for ever."""
        try:
            termios.tcgetattr(0)
        except termios.error:
            self.exit(None, 128 + signal.SIGHUP)

    async def action_help(self) -> None:
        """All keys."""
        await self.push_screen(KeysScreen())

    async def action_command_palette(self) -> None:  # type: ignore[override]
        """Every action and every problem by its name; the next key is its first letter."""
        if not CommandPalette.is_open(cast("App[object]", self)):
            await self.push_screen(CommandPalette(id="--command-palette"))

    async def action_log(self) -> None:
        """Log an attempt, at the problem that is looked at if there is one.

        The next key waits until the form can take it.
        """
        problem = getattr(self.screen, "problem", None)
        await self.push_screen(LogScreen(problem or ""), self._logged)

    def _logged(self, done: Logged | None) -> None:
        if done is not None:
            said = "; ".join((*logged(done).splitlines(), *done.notices))
            self.notify(safe_line(said), markup=False)

    async def action_mode_home(self) -> None:
        """The page of the day."""
        await self.switch_mode("home")

    async def action_mode_problems(self) -> None:
        """The catalogue."""
        await self.switch_mode("problems")

    async def action_mode_review(self) -> None:
        """Recall what is due."""
        await self.switch_mode("review")

    async def action_mode_stats(self) -> None:
        """Where one stands."""
        await self.switch_mode("stats")

    async def action_mode_sync(self) -> None:
        """What other platforms know."""
        await self.switch_mode("sync")

    async def action_mode_settings(self) -> None:
        """Every setting."""
        await self.switch_mode("settings")

    async def action_mode_memory(self) -> None:
        """What is remembered."""
        await self.switch_mode("memory")

    async def show_problem(self, slug: str, *, back: str = "home") -> None:
        """One problem, among those that look like it; whoever leaves it comes `back`."""
        await self.switch_mode("problems")
        if isinstance(self.screen, ProblemsScreen):
            self.screen.look_for(slug, back=back)

    def action_undo(self) -> None:
        """Take back the last change, whatever made it."""
        ask(self.screen, self.core.activity.undo, TakenBack)

    def action_toggle_theme(self) -> None:
        """Dark or light, from now on."""
        said = "light" if self.theme == DARK.name else "dark"
        self.theme = theme_for(said, self.core.env)
        ask(self.screen, partial(self.preferences.change, "theme", said), ThemeKept)

    def adopt(self, loaded: Loaded) -> None:
        """Go by changed settings."""
        adopt(self.core, loaded.settings)
        self.theme = theme_for(loaded.settings.theme, self.core.env)

    @on(Failed)
    def _say_failure(self, message: Failed) -> None:
        error = message.error
        text = safe_line(error.message) + (f"\n{safe_line(error.hint)}" if error.hint else "")
        before, at = self._last_failure
        if text == before and time.monotonic() - at < SAID:
            return
        self._last_failure = text, time.monotonic()
        self.notify(text, title="Not done", severity="error", markup=False)

    @on(DatabaseLost)
    def _wait_for_it(self) -> None:
        self.trouble = "The database is not there: `maang up` starts it. What you see may be old."

    @on(LogChanged)
    def _pass_on(self, message: LogChanged) -> None:
        self.trouble = ""  # whoever tells us of a change is there
        if isinstance(message, TakenBack):
            subject = safe_line(message.undone.change.subject)
            self.notify(f"taken back: {message.undone.change.verb} {subject}", markup=False)
        for screen in self.screen_stack:
            refresh = getattr(screen, "reload", None)
            if refresh is not None:
                refresh()
