"""A note, and how memory is told of it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from maang.core.memory.models import NOTES, Remembered
from maang.core.problems.models import ProblemRef


@dataclass(frozen=True, slots=True)
class Note:
    """Something the person wrote down, in Markdown; `title` is its first line."""

    id: UUID
    title: str
    body: str
    problem_id: UUID | None
    problem: ProblemRef | None
    attempt_id: UUID | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class NoteDone:
    """What was done to a note: `added`, `edited`, `linked` or `deleted`."""

    did: str
    note: Note


def remembered(note: Note) -> Remembered:
    """What memory keeps of a note."""
    problem = note.problem
    about = {"problem": problem.slug, "pattern": problem.pattern} if problem else {}
    return Remembered(
        source=NOTES,
        key=str(note.id),
        version=hashlib.sha256(f"{note.problem_id}\n{note.body}".encode()).hexdigest(),
        kind="note",
        title=note.title,
        text=note.body,
        happened_at=note.created_at,
        details=about | ({"attempt": str(note.attempt_id)} if note.attempt_id else {}),
        problem_id=note.problem_id,
    )
