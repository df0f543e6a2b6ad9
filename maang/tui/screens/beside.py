"""Beside the list of memory: the text under the cursor, or an answer as it comes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from maang.core.ask.models import Source
from maang.core.browsing.models import Opened
from maang.tui.answering import Answered, Question, Said, answer
from maang.tui.looking import Asked
from maang.tui.passages import Line, flat
from maang.tui.widgets.answer_pane import AnswerPane
from maang.tui.widgets.reading import Reading
from maang.tui.widgets.virtual_list import VirtualList
from maang.tui.work import ask
from maang.words.answers import about, cited
from maang.words.common import moment
from maang.words.memory import explained

if TYPE_CHECKING:
    from maang.tui.app import MaangApp


@dataclass
class TextRead(Message):
    """The text of a line was read, around what was found of it."""

    line: Line
    opened: Opened


class Beside(Container):
    """It is told a line or a question, and reads the rest itself."""

    DEFAULT_CSS = """
    Beside AnswerPane { display: none; }
    Beside.-answer AnswerPane { display: block; }
    Beside.-answer Reading { display: none; }
    """

    @dataclass
    class Cited(Message):
        """A source of the answer was chosen."""

        source: Source

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._question: Question | None = None
        self._nothing: Asked | None = None
        self._line: Line | None = None
        self.explain = False

    def compose(self) -> ComposeResult:
        """Both; one of them is seen."""
        yield Reading()
        yield AnswerPane()

    @property
    def going(self) -> bool:
        """Whether an answer is on its way."""
        return self._question is not None and not self._question.stop.is_set()

    async def read(self, line: Line | None) -> None:
        """Show what a line is about, or nothing."""
        self._line = line
        if line is None or line.memory_id is None:
            await self.query_one(Reading).clear()
            return
        passage = line.passage.text if line.passage else ""
        known = line.memory_id
        browsing = self._app.core.browsing
        ask(
            self,
            lambda: TextRead(line, browsing.read(known, passage=passage)),
            lambda read: read,
            group="text",
            latest=True,
        )

    @on(TextRead)
    async def _show(self, message: TextRead) -> None:
        if message.line == self._line:
            await self.query_one(Reading).show(self._facts(message.line), message.opened.window)

    def _facts(self, line: Line) -> str:
        at = moment(line.happened_at, self._app.core.calendar.zone)
        facts = [line.kind, at, line.about or "", line.handle if "/" in line.handle else ""]
        told = flat(" · ".join(fact for fact in facts if fact))
        if self.explain and line.passage is not None:
            told += f"\n{explained(line.passage)}"
        return told

    async def explained(self, explain: bool) -> None:
        """Say why a passage was found, or no longer."""
        self.explain = explain
        await self.read(self._line)

    def scroll_text(self, by: int) -> None:
        """A screenful of the text, or of the answer."""
        shown = self.query_one("#said-so") if self.has_class("-answer") else self.query_one(Reading)
        shown.scroll_relative(y=by * max(1, shown.size.height - 1), animate=False)

    def begin(self, asked: Asked) -> None:
        """Ask; the sentences come one by one. Who asks what is answered here asks again."""
        self.stop()
        before = self._question if self.has_class("-answer") else None
        again = before is not None and before.asked == asked
        self._question, self._nothing = Question(asked, again), None
        self.add_class("-answer")
        self.query_one(AnswerPane).begin(asked.words)
        answer(self._app, self._question, self.post_message)
        self.screen.set_focus(self.query_one("#sources"))

    def find_more(self) -> None:
        """There is more to be found than before: what found nothing is asked once more."""
        if self._nothing is not None and self.has_class("-answer"):
            self.begin(self._nothing)

    def stop(self) -> bool:
        """No further sentence; whether one was on its way."""
        if self._question is None or self._question.stop.is_set():
            return False
        self._question.stop.set()
        self.query_one(AnswerPane).tell("stopped")
        return True

    def close(self) -> bool:
        """Back to the text; whether an answer was there."""
        self.stop()
        was = self.has_class("-answer")
        self.remove_class("-answer")
        return was

    @on(Said)
    def _say(self, message: Said) -> None:
        message.stop()
        if message.question is self._question and self.going:
            self.query_one(AnswerPane).say(message.sentence)

    @on(Answered)
    def _end(self, message: Answered) -> None:
        message.stop()
        if message.question is not self._question:
            return
        pane, given = self.query_one(AnswerPane), message.answer
        stopped = message.question.stop.is_set()
        message.question.stop.set()
        self._nothing = None if stopped or (given and given.sentences) else message.question.asked
        if given is not None:
            pane.cite(cited(given))
        pane.tell("stopped" if stopped else "; ".join(about(given)) if given else "no answer")

    @on(VirtualList.Chosen, "#sources")
    def _chosen(self, message: VirtualList.Chosen) -> None:
        message.stop()
        self.cite()

    def cite(self, number: int | None = None) -> None:
        """Go to the source of a number, or the one under the cursor."""
        source = self.query_one(AnswerPane).source(number)
        if source is not None:
            self.post_message(self.Cited(source))

    @property
    def _app(self) -> "MaangApp":
        return cast("MaangApp", self.app)

    def on_unmount(self) -> None:
        """Nobody hears it any more."""
        if self._question is not None:
            self._question.stop.set()
