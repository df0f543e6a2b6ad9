"""Searching what is remembered as one types: by words at once, by meaning when nobody types."""

import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.timer import Timer
from textual.widgets import Input, Static

from maang.core.errors import MaangError
from maang.tui.keys import MEMORY, bindings
from maang.tui.looking import OPENING, Asked, Looked, Looking, Prepared, PreparingEnded, how
from maang.tui.messages import Failed
from maang.tui.passages import Line, drawn
from maang.tui.recalling import MemoryFilters
from maang.tui.screens.beside import Beside
from maang.tui.screens.filtered import FilteredPage
from maang.tui.widgets.field import Field
from maang.tui.widgets.filter_bar import FilterBar
from maang.tui.widgets.tall_list import TallList
from maang.tui.widgets.virtual_list import VirtualList
from maang.tui.work import ask

PAUSE = 0.15
"""Seconds without a key after which meanings are compared, and a text is drawn."""

NOTHING = "Nothing relevant found."
CLEARS = "\n\n{clear} clears the words and the filters."
DEEPER = "Nothing has these words; looking by meaning ..."
UNREAD = "it does not answer: this was found before; looking again ..."
EMPTY = """Nothing is remembered yet.

{new} writes a note. In a shell,
`maang memory remember FOLDER`
brings your Markdown files.

What you note at an attempt is remembered by itself."""


class MemorySearch(FilteredPage[MemoryFilters]):
    """A field, filters, what was found, and beside it the text under the cursor."""

    CSS_PATH = "memory.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-middle"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MEMORY)]

    def __init__(self) -> None:
        super().__init__(MemoryFilters())
        self._shown = Looked(Asked("", self._filters), (), 0)
        self._model: str | None = OPENING
        self._preparing = self._again = False
        self._leaving = threading.Event()
        self._pauses: dict[str, Timer] = {}

    @property
    def _list(self) -> TallList:
        return self.query_one(TallList)

    @property
    def _beside(self) -> Beside:
        return self.query_one(Beside)

    @property
    def _line(self) -> Line | None:
        lines, cursor = self._shown.lines, self._list.cursor
        return lines[cursor] if cursor < len(lines) else None

    @property
    def _asked(self) -> Asked:
        return Asked(self.query_one(Input).value.strip(), self._filters)

    def compose(self) -> ComposeResult:
        """A field, the filters, the list, what is beside it, how it was searched."""
        yield Field(placeholder='words, a question, "a phrase", -without, `a_name`', compact=True)
        yield FilterBar(lambda name: self.maang.keymap.key(f"memory.{name}"), MemoryFilters())
        with Container(id="body"):
            yield TallList(id="list")
            yield Static("", id="nothing", classes="empty", markup=False)
            yield Beside(id="beside")
        yield Static("", id="how", classes="quiet", markup=False)
        yield from self.foot()

    def on_mount(self) -> None:
        """The keys belong to the list until the field is asked for."""
        self.set_focus(self._list)

    def reload(self) -> None:
        """Look again for what is typed, and index what was written meanwhile."""
        self.look()
        if self._preparing:
            self._again = True
            return
        self._preparing = True
        self.run_worker(self._prepare, thread=True, group="prepare")

    def _prepare(self) -> None:
        """In a thread: the model is opened and texts are indexed while one looks by words."""
        self.maang.opened.wait()
        try:
            Looking(self.core).prepare(self.post_message, self._leaving.is_set)
        except MaangError as error:
            self.post_message(Failed(error))
        finally:
            self.post_message(PreparingEnded())

    @on(PreparingEnded)
    def _prepared(self) -> None:
        self._preparing = False
        if self._again:
            self._again = False
            self.reload()

    @on(Prepared)
    def _look_again(self, message: Prepared) -> None:
        changed = self._model != message.reason
        self._model = message.reason
        if changed or message.more:
            self.look()
            self._beside.find_more()

    def look(self) -> None:
        """Look for it by words, or list what there is; nothing is indexed for that."""
        asked, looking = self._asked, Looking(self.core)
        if (pause := self._pauses.pop("deeper", None)) is not None:
            pause.stop()
        find = looking.by_words if asked.words else looking.listed
        ask(self, partial(find, asked), lambda looked: looked, group="look", latest=True)

    def unread(self) -> None:
        """The list is what was found before."""
        self.query_one("#how", Static).update(UNREAD)

    def _look_deeper(self) -> None:
        """By meaning as well: the model is open and nobody types."""
        find = partial(Looking(self.core).by_meaning, self._asked)
        ask(self, find, lambda looked: looked, group="look", latest=True)

    @on(Looked)
    def _show(self, message: Looked) -> None:
        if message.asked != self._asked:
            return
        before, line = self._shown, self._line
        same = message.asked == before.asked
        deeper = message.found is not None and not message.deep and self._model is None
        if same and before.deep and deeper:  # news: what is shown stays until it is found again
            self._look_deeper()
            return
        self._shown = message
        self._list.show(len(message.lines), self._draw, keep=same)
        if same and line is not None and self._list.cursor:
            places = [each.place for each in message.lines]
            self._list.cursor = places.index(line.place) if line.place in places else 0
        self._tell(deeper=deeper)
        if deeper:
            self._after("deeper", self._look_deeper)
        if not message.lines:
            self._after("read", self._read)

    def _tell(self, *, deeper: bool) -> None:
        """How it was searched, or that there is nothing."""
        shown = self._shown
        self.set_class(not shown.lines, "-nothing")
        key = self.maang.keymap.key
        if not shown.asked.words and not self._filters.any:
            nothing = EMPTY.format(new=key("memory.new"))
        elif deeper:
            nothing = DEEPER
        else:
            nothing = NOTHING + CLEARS.format(clear=key("memory.clear"))
        self.query_one("#nothing", Static).update(nothing)
        self.query_one("#how", Static).update(how(shown, self._model))
        if not shown.lines and self.focused is self._list:
            self.set_focus(None)  # it is not to be seen
        elif shown.lines and self.focused is None:
            self.call_after_refresh(self._focus_again)

    def _focus_again(self) -> None:
        if self.focused is None:
            self._to_list()

    def _to_list(self) -> None:
        """The keys belong to the list, where there is one."""
        self.set_focus(self._list if self._shown.lines else None)

    def _draw(self, index: int, width: int) -> Text:
        zone = self.core.calendar.zone
        return drawn(self._shown.lines[index], width, zone=zone, score=self._beside.explain)

    def _after(self, name: str, action: Callable[[], object]) -> None:
        """Do it once nothing of the kind has happened for a moment."""
        if (pause := self._pauses.get(name)) is not None:
            pause.stop()
        self._pauses[name] = self.set_timer(PAUSE, action)

    @on(Input.Changed)
    def _typed(self) -> None:
        self.look()

    @on(VirtualList.Moved, "#list")
    def _moved(self) -> None:
        self._after("read", self._read)

    async def _read(self) -> None:
        await self._beside.read(self._line)

    def names(self, name: str) -> Sequence[str]:
        """What the texts that are remembered have."""
        return self.core.browsing.names(name)

    def on_unmount(self) -> None:
        """What is left to index waits for the next time."""
        self._leaving.set()
