"""A reply, checked sentence by sentence while it arrives: nothing is shown before it is checked.

A sentence that rests on no passage is dropped and counted, not marked: a mark is lost as soon as
somebody copies the sentence, and the promise is that every sentence has its source.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maang.core.ask import citations
from maang.core.ask.briefing import NOTHING
from maang.core.ask.models import Sentence
from maang.core.ask.sentences import Splitter
from maang.core.errors import MaangError
from maang.core.llm.models import Message
from maang.core.llm.ports import LanguageModel


@dataclass(slots=True)
class Reply:
    """What a model says to the messages. Iterating hears it; the counts are right afterwards.

    `problem` is what ended it early, when something did; `nothing` that the model found no answer
    in the passages.
    """

    model: LanguageModel
    messages: Sequence[Message]
    known: int
    removed: int = 0
    dropped: int = 0
    nothing: bool = False
    problem: MaangError | None = None
    kept: bool = False

    @property
    def model_id(self) -> str:
        """Who says it."""
        return self.model.model_id

    def __iter__(self) -> Iterator[Sentence]:
        splitter = Splitter()
        try:
            for chunk in self.model.stream(self.messages):
                yield from self._checked(splitter.feed(chunk.text))
        except MaangError as error:
            self.problem = error
            return  # half a sentence may say the opposite of the whole one
        yield from self._checked(splitter.finish())

    def _checked(self, said: Iterator[str]) -> Iterator[Sentence]:
        for each in said:
            if each.strip(" .*\"'`") == NOTHING:
                self.nothing = True
                continue
            cited = citations.read(each, known=self.known)
            self.removed += cited.removed
            if cited.citations and cited.text:
                yield Sentence(cited.text, cited.citations)
            else:
                self.dropped += 1
