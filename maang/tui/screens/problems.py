"""The catalogue: search as you type, filters, the list of any length, one problem in full."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from maang.core.practice.models import Status
from maang.core.problems.models import Match, Place
from maang.core.standing.models import Hit, Line
from maang.tui.filters import Filters
from maang.tui.keys import PROBLEMS, bindings
from maang.tui.reading import LINES, Asked, Counted, Found, MoreRead, PageRead, Placed, Reading
from maang.tui.screens.filtered import FilteredPage
from maang.tui.theme import difficulty_style
from maang.tui.widgets.field import Field
from maang.tui.widgets.filter_bar import FilterBar
from maang.tui.widgets.sheet import Sheet
from maang.tui.widgets.virtual_list import VirtualList
from maang.tui.work import BREATH, ask
from maang.words import problems as words
from maang.words.common import plural
from maang.words.practice import history

MARKS = {Status.TODO: " ", Status.ATTEMPTED: "~", Status.SOLVED: "+"}
LEGEND = "  ".join(f"{MARKS[status]} {status}" for status in (Status.SOLVED, Status.ATTEMPTED))


class ProblemsScreen(FilteredPage[Filters]):
    """Type to search; single keys to filter; arrows to move; Enter to open."""

    CSS_PATH = "problems.tcss"
    AUTO_FOCUS = "#list"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PROBLEMS)]

    def __init__(self) -> None:
        super().__init__(Filters())
        self._asked: Asked = ("", self._filters)
        self._total = 0
        self._places: list[Place] | None = None
        self._lines: dict[int, Line | Hit] = {}
        self._wanted: set[int] = set()
        self._back = "home"

    @property
    def problem(self) -> str | None:
        """The slug of the problem under the cursor."""
        line = self._lines.get(self._list.cursor)
        return line.problem.slug if line else None

    @property
    def _reading(self) -> Reading:
        return Reading(self.core)

    @property
    def _list(self) -> VirtualList:
        return self.query_one(VirtualList)

    @property
    def _page(self) -> Sheet:
        return self.query_one(Sheet)

    def compose(self) -> ComposeResult:
        """A field, the filters, the list, one problem."""
        yield Field(placeholder="number, title, pattern, topic …", compact=True)
        yield FilterBar(lambda name: self.maang.keymap.key(f"problems.{name}"))
        with Horizontal():
            yield VirtualList(id="list")
            yield Sheet(id="page")
        yield Static("", id="count", classes="quiet", markup=False)
        yield from self.foot()

    def on_mount(self) -> None:
        """The keys belong to the list until the field is asked for."""
        self.set_focus(self._list)

    def look_for(self, words: str, *, back: str = "home") -> None:
        """As if it was typed, with nothing filtered out; whoever came from elsewhere leaves `back`
        to that screen."""
        self._back = back
        self._filters = self.query_one(FilterBar).filters = Filters()
        self.query_one(Input).value = words
        self._turn_to(opened=True)

    def reload(self, *, after: float = 0.0) -> None:
        """Read the list for what is typed and filtered by."""
        asked = (self.query_one(Input).value.strip(), self._filters)
        find = partial(self._reading.find, asked)
        ask(self, find, lambda found: found, group="find", latest=True, after=after)

    @on(Found)
    def _show(self, message: Found) -> None:
        self._lines, self._wanted, self._places = dict(enumerate(message.lines)), set(), None
        before, self._asked = self._asked, message.asked
        keep, count = message.asked == before, len(message.lines)
        if message.total is None:  # nobody waits until all are counted
            count = max(count, self._total if keep else 0)
            total = partial(self._reading.count, message.asked)
            ask(self, total, lambda counted: counted, group="count", latest=True)
        self._total = count
        self._list.show(count, self._line, keep=keep)
        self.query_one("#count", Static).update(self._said(message))
        if not count:
            self._page.show("")

    @on(Counted)
    def _grow(self, message: Counted) -> None:
        if message.asked == self._asked:
            self._total = message.total
            self._list.show(message.total, self._line, keep=True)
            self.query_one("#count", Static).update(_counted(message.total))

    def _said(self, message: Found) -> str:
        first = message.lines[0] if message.lines else None
        if first is None:
            clear = f"; {self.maang.keymap.key('problems.clear')} clears the filters"
            return "nothing found" + (clear if self._filters.any else "")
        if isinstance(first, Hit) and first.match is Match.TYPO:
            return "nothing is called so; these look alike"
        return _counted(message.total) if message.total is not None else ""

    def _line(self, index: int, width: int) -> Text:
        one = self._lines.get(index)
        if one is None:
            self._more(index // LINES)
            return Text("  ...", style="dim")
        number = "" if one.problem.number is None else str(one.problem.number)
        line = Text(no_wrap=True)  # a style of its own would go over all that is appended
        line.append(f"{MARKS[one.status]} {number:>5}  ", style="dim")
        title = Text(one.problem.title, style="dim" if one.status is Status.SOLVED else "")
        title.truncate(max(10, width - line.cell_len - 8), overflow="ellipsis", pad=True)
        line.append_text(title)
        difficulty = one.problem.difficulty
        line.append(f"  {difficulty or '-':<6}", style=difficulty_style(difficulty))
        return line

    def _more(self, page: int) -> None:
        """Read some lines that are about to be seen, once."""
        if page in self._wanted:
            return
        self._wanted.add(page)
        if self._places is not None:
            self._read_on(page)
        elif len(self._wanted) == 1:
            ask(self, partial(self._reading.place, self._asked), lambda read: read, group="places")

    @on(Placed)
    def _go_on(self, message: Placed) -> None:
        if message.asked == self._asked and self._places is None:
            self._places = message.places
            for page in self._wanted:
                self._read_on(page)

    def _read_on(self, page: int) -> None:
        if self._places is not None and page < len(self._places):
            read = partial(self._reading.more, self._asked, page, self._places[page])
            ask(self, read, lambda more: more, group="more")

    @on(MoreRead)
    def _show_more(self, message: MoreRead) -> None:
        if message.asked != self._asked:
            return
        self._lines.update(enumerate(message.lines, start=message.page * LINES))
        self._list.refresh()
        self._read_page()

    @on(Input.Changed)
    def _typed(self) -> None:
        self.call_after_refresh(self.reload, after=BREATH)

    @on(Input.Submitted)
    def _to_list(self) -> None:
        self.set_focus(self._list)

    @on(VirtualList.Moved)
    def _moved(self) -> None:
        self.call_after_refresh(self._read_page)

    def _read_page(self) -> None:
        slug = self.problem
        if slug is not None:
            page = partial(self._reading.page, slug)
            ask(self, page, lambda read: read, group="page", latest=True, after=BREATH)

    @on(VirtualList.Chosen)
    def _chosen(self) -> None:
        self._turn_to(opened=not self.has_class("-open"))

    def _turn_to(self, *, opened: bool) -> None:
        """The problem alone, or back to the list, where there is no room for both."""
        self.set_class(opened, "-open")
        self.call_after_refresh(self._turned)

    def _turned(self) -> None:
        """What has gone cannot be read by the keys any more; the field never takes them unasked."""
        self.set_focus(self._list if self._list.display else self._page)

    @on(PageRead)
    def _read(self, message: PageRead) -> None:
        zone = self.core.calendar.zone
        text = words.page(message.page, zone=zone)
        if message.attempts:
            text += f"\n\n{history(message.attempts, zone=zone)}"
        self._page.show(text)

    def names(self, name: str) -> Sequence[str]:
        """What the catalogue has."""
        return self._reading.names(name)

    async def action_leave(self) -> None:
        """Out of the field, out of the problem, back to the day: one step at a time."""
        if self.focused is self.query_one(Input):
            self.set_focus(self._list)
        elif self.has_class("-open") and self._back == "home":
            self._turn_to(opened=False)
        else:
            back, self._back = self._back, "home"
            self._turn_to(opened=False)
            await self.app.switch_mode(back)


def _counted(total: int) -> str:
    return f"{plural(total, 'problem')}   {LEGEND}"
