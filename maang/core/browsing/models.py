"""One remembered text as a list shows it, and as it is read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A remembered text by its first words. `handle` opens it: the id of a note or an attempt, the
    path of a file. `problem` is the slug of what it is about."""

    memory_id: UUID
    source: str
    kind: str
    handle: str
    title: str
    opening: str
    happened_at: datetime
    company: str | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a text that makes sense by itself as Markdown. `above` and `below` characters of
    the text are not in it."""

    text: str
    above: int
    below: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A remembered text, where it is opened."""

    glimpse: Glimpse
    window: Window
