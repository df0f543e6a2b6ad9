"""The catalogue: search as you type, the list of any length, one problem with its history."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import set_cell_size
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from maang.core.practice.models import Status
from maang.core.problems.models import Match, Problem, ProblemFilter
from maang.core.standing.models import Page, Wanted
from maang.tui.keys import PROBLEMS, bindings
from maang.tui.theme import difficulty_style
from maang.tui.widgets.virtual_list import VirtualList
from maang.tui.work import ask
from maang.words import problems as words
from maang.words.common import plural

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

    typed: str
    shown: tuple[Shown, ...]
    total: int


@dataclass
class PageRead(Message):
    """Everything about one problem was read."""

    page: Page


class ProblemsScreen(Screen[None]):
    """Type to search; arrows to move; Enter to open."""

    CSS_PATH = "problems.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PROBLEMS, hidden=("leave",))]

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Shown, ...] = ()
        self._found_for = ""

    @property
    def core(self) -> "Core":
        """The core behind every screen."""
        return cast("MaangApp", self.app).core

    @property
    def problem(self) -> str | None:
        """The slug of the problem under the cursor."""
        cursor = self.query_one(VirtualList).cursor
        return self._shown[cursor].problem.slug if cursor < len(self._shown) else None

    def compose(self) -> ComposeResult:
        """A field, the list, one problem."""
        yield Input(placeholder="number, title, pattern, topic …", compact=True)
        with Horizontal():
            yield VirtualList(id="list")
            with VerticalScroll(id="side"):
                yield Static("", id="page", markup=False)
        yield Static("", id="count", classes="quiet", markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Everything, until something is typed."""
        self.query_one(VirtualList).focus()
        self.reload()

    def on_screen_resume(self) -> None:
        """Another screen may have changed where one stands."""
        self.reload()

    def look_for(self, words: str) -> None:
        """As if it was typed."""
        self.query_one(Input).value = words
        self.query_one(VirtualList).focus()
        self.add_class("-open")

    def reload(self) -> None:
        """Read the list for what is typed."""
        typed = self.query_one(Input).value.strip()
        ask(self, lambda: self._find(typed), lambda found: found, group="find", latest=True)

    def _find(self, typed: str) -> Found:
        everything = Wanted(ProblemFilter())
        if not typed:
            lines = self.core.standing.listing(everything, limit=EVERYTHING)
            listed = tuple(Shown(one.problem, one.status) for one in lines.lines)
            return Found(typed, listed, lines.total)
        hits = self.core.standing.search(typed, everything, limit=MOST_HITS)
        shown = (Shown(one.problem, one.status, one.match is Match.TYPO) for one in hits.hits)
        return Found(typed, tuple(shown), hits.total)

    @on(Found)
    def _show(self, message: Found) -> None:
        self._shown, before = message.shown, self._found_for
        self._found_for = message.typed
        self.query_one(VirtualList).show(
            len(message.shown), self._line, keep=message.typed == before
        )
        alike = message.shown[:1] and message.shown[0].alike
        said = (
            "nothing is called so; these look alike" if alike else plural(message.total, "problem")
        )
        self.query_one("#count", Static).update(said if message.shown else "nothing found")
        if not message.shown:
            self.query_one("#page", Static).update("")

    def _line(self, index: int, width: int) -> Text:
        one = self._shown[index]
        number = "" if one.problem.number is None else str(one.problem.number)
        line = Text(f"{MARKS[one.status]} {number:>5}  ", style="dim", no_wrap=True)
        line.append(
            set_cell_size(one.problem.title, max(10, width - 19)),
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
        """To the field, at once: the next letter belongs there."""
        self.set_focus(self.query_one(Input))

    def action_leave(self) -> None:
        """Out of the field, out of the problem, back to the day: one step at a time."""
        if self.focused is self.query_one(Input):
            self.query_one(VirtualList).focus()
        elif self.has_class("-open"):
            self.remove_class("-open")
        else:
            self.app.switch_mode("home")
