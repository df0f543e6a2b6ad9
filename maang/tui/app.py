"""The App: modes, keys, themes, signals, news, and the last word when something fails."""

import asyncio
import signal
import termios
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events, on
from textual.app import App
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter
from textual.reactive import reactive
from textual.widget import Widget

from maang.core.cleaning import safe_line
from maang.core.config.preferences import Preferences
from maang.core.errors import Denied, MaangError
from maang.tui.adopting import adopt
from maang.tui.clean import Cleaner
from maang.tui.failing import Failing
from maang.tui.in_turn import Followed, InTurn, Key, apart
from maang.tui.keymap import Keymap
from maang.tui.keys import GLOBAL, bindings
from maang.tui.messages import DatabaseLost, Failed, LogChanged, TakenBack, ThemeKept
from maang.tui.modes import COMMANDS, MODES, made
from maang.tui.opening import AT_LAST, REST, Opening, once
from maang.tui.painting import Painted
from maang.tui.stylesheet import LastingStylesheet
from maang.tui.terminal import LastingDriver
from maang.tui.theme import DARK, dress, theme_for
from maang.tui.work import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from maang.core.bootstrap import Core
    from maang.core.config.models import Loaded
    from maang.core.practice.models import Logged

SIGNALS = (signal.SIGTERM, signal.SIGHUP)
"""Signals on which the terminal is put back in order before we go."""

LOOK = 1.0
"""Seconds between two looks at whether the terminal is still there."""


class MaangApp(App[None]):
    """maang as a full screen. With `listen` it hears what other terminals log."""

    TITLE = "maang"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[Any]] = COMMANDS
    MODES: ClassVar[dict[str, Any]] = MODES
    DEFAULT_MODE = "home"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(GLOBAL)]

    trouble: reactive[str] = reactive("")
    """What is wrong with the database for as long as it is."""

    def __init__(
        self, core: "Callable[[], Core]", preferences: Preferences, *, listen: bool = False
    ) -> None:
        """`core` makes the core behind every screen; it is asked behind the first paint.

        Raises Invalid where the person's keys do not hold together. Where the database cannot be
        opened the app ends, and `failure` says why.
        """
        self._colors: dict[str, dict[str, str]] | None = None
        super().__init__()
        self._disable_tooltips = True  # there are none, and each screen would get a widget for them
        self.preferences = preferences
        self.keymap = Keymap(self.preferences.loaded.keys)
        self.set_keymap(self.keymap.own)
        self._cleaner = Cleaner()
        self._keys = InTurn(
            super().on_event, self.call_later, self.set_timer, self._front, self._stays
        )
        self._listen, self._opening = listen, Opening(core)
        self.opened = self._opening.opened
        self.failure: MaangError | None = None
        self._failing = Failing()
        self._theme: str | None = None
        dress(self, theme_for(preferences.loaded.settings.theme, preferences.env))
        self._colors = {}
        self.stylesheet = LastingStylesheet(variables=self.get_css_variables())

    @property
    def core(self) -> "Core":
        """The core behind every screen."""
        return self._opening.core

    def get_driver_class(self) -> type[Driver]:
        """Textual's, but one that outlives its terminal."""
        found = super().get_driver_class()
        return LastingDriver if found is LinuxDriver else found

    def get_css_variables(self) -> dict[str, str]:
        """Textual's, worked out once for each theme; none before ours is known."""
        if self._colors is None:
            return {}
        if self.theme not in self._colors:
            self._colors[self.theme] = super().get_css_variables()
        self.theme_variables = self._colors[self.theme]
        return self.theme_variables

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

    async def _ready(self) -> None:
        await super()._ready()
        if isinstance(self.screen, Painted):
            self.screen.begin()

    def on_mount(self) -> None:
        """From here on a signal is a way out and not an accident."""
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, self.exit, None, 128 + number)
        self.app_resume_signal.subscribe(self, self._draw_again)
        if not self.is_headless:
            self.set_interval(LOOK, self._look_for_terminal)
        begin = once(partial(self.run_worker, self._open, thread=True, group="open"))
        self.call_after_refresh(begin)
        self.set_timer(AT_LAST, begin)  # a screen left before its first paint calls nobody back

    def _open(self) -> None:
        """In a thread; where the database cannot be opened there is nothing to show."""
        news = (self._heard, self._lost) if self._listen else None
        try:
            self._opening.open(news)
        except MaangError as error:
            self.failure = error
            self.call_later(self.exit, None, 1)
        else:
            if not self.is_headless:
                warm = partial(self.run_worker, self._opening.warm, thread=True)
                self.call_later(self.set_timer, REST, warm)

    def _draw_again(self, _: object) -> None:
        """The shell has written over the screen."""
        self.refresh(layout=True)
        self.screen.refresh(layout=True)

    def _heard(self) -> None:
        """Another terminal, or this one, has logged something. Comes from the listener's thread."""
        self.post_message(LogChanged())

    def _lost(self) -> None:
        """The database is gone. Comes from the same thread."""
        self.post_message(DatabaseLost())

    def on_unmount(self) -> None:
        """Nobody needs the news any more."""
        self._opening.close()

    def _look_for_terminal(self) -> None:
        """A closed terminal may send no SIGHUP; its input would then be read for ever."""
        try:
            termios.tcgetattr(0)
        except termios.error:
            self.exit(None, 128 + signal.SIGHUP)

    async def action_help(self) -> None:
        """All keys."""
        await self.push_screen(made("keys"))

    async def action_command_palette(self) -> None:  # type: ignore[override]
        """Every action and every problem by its name; the next key is its first letter."""
        if not CommandPalette.is_open(cast("App[object]", self)):
            await self.push_screen(CommandPalette(id="--command-palette"))

    async def action_log(self) -> None:
        """Log an attempt, at the problem that is looked at if there is one.

        The next key waits until the form can take it.
        """
        problem = getattr(self.screen, "problem", None)
        await self.push_screen(made("log", problem or ""), self._logged)

    def _logged(self, done: "Logged | None") -> None:
        if done is not None:
            from maang.words.practice import logged

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
        look_for = getattr(self.screen, "look_for", None)
        if look_for is not None:
            look_for(slug, back=back)

    def action_undo(self) -> None:
        """Take back the last change, whatever made it."""
        ask(self.screen, self.core.activity.undo, TakenBack)

    def action_toggle_theme(self) -> None:
        """Dark or light, from now on."""
        said = "light" if self.theme == DARK.name else "dark"
        self.theme = theme_for(said, self.preferences.env)
        ask(self.screen, partial(self._keep_theme, said), lambda kept: kept)

    def _keep_theme(self, said: str) -> ThemeKept:
        try:
            self.preferences.change("theme", said)
        except Denied as error:
            return ThemeKept(said, error.message)
        return ThemeKept(said)

    @on(ThemeKept)
    def _say_theme(self, message: ThemeKept) -> None:
        self._theme = message.said if message.only_now else None
        if message.only_now:
            said = f"{message.said} until you leave; {message.only_now}"
            self.notify(safe_line(said), markup=False)

    def adopt(self, loaded: "Loaded") -> None:
        """Go by changed settings."""
        adopt(self.core, loaded.settings)
        self.theme = theme_for(self._theme or loaded.settings.theme, self.preferences.env)

    @on(Failed)
    def _say_failure(self, message: Failed) -> None:
        if (text := self._failing.told(message.error)) is not None:
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
