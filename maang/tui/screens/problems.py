"""The catalogue: search as you type, filters, the list of any length, one problem in full."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from maang.core.practice.models import Attempt, AttemptFilter, Status
from maang.core.problems.models import Match, NameKind
from maang.core.standing.models import Hit, Line
from maang.core.standing.models import Page as ProblemPage
from maang.tui.filters import Filters
from maang.tui.keys import PROBLEMS, bindings
from maang.tui.screens.page import Page
from maang.tui.screens.pick import PickScreen
from maang.tui.theme import difficulty_style
from maang.tui.widgets.filter_bar import FilterBar
from maang.tui.widgets.virtual_list import VirtualList
from maang.tui.work import ask
from maang.words import problems as words
from maang.words.common import hanging, plural
from maang.words.practice import history

LINES = 200
"""Lines that are read at once, when one of them is about to be seen."""

MOST_HITS = 500
"""More than anybody scrolls through after typing a word."""

MOST_ATTEMPTS = 100

MARKS = {Status.TODO: " ", Status.ATTEMPTED: "~", Status.SOLVED: "+"}

ANY = "any"


@dataclass
class Found(Message):
    """The first lines for what is asked were read; `total` is how many there are."""

    asked: tuple[str, Filters]
    lines: tuple[Line | Hit, ...]
    total: int


@dataclass
class MoreRead(Message):
    """Lines further down were read."""

    asked: tuple[str, Filters]
    after: int
    lines: tuple[Line, ...]


@dataclass
class PageRead(Message):
    """Everything about one problem was read."""

    page: ProblemPage
    attempts: list[Attempt]


class ProblemsScreen(Page):
    """Type to search; single keys to filter; arrows to move; Enter to open."""

    CSS_PATH = "problems.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PROBLEMS)]

    def __init__(self) -> None:
        super().__init__()
        self._filters = Filters()
        self._asked = ("", self._filters)
        self._lines: dict[int, Line | Hit] = {}
        self._wanted: set[int] = set()
        self._text = ""
        self._back = "home"

    @property
    def problem(self) -> str | None:
        """The slug of the problem under the cursor."""
        line = self._lines.get(self._list.cursor)
        return line.problem.slug if line else None

    @property
    def _list(self) -> VirtualList:
        return self.query_one(VirtualList)

    def compose(self) -> ComposeResult:
        """A field, the filters, the list, one problem."""
        yield Input(placeholder="number, title, pattern, topic …", compact=True)
        yield FilterBar(lambda name: self.maang.keymap.key(f"problems.{name}"))
        with Horizontal():
            yield VirtualList(id="list")
            with VerticalScroll(id="side", can_focus=False):
                yield Static("", id="page", markup=False)
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
        self.set_focus(self._list)
        self.add_class("-open")

    def reload(self) -> None:
        """Read the list for what is typed and filtered by."""
        asked = (self.query_one(Input).value.strip(), self._filters)
        ask(self, partial(self._find, asked), lambda found: found, group="find", latest=True)

    def _find(self, asked: tuple[str, Filters]) -> Found:
        typed, filters = asked
        if not typed:
            listed = self.core.standing.listing(filters.wanted(), limit=LINES)
            return Found(asked, listed.lines, listed.total)
        hits = self.core.standing.search(typed, filters.wanted(), limit=MOST_HITS)
        return Found(asked, hits.hits, hits.total)

    @on(Found)
    def _show(self, message: Found) -> None:
        self._lines = dict(enumerate(message.lines))
        self._wanted = set()
        before, self._asked = self._asked, message.asked
        count = len(message.lines) if message.asked[0] else message.total
        self._list.show(count, self._line, keep=message.asked == before)
        self.query_one("#count", Static).update(self._said(message))
        if not count:
            self._text = ""
            self._wrap()

    def _said(self, message: Found) -> str:
        first = message.lines[0] if message.lines else None
        if first is None:
            clear = f"; {self.maang.keymap.key('problems.clear')} clears the filters"
            return "nothing found" + (clear if self._filters.any else "")
        if isinstance(first, Hit) and first.match is Match.TYPO:
            return "nothing is called so; these look alike"
        return plural(message.total, "problem")

    def _line(self, index: int, width: int) -> Text:
        one = self._lines.get(index)
        if one is None:
            self._more(index // LINES * LINES)
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

    def _more(self, after: int) -> None:
        """Read some lines that are about to be seen, once."""
        if after not in self._wanted:
            self._wanted.add(after)
            ask(self, partial(self._read_more, self._asked, after), lambda more: more, group="more")

    def _read_more(self, asked: tuple[str, Filters], after: int) -> MoreRead:
        listed = self.core.standing.listing(asked[1].wanted(), limit=LINES, after=after)
        return MoreRead(asked, after, listed.lines)

    @on(MoreRead)
    def _show_more(self, message: MoreRead) -> None:
        if message.asked != self._asked:
            return
        self._lines.update(enumerate(message.lines, start=message.after))
        self._list.refresh()
        self._read_page()

    @on(Input.Changed)
    def _typed(self) -> None:
        self.reload()

    @on(Input.Submitted)
    def _to_list(self) -> None:
        self.set_focus(self._list)

    @on(VirtualList.Moved)
    def _read_page(self) -> None:
        slug = self.problem
        if slug is not None:
            ask(self, partial(self._page, slug), lambda read: read, group="page", latest=True)

    def _page(self, slug: str) -> PageRead:
        page = self.core.standing.page(slug)
        wanted = AttemptFilter(problem_id=page.problem.id)
        return PageRead(page, self.core.practice.attempts(wanted, limit=MOST_ATTEMPTS))

    @on(VirtualList.Chosen)
    def _chosen(self) -> None:
        self.set_class(not self.has_class("-open"), "-open")
        self.call_after_refresh(self._wrap)

    @on(PageRead)
    def _read(self, message: PageRead) -> None:
        zone = self.core.calendar.zone
        self._text = words.page(message.page, zone=zone)
        if message.attempts:
            self._text += f"\n\n{history(message.attempts, zone=zone)}"
        self._wrap()
        self.query_one("#side").scroll_home(animate=False)

    def _wrap(self) -> None:
        """What goes over the edge of the page goes on below its value."""
        width = self.query_one("#side").content_size.width or self.size.width - 2
        self.query_one("#page", Static).update(hanging(self._text, width))

    def on_resize(self) -> None:
        """The page is wider or narrower."""
        self.call_after_refresh(self._wrap)

    def action_search(self) -> None:
        """To the field, at once: the next letter belongs there."""
        self.set_focus(self.query_one(Input))

    def action_turn(self, name: str) -> None:
        """The next value of a filter."""
        self._filter(self._filters.turned(name))

    def action_clear(self) -> None:
        """Everything again: no filters, no words."""
        self.query_one(Input).value = ""
        self._filter(Filters())

    def _filter(self, filters: Filters) -> None:
        self._filters = self.query_one(FilterBar).filters = filters
        self.reload()

    async def action_pick(self, name: str) -> None:
        """Offer what a filter may be narrowed down to."""
        at = self._filters.said(name) or ANY
        picker = PickScreen(f"Only one {name}", lambda: (ANY, *self._names(name)), at=at)
        await self.app.push_screen(picker, partial(self._picked, name))

    def _names(self, name: str) -> list[str]:
        if name == "list":
            return [line.slug for line in self.core.standing.lists()]
        if name == "company":
            return self.core.standing.companies()
        return self.core.problems.names(NameKind(name))

    def _picked(self, name: str, word: str | None) -> None:
        if word is not None:
            self._filter(self._filters.picked(name, None if word == ANY else word))

    async def action_leave(self) -> None:
        """Out of the field, out of the problem, back to the day: one step at a time."""
        if self.focused is self.query_one(Input):
            self.set_focus(self._list)
        elif self.has_class("-open") and self._back == "home":
            self.remove_class("-open")
        else:
            back, self._back = self._back, "home"
            self.remove_class("-open")
            await self.app.switch_mode(back)
