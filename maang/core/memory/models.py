"""Values of memory: a text as its writer hands it over, as it is listed, what was done to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

NOTES, LOG, FILES = "notes", "log", "files"
"""The sources there are: notes, the log of attempts, files of the person's own."""

INDEXING = "indexing"
"""The work that a remembered text leaves for later."""

UNREMEMBER, RECALL = "unremember-files", "recall-memories"
"""Undo steps: of remembering files, and of forgetting."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A text to be remembered. (`source`, `key`) names it for ever; with the same `version` it is
    known already, and nothing is done. `details` is what JSON can carry."""

    source: str
    key: str
    version: str
    kind: str
    title: str
    text: str
    happened_at: datetime
    details: Mapping[str, Any] = field(default_factory=dict)
    problem_id: UUID | None = None
    company: str | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """One remembered text, without the text; `key` is its file's path where `source` is files."""

    id: UUID
    source: str
    kind: str
    key: str
    title: str
    happened_at: datetime
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not remembered, and why."""

    file: Path
    reason: str


@dataclass(frozen=True, slots=True)
class FolderRead:
    """What `memory remember` did: counts of files, those left out, and those that were remembered
    from this place once and are there no more (they stay remembered)."""

    place: Path
    saved: bool
    new: int
    changed: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten; `purged` at once, or undoable until `until`. `backups` still hold it;
    `kept` says how many of them are attempts, which stay in the log."""

    memories: tuple[Memory, ...]
    purged: bool
    until: datetime | None
    backups: tuple[Path, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class MemoryStats:
    """What is remembered. `waiting` texts are not indexed yet, `unembedded` chunks have no vector;
    `bytes` is the size of the tables with their indexes, everybody's together."""

    kinds: Mapping[str, int]
    chunks: int
    unembedded: int
    waiting: int
    model: str | None
    coming: str | None
    forgotten: int
    bytes: int
