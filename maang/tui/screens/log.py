"""The log form. What is typed is kept as a draft until it is logged: nothing is lost."""

import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, Label, Static, TextArea

from maang.core.errors import MaangError
from maang.core.practice.models import Logged, Repeated
from maang.core.problems.models import Problem, ProblemFilter
from maang.core.standing.models import Wanted
from maang.tui.drafts import Drafts
from maang.tui.failing import read_again, unanswered
from maang.tui.forms import OUTCOMES, Form, read
from maang.tui.keys import LOG, bindings
from maang.tui.messages import Edited, Failed
from maang.tui.painting import Painted
from maang.tui.theme import difficulty_style
from maang.tui.widgets.choice import Choice
from maang.tui.widgets.field import Field
from maang.tui.widgets.key_bar import KeyBar
from maang.tui.widgets.trouble import Trouble
from maang.tui.widgets.virtual_list import QuietList, VirtualList
from maang.tui.work import BREATH, ask
from maang.words.common import named

if TYPE_CHECKING:
    from maang.core.bootstrap import Core
    from maang.tui.app import MaangApp

MOST_HITS = 50
NOTHING = "no problem is called so"
PAUSE = 0.3
"""Seconds without a key after which the draft is kept."""


@dataclass
class DraftRead(Message):
    """What was being written last time was read."""

    form: Form


@dataclass
class DraftKept(Message):
    """What is being written is safe."""


@dataclass
class HitsRead(Message):
    """The problems that fit what is typed were found."""

    typed: str
    problems: tuple[Problem, ...]


@dataclass
class Saved(Message):
    """The attempt was logged."""

    logged: Logged


class LogScreen(ModalScreen[Logged | None], Painted[Logged | None]):
    """Problem, outcome, minutes, hints, note. Answers with what was logged, or None."""

    CSS_PATH = "log.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LOG)]

    def __init__(self, problem: str = "") -> None:
        super().__init__()
        self._problem = problem
        self._hits = HitsRead("", ())
        self._turn = threading.Lock()
        self._typed = Form()
        self._logged = False
        self._restored = False
        self._saving = False
        self._again = False
        self._waiting: Timer | None = None
        self._looking: Timer | None = None

    @property
    def core(self) -> "Core":
        """The core behind every screen, also for a draft that is kept once this one is closed."""
        return self._maang.core

    @property
    def _drafts(self) -> Drafts:
        return Drafts(self.core)

    def compose(self) -> ComposeResult:
        """One field under the other."""
        with Vertical(id="form"):
            yield Static("Log an attempt", id="title", classes="heading", markup=False)
            with VerticalScroll(id="fields", can_focus=False):
                yield Field(placeholder="problem: number, title, words", id="problem", compact=True)
                yield QuietList(id="hits")
                with Horizontal(classes="row"):
                    yield Label("outcome ")
                    yield Choice(tuple(word for word, _ in OUTCOMES), id="outcome")
                with Horizontal(classes="row"):
                    yield Label("minutes ")
                    yield Field(id="minutes", compact=True, max_length=8)
                    yield Label("  hints ")
                    yield Field(id="hints", compact=True, max_length=8)
                yield TextArea(id="note", compact=True, placeholder="note", tab_behavior="focus")
            yield Static("", id="said", classes="quiet", markup=False)
            yield Trouble()
            yield KeyBar()

    def on_mount(self) -> None:
        """What was being written comes first."""
        self._maang = cast("MaangApp", self.app)
        self.set_focus(self.query_one("#problem"))
        ask(self, lambda: DraftRead(read(self._drafts.read())), lambda found: found)

    @property
    def form(self) -> Form:
        """What stands in the fields."""
        return Form(
            problem=self.query_one("#problem", Input).value,
            outcome=self.query_one(Choice).chosen,
            minutes=self.query_one("#minutes", Input).value,
            hints=self.query_one("#hints", Input).value,
            note=self.query_one(TextArea).text,
        )

    @property
    def _named(self) -> str:
        """What is typed to name the problem."""
        return self.query_one("#problem", Input).value.strip()

    @on(DraftRead)
    def _restore(self, message: DraftRead) -> None:
        """Put the draft back, but never over what was typed while it was being read."""
        if self.form.empty:
            draft = Form(problem=self._problem) if message.form.empty else message.form
            self.query_one("#problem", Input).value = draft.problem
            self.query_one(Choice).chosen = draft.outcome
            self.query_one("#minutes", Input).value = draft.minutes
            self.query_one("#hints", Input).value = draft.hints
            self.query_one(TextArea).text = draft.note
            if not message.form.empty:
                self._say("what you were writing is back")
        self._restored = True

    @on(Input.Changed, "#problem")
    def _search(self) -> None:
        find = partial(self._find, self._named)
        ask(self, find, lambda found: found, group="hits", latest=True, after=BREATH)

    def reload(self) -> None:
        """Search once more where no answer came to what is typed."""
        if self._hits.typed != self._named:
            self._search()

    def _find(self, typed: str) -> HitsRead:
        if not typed:
            return HitsRead("", ())
        hits = self.core.standing.search(typed, Wanted(ProblemFilter()), limit=MOST_HITS)
        return HitsRead(typed, tuple(hit.problem for hit in hits.hits))

    @on(HitsRead)
    def _show_hits(self, message: HitsRead) -> None:
        self._hits = message
        self.query_one(VirtualList).show(len(message.problems), self._line)
        if message.typed and not message.problems:
            self._say(NOTHING)
        elif self.query_one("#said", Static).content == NOTHING:
            self._say("")

    def _line(self, index: int, width: int) -> Text:
        problem = self._hits.problems[index]
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(named(problem.ref()), style=difficulty_style(problem.difficulty))
        line.append(f"  {problem.title}", style="dim")
        line.truncate(width, overflow="ellipsis")
        return line

    @on(Input.Submitted)
    @on(VirtualList.Chosen)
    def _next_field(self) -> None:
        self.focus_next()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Edited)
    def _edited(self) -> None:
        self._again = False
        self._typed = self.form
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(PAUSE, self._keep)

    def _keep(self) -> None:
        if (body := self._unkept()) is not None:
            ask(self, lambda: self._write(body), lambda _: DraftKept(), group="draft", latest=True)

    def _unkept(self) -> str | None:
        """What is to be kept now, once; None where all is, or nothing was read or typed yet."""
        if self._waiting is None or not (self._restored or not self._typed.empty):
            return None
        self._waiting.stop()
        self._waiting = None
        return "" if self._typed == Form(problem=self._problem) else self._typed.kept()

    def _write(self, body: str) -> None:
        with self._turn:  # a late draft must not come back after its attempt was logged
            if not self._logged:
                self._drafts.keep(body)

    def action_save(self) -> None:
        """Log it."""
        if self._saving:
            return
        reference, form, again = self._reference(), self.form, self._again
        if not reference:
            self._say("which problem? type a number or some words of its title")
            return
        self._saving = True
        self._say("saving ...")
        ask(self, lambda: Saved(self._log(reference, form, again=again)), lambda done: done)

    def _reference(self) -> str:
        """The problem under the cursor, or what is typed while its search still runs."""
        if self._hits.typed == self._named and self._hits.problems:
            return self._hits.problems[self.query_one(VirtualList).cursor].slug
        return self._named

    def _log(self, reference: str, form: Form, *, again: bool) -> Logged:
        with self._turn:
            logged = self.core.practice.log(reference, form.entry(), again=again)
            self._logged = True
            self._drafts.forget()
        return logged

    @on(Saved)
    def _done(self, message: Saved) -> None:
        self.dismiss(message.logged)

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        if not self._saving:
            if unanswered(message.error):
                trouble = self._maang.trouble
                self._looking = read_again(self, before=self._looking, trouble=trouble)
            return
        self._saving = False
        if isinstance(message.error, Repeated):
            message.stop()
            self._again = True
            self._say("logged a moment ago; ctrl+s once more logs it again")
            return
        self._say("not saved; what you typed is still here")

    def action_leave(self) -> None:
        """Close; the draft waits for next time."""
        if (body := self._unkept()) is not None:
            ask(self.app.screen_stack[0], lambda: self._write(body), lambda _: DraftKept())
        self.dismiss(None)

    def on_unmount(self) -> None:
        """A signal may have ended the app in the middle of a word."""
        if (body := self._unkept()) is not None:
            with suppress(MaangError):
                self._write(body)

    def _say(self, text: str) -> None:
        line = self.query_one("#said", Static)
        if line.content != text:
            line.update(text)
