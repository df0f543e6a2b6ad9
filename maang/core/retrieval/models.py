"""What is asked of memory, and what is found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from maang.core.embedding.ports import Embedder
from maang.core.errors import MaangError
from maang.core.retrieval.moments import Stretch

WORDS, MEANING, TIME = "words", "meaning", "time"
"""The terms of a score: BM25, likeness, the time asked for. Each can be switched off."""

EXACT, FLOOR = "exact", "floor"
"""Names typed exactly win; what is not good enough is no answer. They can be switched off too."""

TERMS = (WORDS, MEANING, TIME, EXACT, FLOOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a passage must be; None asks for nothing. Moments are from `since` up to `until`."""

    kind: str | None = None
    source: str | None = None
    problem_id: UUID | None = None
    pattern: str | None = None
    company: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return self != Filters()


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of something remembered, and why it was found.

    `handle` opens it: the id of a note or an attempt, `PATH:LINE` of a file. `marks` are begin and
    end of the words in `text` that were asked for. `shares` says what each term adds to `score`;
    `exact` passages stand above all others.
    """

    id: UUID
    memory_id: UUID
    source: str
    kind: str
    handle: str
    title: str
    text: str
    context: str
    happened_at: datetime
    company: str | None
    problem: str | None
    score: float
    exact: bool
    shares: Mapping[str, float]
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives, best first; nothing where nothing is relevant.

    `meanings` tells whether meanings were compared; if not, `reason` says why, and only words
    were. `waiting` texts are not indexed yet and cannot be found. `time` are the words of the
    question that were taken for a stretch of time.
    """

    query: str
    passages: tuple[Passage, ...]
    meanings: bool
    reason: str | None = None
    waiting: int = 0
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chunk that one of the legs found: `words` is the share of the question that it has, and
    `likeness` its cosine with it (None without vectors)."""

    id: UUID
    problem_id: UUID | None
    happened_at: datetime
    words: float
    likeness: float | None


@dataclass(frozen=True, slots=True)
class Written:
    """What a chunk says, and whose part it is."""

    id: UUID
    memory_id: UUID
    source: str
    kind: str
    key: str
    line: int
    title: str
    text: str
    context: str
    happened_at: datetime
    company: str | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A chunk as it is copied beside the process; `vector` as the server sends a halfvec, pattern
    and company in lower case."""

    id: UUID
    length: int
    terms: Sequence[str]
    counts: Sequence[int]
    vector: bytes | None
    kind: str
    source: str
    problem_id: UUID | None
    pattern: str | None
    company: str | None
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class News:
    """What has happened to the chunks since somebody looked.

    `place` names the table among all there ever were. Whatever is committed later than this carries
    at least `horizon`. `more` tells whether there are chunks to fetch, `gone` those that went. `at`
    is the server's clock in seconds. `waiting` texts are not indexed, and `problem` is the one that
    was named.
    """

    model: str | None
    embedder: str | None
    place: str
    horizon: int
    at: int
    more: bool
    gone: Sequence[UUID]
    waiting: int
    problem: UUID | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, read: see `query.read`."""

    text: str
    terms: tuple[str, ...]
    required: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    literals: tuple[str, ...] = ()
    stretch: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """What BM25 must know of the texts as a whole: how many, how long in the middle, and how many
    have each of the terms that were asked for."""

    chunks: int
    length: float
    holding: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """The set that is searched, the embedder that made it, or why there is none."""

    name: str
    embedder: Embedder | None
    reason: str | None

    def vector_of(self, text: str) -> "tuple[Model, Any | None]":
        """A question as a vector; where the embedder fails, the model without one, and why."""
        if self.embedder is None:
            return self, None
        try:
            return self, self.embedder.embed([text])[0]
        except MaangError as error:
            bare = replace(self, embedder=None, reason=error.message)
            return bare, None
