"""The catalogue: search as you type, the list of any length, one problem with its history."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import set_cell_size
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from maang.core.practice.models import Status
from maang.core.problems.models import Match, Problem, ProblemFilter
from maang.core.standing.models import Page, Wanted
from maang.tui.theme import difficulty_style
from maang.tui.widgets.virtual_list import VirtualList
from maang.tui.work import ask
from maang.words import problems as words

if TYPE_CHECKING:
    from maang.core.bootstrap import Core
    from maang.tui.app import MaangApp

EVERYTHING = 1_000_000
MOST_HITS = 500
"""More than anybody scrolls through after typing a word."""

MARKS = {Status.TODO: " ", Status.ATTEMPTED: "~", Status.SOLVED: "+"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the list, whether it was found or listed."""

    problem: Problem
    status: Status
    alike: bool = False


@dataclass
class Found(Message):
    """The list for what is typed was read."""

    shown: tuple[Shown, ...]
    total: int


@dataclass
class PageRead(Message):
    """Everything about one problem was read."""

    page: Page


class ProblemsScreen(Screen[None]):
    """Type to search; arrows to move; Enter to open."""

    CSS_PATH = "problems.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", id="search"),
        Binding("escape", "leave", "Back", id="leave", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Shown, ...] = ()

    @property
    def core(self) -> "Core":
        """The core behind every screen."""
        return cast("MaangApp", self.app).core

    def compose(self) -> ComposeResult:
        """A field, the list, one problem."""
        yield Input(placeholder="number, title, pattern, topic …", compact=True)
        with Horizontal():
            yield VirtualList(id="list")
            with VerticalScroll(id="side"):
                yield Static("", id="page", markup=False)
        yield Static("", id="count", classes="quiet", markup=False)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Everything, until something is typed."""
        self.query_one(VirtualList).focus()
        self.reload()

    def reload(self) -> None:
        """Read the list for what is typed."""
        typed = self.query_one(Input).value.strip()
        ask(self, lambda: self._find(typed), lambda found: found, group="find", latest=True)

    def _find(self, typed: str) -> Found:
        everything = Wanted(ProblemFilter())
        if not typed:
            lines = self.core.standing.listing(everything, limit=EVERYTHING)
            return Found(tuple(Shown(one.problem, one.status) for one in lines.lines), lines.total)
        hits = self.core.standing.search(typed, everything, limit=MOST_HITS)
        shown = (Shown(one.problem, one.status, one.match is Match.TYPO) for one in hits.hits)
        return Found(tuple(shown), hits.total)

    @on(Found)
    def _show(self, message: Found) -> None:
        self._shown = message.shown
        self.query_one(VirtualList).show(len(message.shown), self._line)
        alike = message.shown[:1] and message.shown[0].alike
        said = "nothing is called so; these look alike" if alike else f"{message.total} problems"
        self.query_one("#count", Static).update(said if message.shown else "nothing found")
        if not message.shown:
            self.query_one("#page", Static).update("")

    def _line(self, index: int, width: int) -> Text:
        one = self._shown[index]
        number = "" if one.problem.number is None else str(one.problem.number)
        line = Text(f"{MARKS[one.status]} {number:>5}  ", style="dim", no_wrap=True)
        line.append(
            set_cell_size(one.problem.title, max(10, width - 26)),
            style="dim" if one.status is Status.SOLVED else "",
        )
        difficulty = one.problem.difficulty
        line.append(f"  {difficulty or '-':<7}", style=difficulty_style(difficulty))
        return line

    @on(Input.Changed)
    def _typed(self) -> None:
        self.reload()

    @on(Input.Submitted)
    def _to_list(self) -> None:
        self.query_one(VirtualList).focus()

    @on(VirtualList.Moved)
    def _moved(self, message: VirtualList.Moved) -> None:
        if message.index < len(self._shown):
            slug = self._shown[message.index].problem.slug
            ask(self, lambda: self.core.standing.page(slug), PageRead, group="page", latest=True)

    @on(VirtualList.Chosen)
    def _chosen(self) -> None:
        self.set_class(not self.has_class("-open"), "-open")

    @on(PageRead)
    def _read(self, message: PageRead) -> None:
        text = words.page(message.page, zone=self.core.calendar.zone)
        self.query_one("#page", Static).update(text)

    def action_search(self) -> None:
        """To the field."""
        self.query_one(Input).focus()

    def action_leave(self) -> None:
        """Out of the field, out of the problem, back to the day: one step at a time."""
        if self.focused is self.query_one(Input):
            self.query_one(VirtualList).focus()
        elif self.has_class("-open"):
            self.remove_class("-open")
        else:
            self.app.switch_mode("home")
