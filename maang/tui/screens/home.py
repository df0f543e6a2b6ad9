"""The page of the day."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from maang.tui.screens.page import Page
from maang.tui.widgets.due_list import DueList
from maang.tui.widgets.next_list import NextList
from maang.tui.widgets.pane import Pane
from maang.tui.work import ask
from maang.words.common import days, long_day

if TYPE_CHECKING:
    from maang.core.today.models import Page as DayPage


@dataclass
class PageRead(Message):
    """The page of the day was put together."""

    page: "DayPage"


class HomeScreen(Page):
    """What is due, what comes next, how long it will take."""

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = ""

    def compose(self) -> ComposeResult:
        """Headings first, values when they come."""
        with Pane():
            yield Static("", id="day", classes="heading", markup=False)
            yield Static("", id="coming", classes="quiet", markup=False)
            yield Static("Due", id="due-heading", classes="heading", markup=False)
            yield DueList()
            yield Static("Next", id="next-heading", classes="heading", markup=False)
            yield NextList()
            yield Static("", id="notices", classes="quiet", markup=False)
        yield from self.foot()

    def on_resize(self, event: events.Resize) -> None:
        """As many due cards as leave room for what comes next."""
        self.query_one(DueList).most = max(3, event.size.height - 11)

    def reload(self) -> None:
        """Read the page again."""
        ask(self, lambda: self.core.today.page(), PageRead, group="page", latest=True)

    @on(PageRead)
    def _show(self, message: PageRead) -> None:
        from maang.words.reviews import cost
        from maang.words.today import coming, workload

        page = message.page
        if self.focused is None:  # not before: it styles everything anew, and nothing scrolls yet
            self.set_focus(self.query_one(Pane))
        self.query_one("#day", Static).update(f"{long_day(page.date)}   {workload(page)}")
        self._say("#coming", "\n".join(f"{one.what} {days(one.days)}" for one in page.scheduled))
        self.query_one("#due-heading", Static).update(
            f"Due   {cost(page.due)}" if page.due else "Due"
        )
        self.query_one(DueList).cards = tuple(page.due)
        self.query_one("#next-heading", Static).update(f"Next   {coming(page)}")
        self.query_one(NextList).problems = tuple(page.next)
        self._say("#notices", "\n".join(page.notices))

    def _say(self, selector: str, text: str) -> None:
        """A line that takes no room where there is nothing to say."""
        line = self.query_one(selector, Static)
        line.update(text)
        line.display = bool(text)
