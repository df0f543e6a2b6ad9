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
from maang.words.common import days, long_day, minutes, plural

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

    def on_mount(self) -> None:
        """The keys scroll it; to give them styles everything in it anew, which can wait."""
        self.call_after_refresh(self.set_focus, self.query_one(Pane))

    def on_resize(self, event: events.Resize) -> None:
        """As many due cards as leave room for what comes next."""
        self.query_one(DueList).most = max(3, event.size.height - 11)

    def reload(self) -> None:
        """Read the page again."""
        ask(self, lambda: self.core.today.page(), PageRead, group="page", latest=True)

    @on(PageRead)
    def _show(self, message: PageRead) -> None:
        from maang.words.reviews import cost

        page = message.page
        head = f"{long_day(page.date)}   {minutes(page.minutes_total)}"
        if page.streak.days:
            head += f"   streak {plural(page.streak.days, 'day')}"
            head += "" if page.streak.today_done else ", today still open"
        self.query_one("#day", Static).update(head)
        coming = "\n".join(f"{item.what} {days(item.days)}" for item in page.scheduled)
        self._say("#coming", coming)
        self.query_one("#due-heading", Static).update(
            f"Due   {cost(page.due)}" if page.due else "Due"
        )
        self.query_one(DueList).cards = tuple(page.due)
        reason = f"Next   {page.next[0].reason}" if page.next else "Next   the list is done"
        self.query_one("#next-heading", Static).update(reason)
        self.query_one(NextList).problems = tuple(page.next)
        self._say("#notices", "\n".join(page.notices))

    def _say(self, selector: str, text: str) -> None:
        """A line that takes no room where there is nothing to say."""
        line = self.query_one(selector, Static)
        line.update(text)
        line.display = bool(text)
