"""Values of indexing: a text that waits, the chunks it becomes, what a run has done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Job:
    """A text that is to be indexed, as it was when it was taken up."""

    memory_id: UUID
    version: str
    kind: str
    title: str
    text: str
    details: Mapping[str, Any]
    happened_at: datetime
    company: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk as it is stored; `embedding` is None without a model."""

    text: str
    context: str
    begins: int
    ends: int
    terms: Sequence[str]
    counts: Sequence[int]
    embedding: Any | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The model whose set is searched, the embedder it was asked for by (None: the one of the
    settings), and the model whose set is being made."""

    model: str | None = None
    embedder: str | None = None
    coming: str | None = None


@dataclass(frozen=True, slots=True)
class Indexed:
    """What a run has done. `waiting` is what it left, `model` None where there was none: words are
    found then, meanings not."""

    texts: int
    chunks: int
    waiting: int
    model: str | None
    reason: str | None = None
    caught_up: int = 0
    purged: int = 0


@dataclass(frozen=True, slots=True)
class Reindexed:
    """A new set of chunks took the old one's place, all at once where the model is another. Without
    a `model` it has words only."""

    model: str | None
    before: str | None
    texts: int
    chunks: int
