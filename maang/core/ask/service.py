"""A question, what was found about it, and the answer, sentence by sentence."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from maang.core.ask import briefing
from maang.core.ask.answering import Reply
from maang.core.ask.extraction import extracted
from maang.core.ask.keeping import Replies, Said
from maang.core.ask.models import Answer, Sentence, Source
from maang.core.ask.ports import Passage, Retriever
from maang.core.embedding.ports import Embedder
from maang.core.errors import Invalid, MaangError
from maang.core.llm.models import NONE
from maang.core.llm.service import Models

LONGEST = 2_000
"""Characters of a question."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Answers from what is remembered. Nothing is written, and a model is given no tools."""

    models: Models
    embedder: Callable[[], Embedder]
    replies: Callable[[], Replies]

    def begin(
        self, question: str, retriever: Retriever, *, model: str | None = None, again: bool = False
    ) -> "Answering":
        """An answer about to be given: iterate over its sentences, then take the whole.

        `model` names a provider (`ollama:llama3.2`), or `none`; that one must work. The one of
        the settings need not: where it fails before its first sentence, the answer is made of
        one's own sentences and says why. What a model has said to the same words before is said
        again, unless it is to be asked `again`. Raises Invalid for an empty or endless question,
        and what the retriever raises.
        """
        question = " ".join(question.split())
        if not question:
            raise Invalid("nothing was asked", hint='maang ask "what did I learn about heaps?"')
        if len(question) > LONGEST:
            raise Invalid(f"a question has at most {LONGEST} characters")
        sources = tuple(_source(at, each) for at, each in enumerate(retriever(question), start=1))
        return Answering(self, question, sources, model, again)

    def answer(self, question: str, retriever: Retriever, *, model: str | None = None) -> Answer:
        """The whole answer at once; raises as `begin`, and as the model that was named."""
        answering = self.begin(question, retriever, model=model)
        for _ in answering:
            pass
        return answering.answer


@dataclass(slots=True)
class Answering:
    """An answer on its way. `answer` is whole when the iteration has ended."""

    ask: Ask
    question: str
    sources: tuple[Source, ...]
    named: str | None
    again: bool
    _said: list[Sentence] = field(default_factory=list)
    _reply: Reply | Said | None = None
    _problem: str | None = None
    _fell_back: bool = False

    def __iter__(self) -> Iterator[Sentence]:
        """Its sentences, each as soon as it is whole and checked."""
        if not self.sources:
            return
        self._reply = self._kept() or self._opened()
        if self._reply is not None:
            for sentence in self._reply:
                self._said.append(sentence)
                yield sentence
            self._settle(self._reply)
        if self._reply is None or self._fell_back:
            for sentence in self._extracted():
                self._said.append(sentence)
                yield sentence

    @property
    def answer(self) -> Answer:
        """What has been said, and on what grounds."""
        reply = self._reply
        return Answer(
            question=self.question,
            answer=" ".join(str(sentence) for sentence in self._said),
            sentences=tuple(self._said),
            passages=self.sources,
            model=reply.model_id if reply and not self._fell_back else None,
            removed_citations=reply.removed if reply else 0,
            dropped_sentences=reply.dropped if reply else 0,
            problem=self._problem,
            kept=reply.kept if reply else False,
        )

    def _kept(self) -> Said | None:
        meant = self.ask.models.meant(self.named)
        if self.again or meant[0] == NONE:
            return None
        return self.ask.replies().find(self.question, self.sources, of=meant)

    def _opened(self) -> Reply | None:
        try:
            model = self.ask.models.model(self.named)
        except MaangError as error:
            if self.named is not None:
                raise
            self._problem = error.message
            return None
        if model is None:
            return None
        told = briefing.messages(self.question, self.sources, boundary=secrets.token_hex(8))
        return Reply(model, told, len(self.sources))

    def _settle(self, reply: Reply | Said) -> None:
        """What the way a reply went means for the answer; one that went well is kept."""
        if reply.problem is not None:
            if self.named is not None and not self._said:
                raise reply.problem
            self._problem = reply.problem.message
        elif not self._said and not reply.nothing:
            self._problem = f"{reply.model_id} named no source for anything it said"
        elif not reply.kept:
            said = Said(reply.model_id, tuple(self._said), reply.removed, reply.dropped)
            meant = self.ask.models.meant(self.named)
            self.ask.replies().keep(said, self.question, self.sources, of=meant)
        self._fell_back = not self._said and not reply.nothing

    def _extracted(self) -> tuple[Sentence, ...]:
        try:
            return extracted(self.question, self.sources, embedder=self.ask.embedder())
        except MaangError:  # words alone will do
            return extracted(self.question, self.sources, embedder=None)


def _source(number: int, passage: Passage) -> Source:
    return Source(
        number=number,
        source=passage.source,
        kind=passage.kind,
        handle=passage.handle,
        title=passage.title,
        text=passage.text,
        happened_at=passage.happened_at,
        problem=passage.problem,
        score=passage.score,
    )
