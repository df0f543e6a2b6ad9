"""What is answered, and on what grounds."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Source:
    """A passage as an answer cites it: by its `number`, from 1. `handle` opens it."""

    number: int
    source: str
    kind: str
    handle: str
    title: str
    text: str
    happened_at: datetime
    problem: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the numbers of the passages it rests on: at least one."""

    text: str
    citations: tuple[int, ...]

    def __str__(self) -> str:
        return self.text + " " + "".join(f"[{number}]" for number in self.citations)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer. Without sentences, nothing that was found answers the question.

    `model` is who worded it; None means the sentences are one's own, word for word. Of what a
    model said, `removed_citations` named no passage that was given, and `dropped_sentences` rested
    on none. `problem` says why the model did not answer, or not to the end. `kept` tells that
    it said so before and was not asked again.
    """

    question: str
    answer: str
    sentences: tuple[Sentence, ...]
    passages: tuple[Source, ...]
    model: str | None
    removed_citations: int = 0
    dropped_sentences: int = 0
    problem: str | None = None
    kept: bool = False
