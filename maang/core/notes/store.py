"""Notes in SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, delete, insert, select, update

from maang.core.db.database import Session, user_of
from maang.core.errors import Ambiguous, NotFound
from maang.core.ids import new_id
from maang.core.notes.models import Note
from maang.core.notes.tables import NoteRow
from maang.core.problems.tables import ProblemRow

DIGITS = 32


def add(session: Session, **values: Any) -> UUID:
    """Append a note; its key."""
    id = new_id()
    session.execute(insert(NoteRow).values(id=id, user_id=user_of(session), **values))
    return id


def get(session: Session, note_id: UUID) -> Note:
    """One note. Raises NotFound."""
    row = session.execute(_notes(session).where(NoteRow.id == note_id)).first()
    if row is None:
        raise NotFound("no such note", hint="maang note list")
    return _note(row)


def find(session: Session, reference: str) -> Note:
    """The note whose id begins so, or the newest for `last`. Raises NotFound and Ambiguous."""
    query = _newest_first(_notes(session))
    if reference != "last":
        digits = reference.lower().replace("-", "")
        if not 0 < len(digits) <= DIGITS or set(digits) - set("0123456789abcdef"):
            raise NotFound(f"no note is called {reference!r}", hint="maang note list")
        least, most = (UUID(digits.ljust(DIGITS, digit)) for digit in "0f")
        query = query.where(NoteRow.id.between(least, most))
    rows = session.execute(query.limit(1 if reference == "last" else 5)).all()
    if not rows and reference == "last":
        raise NotFound("no notes here yet", hint="maang note add TEXT")
    if not rows:
        raise NotFound(f"no note is called {reference!r}", hint="maang note list")
    if len(rows) > 1:
        names = tuple(f"{row.NoteRow.id} {row.NoteRow.title or ''}" for row in rows)
        raise Ambiguous(
            f"several notes begin with {reference}", candidates=names, hint="give more of the id"
        )
    return _note(rows[0])


def listed(session: Session, *, problem_id: UUID | None, limit: int) -> list[Note]:
    """Notes (about one problem), newest first."""
    query = _newest_first(_notes(session))
    if problem_id is not None:
        query = query.where(NoteRow.problem_id == problem_id)
    return [_note(row) for row in session.execute(query.limit(limit))]


def change(session: Session, note: Note, *, at: datetime, **values: Any) -> UUID:
    """Say a note anew; the key of the row that keeps what it said."""
    kept = add(
        session,
        **{name: getattr(note, name) for name in STATED},
        version_of=note.id,
    )
    session.execute(update(NoteRow).where(_one(session, note.id)).values(**values, updated_at=at))
    return kept


def revert(session: Session, note_id: UUID, version: UUID) -> bool:
    """Let a note say what it said in `version`; False where that is gone."""
    row = session.scalar(select(NoteRow).where(_one(session, version)))
    if row is None:
        return False
    said = {name: getattr(row, name) for name in STATED}
    session.execute(update(NoteRow).where(_one(session, note_id)).values(**said))
    session.execute(delete(NoteRow).where(_one(session, version)))
    return True


def remove(session: Session, ids: Sequence[UUID]) -> None:
    """Remove notes for good, with what they said before."""
    mine = NoteRow.user_id == user_of(session)
    session.execute(delete(NoteRow).where(mine, NoteRow.id.in_(ids)))


def set_deleted(session: Session, ids: Sequence[UUID], *, at: datetime | None) -> None:
    """Take notes out of every view, or back into it."""
    mine = NoteRow.user_id == user_of(session)
    session.execute(update(NoteRow).where(mine, NoteRow.id.in_(ids)).values(deleted_at=at))


STATED = ("problem_id", "attempt_id", "title", "body", "created_at", "updated_at")
"""What a note says and when."""


def _one(session: Session, id: UUID) -> Any:
    return and_(NoteRow.id == id, NoteRow.user_id == user_of(session))


def _notes(session: Session) -> Select[NoteRow, ProblemRow]:
    query: Select[NoteRow, ProblemRow] = (
        select(NoteRow, ProblemRow)
        .outerjoin(ProblemRow, ProblemRow.id == NoteRow.problem_id)
        .where(
            NoteRow.user_id == user_of(session),
            NoteRow.version_of.is_(None),
            NoteRow.deleted_at.is_(None),
        )
    )
    return query


def _newest_first(query: Select[NoteRow, ProblemRow]) -> Select[NoteRow, ProblemRow]:
    return query.order_by(NoteRow.created_at.desc(), NoteRow.id.desc())


def _note(row: Any) -> Note:
    note: NoteRow = row.NoteRow
    problem: ProblemRow | None = row.ProblemRow
    return Note(
        note.id,
        note.title or "",
        note.body,
        note.problem_id,
        problem.ref() if problem else None,
        note.attempt_id,
        note.created_at,
        note.updated_at,
    )
