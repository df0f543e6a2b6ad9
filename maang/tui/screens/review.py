"""Recall first, then reveal, then one key."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import ClassVar
from uuid import UUID

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from maang.core.activity.models import Undone
from maang.core.errors import NotFound
from maang.core.reviews.models import Answer, Due, Preview, Rating, Suspension
from maang.tui.keys import REVIEW, bindings
from maang.tui.messages import Failed
from maang.tui.screens.page import Page
from maang.tui.widgets.rating_bar import RatingBar
from maang.tui.work import ask
from maang.words.reviews import answered, best_known, question, revealed, set_aside


@dataclass
class DueRead(Message):
    """The cards that are due were read, after so many answers and the like."""

    cards: list[Due]
    after: int


@dataclass
class Revealed(Message):
    """The other side of a card was read, and when each rating brings it back."""

    item: Due
    text: str
    preview: Preview


@dataclass
class Answered(Message):
    """A card was graded."""

    answer: Answer


@dataclass
class SetAside(Message):
    """A card was suspended."""

    suspension: Suspension


@dataclass
class AnswerTakenBack(Message):
    """The last grade was undone."""

    undone: Undone


class ReviewScreen(Page):
    """Goes through what is due, card by card; every answer is saved at once."""

    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(REVIEW)]

    _open: reactive[bool] = reactive(False, repaint=False, bindings=True)
    """Whether the other side of the card is seen."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[Due] = []
        self._done = self._changes = 0
        self._going = self._early = False
        self._skipped: dict[UUID, int] = {}
        self._skips = count(1)
        self._last = "review"

    @property
    def renamed(self) -> Mapping[str, str]:
        """What reveals a card grades a turned one."""
        return {"reveal": "Good"} if self._open else {}

    def compose(self) -> ComposeResult:
        """The question, the answer once it is asked for, the grades."""
        with VerticalScroll():
            yield Static("", id="question", classes="heading", markup=False)
            yield Static("", id="answer", markup=False)
            yield Static("", id="last", classes="quiet", markup=False)
        yield RatingBar(lambda name: self.maang.keymap.key(f"review.{name}"))
        yield from self.foot()

    def reload(self) -> None:
        """Read what is due, unless a card is open: that one stays."""
        if not self._open:
            read = partial(DueRead, after=self._changes)
            ask(self, lambda: self.core.reviews.due(limit=None), read, group="due", latest=True)

    @on(DueRead)
    def _begin(self, message: DueRead) -> None:
        if self._going:
            return  # it is among them or not: once it is answered one knows
        if message.after != self._changes:  # a card that was answered meanwhile may be among them
            self.reload()
        elif not self._open:  # it may have been turned while this was read
            self._waiting = sorted(message.cards, key=lambda each: self._skipped.get(each.card, 0))
            self._ask_next()

    def _ask_next(self) -> None:
        self._open = False
        self.query_one(RatingBar).preview = None
        self._say("#answer", "")
        self.query_one(RatingBar).display = bool(self._waiting)  # there is nothing to reveal
        if not self._waiting:
            done = f"Nothing left to recall: {self._done} answered"
            self._say("#question", done if self._done else "Nothing is due")
            return
        where = f"{self._done + 1} of {self._done + len(self._waiting)}"
        text = question(self._waiting[0], where).strip().partition("\n")[0]
        self._say("#question", text)

    def _say(self, name: str, text: str) -> None:
        """Say something else; all is laid out anew only where it may be of another height."""
        line = self.query_one(name, Static)
        if str(line.content) != text:
            same = line.size.height == 1 and 0 < cell_len(text) <= line.size.width
            line.update(text, layout=not same)

    def action_reveal(self) -> None:
        """Show the other side; a second time it is graded good."""
        if self._open:
            self.action_rate("good")
        elif self._going:
            self._early = True  # a quick hand: the next card is meant
        elif self._waiting:
            item = self._waiting[0]
            ask(self, lambda: self._other_side(item), lambda found: found, group="card")

    def _other_side(self, item: Due) -> Revealed:
        problem = self.core.problems.get(item.problem.slug)
        card = self.core.reviews.card(problem.id, kind=item.kind)
        try:
            last = self.core.practice.attempt(item.problem.slug)
        except NotFound:
            last = None
        text = revealed(item, last, best_known(problem))
        return Revealed(item, text, self.core.reviews.preview(card))

    @on(Revealed)
    def _reveal(self, message: Revealed) -> None:
        if self._waiting and self._waiting[0].card == message.item.card:
            self._open = True
            self.query_one("#answer", Static).update(message.text)
            bar = self.query_one(RatingBar)
            bar.days = self.core.calendar.days_between, self.core.now()
            bar.preview = message.preview

    def action_rate(self, rating: str) -> None:
        """Grade the open card."""
        if not self._open:
            return
        self._begin_change()
        card = self._waiting[0].card
        ask(self, lambda: self.core.reviews.answer(card, Rating(rating)), Answered, group="answer")

    @on(Answered)
    def _answered(self, message: Answered) -> None:
        self._done += 1
        self._last = "review"
        self.query_one("#last", Static).update(answered(message.answer))
        self._leave_out(message.answer.card.id)

    def _begin_change(self) -> None:
        self._open, self._going = False, True
        self._changes += 1

    def _leave_out(self, card: UUID) -> None:
        """It is done with; on to the next one, which may have been asked to turn already."""
        self._going = False
        self._changes += 1
        self._waiting = [item for item in self._waiting if item.card != card]
        self._ask_next()
        early, self._early = self._early, False
        if early:
            self.action_reveal()

    @on(Failed)
    def _failed(self) -> None:
        self._going = self._early = False

    def action_skip(self) -> None:
        """This card later."""
        if self._going or not self._waiting:
            return
        self._skipped[self._waiting[0].card] = next(self._skips)
        self._waiting = [*self._waiting[1:], *self._waiting[:1]]
        self._ask_next()

    def action_suspend(self) -> None:
        """Set this card aside: it is not asked for until it is resumed."""
        if self._waiting and not self._going:
            self._begin_change()
            card = self._waiting[0].card
            ask(self, lambda: self.core.reviews.suspend(card), SetAside, group="answer")

    @on(SetAside)
    def _set_aside(self, message: SetAside) -> None:
        self._last = "suspend"
        self.query_one("#last", Static).update(set_aside(message.suspension))
        self._leave_out(message.suspension.card.id)

    def action_take_back(self) -> None:
        """Undo the last grade, or the card that was set aside after it."""
        verb = self._last
        ask(self, lambda: self.core.activity.undo(verb=verb), AnswerTakenBack)

    @on(AnswerTakenBack)
    def _taken_back(self, message: AnswerTakenBack) -> None:
        if message.undone.change.verb == "review":
            self._done = max(0, self._done - 1)
        self._last = "review"
        self.query_one("#last", Static).update(f"taken back: {message.undone.change.subject}")
        self._open = False
        self.reload()
