"""Every setting with its value, where that comes from and what it does; changed where it may be."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static

from maang.core.config.facts import NOTHING
from maang.core.config.kinds import Kind, OneOf, Switch
from maang.core.config.listing import Shown
from maang.core.config.models import Loaded, Source
from maang.core.config.settings import find_setting
from maang.core.errors import Unavailable
from maang.core.problems.catalogue import LIST_NAMES
from maang.tui.keys import SETTINGS, bindings
from maang.tui.screens.ask import AskScreen
from maang.tui.screens.page import Page
from maang.tui.screens.pick import PickScreen
from maang.tui.widgets.virtual_list import VirtualList
from maang.tui.work import ask
from maang.words.common import plural

LATER = ("database.", "redis.", "deadline.")
"""What is only read when a program starts."""

ROOMY = 60
"""Columns from which on a line says the source as well."""

LIST = "list"
"""The setting that names a list: one picks it."""

SOURCES = {Source.USER: "green", Source.DEFAULT: "dim"}


@dataclass
class SettingsRead(Message):
    """Every setting was read."""

    settings: tuple[Shown, ...]


@dataclass
class Changed(Message):
    """A setting was written. `before` is what the file said; `loaded` is what holds now."""

    name: str
    before: str | None
    loaded: Loaded
    taken_back: bool


class SettingsScreen(Page):
    """A line for each setting; Enter changes it."""

    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SETTINGS)]

    def __init__(self) -> None:
        super().__init__()
        self._settings: tuple[Shown, ...] = ()
        self._widest = 0
        self._done: list[tuple[str, str | None]] = []

    def compose(self) -> ComposeResult:
        """The list, and the one under the cursor in full."""
        yield Static("Settings", id="head", classes="heading", markup=False)
        yield VirtualList(id="settings")
        yield Static("", id="about", markup=False)
        yield from self.foot()

    def reload(self) -> None:
        """Read them as they are now: another terminal may have changed one."""
        preferences = self.maang.preferences
        ask(self, preferences.listing, SettingsRead, group="settings", latest=True)

    @on(SettingsRead)
    def _show(self, message: SettingsRead) -> None:
        self._settings = message.settings
        self._widest = 2 + max(cell_len(one.value or "") for one in message.settings)
        own = sum(one.source is Source.USER for one in message.settings)
        said = f"Settings   {plural(own, 'value')} of your own, the rest by default"
        self.query_one("#head", Static).update(said)
        lines = self.query_one(VirtualList)
        lines.show(len(self._settings), self._line, keep=True)
        if self.focused is None:
            self.set_focus(lines)
        self._tell()

    @property
    def _chosen(self) -> Shown | None:
        cursor = self.query_one(VirtualList).cursor
        return self._settings[cursor] if cursor < len(self._settings) else None

    def _line(self, index: int, width: int) -> Text:
        one = self._settings[index]
        source = one.source.value if one.source is not Source.ENVIRONMENT else "env"
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(set_cell_size(one.name, 30 if width >= ROOMY else 20))
        room = max(6, width - line.cell_len - (9 if width >= ROOMY else 0))
        room = min(room, self._widest) if width >= ROOMY else room
        value = Text(one.value if one.value is not None else "-")
        value.truncate(room, overflow="ellipsis", pad=True)
        value.stylize("dim" if one.source is Source.DEFAULT else "bold")
        line.append_text(value)
        if width >= ROOMY:
            line.append(f" {source}", style=SOURCES.get(one.source, "yellow"))
        return line

    @on(VirtualList.Moved)
    def _tell(self) -> None:
        one = self._chosen
        if one is None:
            return
        where = f"{one.source.value}: {one.where}" if one.where else one.source.value
        kind = find_setting(one.name).facts.kind
        said = f"{one.about}\n{kind.expects}; now from {where}"
        self.query_one("#about", Static).update(said)

    @on(VirtualList.Chosen)
    async def action_edit(self) -> None:
        """Ask for another value of the one under the cursor."""
        one = self._chosen
        if one is None:
            return
        kind, name = find_setting(one.name).facts.kind, one.name
        if name == LIST or isinstance(kind, OneOf | Switch):
            picker = PickScreen(name, lambda: self._words(kind), at=one.value)
            await self.app.push_screen(picker, lambda word: self._set(name, word))
            return
        before = one.value if one.source is not Source.DEFAULT and one.value else ""
        about = f"{one.about}\n{kind.expects}; {NOTHING} for the default"
        question = AskScreen(name, about, before, wrong=lambda text: _wrong(kind, text))
        await self.app.push_screen(question, lambda text: self._set(name, text))

    def _words(self, kind: Kind) -> tuple[str, ...]:
        """What a setting of few values may hold; without a database, the lists that ship."""
        if isinstance(kind, OneOf):
            return kind.options
        if isinstance(kind, Switch):
            return ("true", "false")
        try:
            return tuple(one.slug for one in self.core.standing.lists())
        except Unavailable:
            return tuple(LIST_NAMES)

    def _set(self, name: str, text: str | None) -> None:
        if text is not None:
            self._change(name, None if text == NOTHING else text)

    def action_to_default(self) -> None:
        """Take it out of the file."""
        if self._chosen is not None:
            self._change(self._chosen.name, None)

    def action_take_back(self) -> None:
        """Undo the last change made here; without one, the last change of the log."""
        if self._done:
            self._change(*self._done[-1], taken_back=True)
        else:
            self.notify("nothing was changed here", markup=False)

    def _change(self, name: str, text: str | None, *, taken_back: bool = False) -> None:
        preferences = self.maang.preferences

        def call() -> Changed:
            before = preferences.change(name, text)
            return Changed(name, before, preferences.load(), taken_back)

        ask(self, call, lambda changed: changed, group="change")

    @on(Changed)
    def _changed(self, message: Changed) -> None:
        if message.taken_back:
            self._done.pop()
        else:
            self._done.append((message.name, message.before))
        self.maang.adopt(message.loaded)
        word = "taken back" if message.taken_back else "written"
        when = "; it holds from the next start" if message.name.startswith(LATER) else ""
        self.notify(f"{message.name}: {word}{when}", markup=False)
        self.reload()


def _wrong(kind: Kind, text: str) -> str | None:
    """Why a text cannot be the value; it is not repeated, for it may hold a password."""
    if text == NOTHING:
        return None
    try:
        kind.from_text(text)
    except ValueError:
        return "this cannot be it: nothing was written"
    return None
