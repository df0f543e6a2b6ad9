"""A question on its way, in a thread of its own: nobody waits for a model that is stuck."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from maang.core.ask.models import Answer, Sentence
from maang.core.errors import MaangError
from maang.core.retrieval.models import Passage
from maang.tui.looking import Asked
from maang.tui.messages import Failed

if TYPE_CHECKING:
    from maang.tui.app import MaangApp

MOST = 8
"""Passages an answer is made from."""


@dataclass(eq=False)
class Question:
    """Something that was asked, `again` if a model is not to say what it said before. `stop` is
    set when nobody wants to hear more."""

    asked: Asked
    again: bool = False
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass
class Said(Message):
    """A sentence of the answer has come."""

    question: Question
    sentence: Sentence


@dataclass
class Answered(Message):
    """The answer is whole, or was stopped; None where it could not begin."""

    question: Question
    answer: Answer | None


def answer(app: "MaangApp", question: Question, tell: Callable[[Message], object]) -> None:
    """Begin to answer; `tell` hears each sentence, and then that it has ended."""
    work = partial(_answer, app, question, tell)
    threading.Thread(target=work, name="answer", daemon=True).start()


def _answer(app: "MaangApp", question: Question, tell: Callable[[Message], object]) -> None:
    app.opened.wait()
    core = app.core
    asked = question.asked

    def look(words: str) -> Sequence[Passage]:
        search = core.search
        filters = search.filters(**asked.filters.wanted(core.now(), core.calendar))
        found = search.search(words, limit=MOST, filters=filters)
        search.shown(found)
        return found.passages

    given = None
    try:
        answering = core.ask.begin(asked.words, look, again=question.again)
        for sentence in answering:
            if question.stop.is_set():
                break
            tell(Said(question, sentence))
        given = answering.answer
    except MaangError as error:
        tell(Failed(error))
    finally:
        tell(Answered(question, given))
