"""The activity log and the voids in SQL."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Exists, exists, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from maang.core.activity.models import Change, Step
from maang.core.activity.tables import ActivityRow, VoidRow
from maang.core.db.bulk import insert_all
from maang.core.db.database import Session, user_of
from maang.core.ids import new_id


def record(
    session: Session,
    *,
    verb: str,
    subject: str,
    undo: Sequence[Step],
    at: datetime,
    id: UUID | None = None,
) -> UUID:
    """Append a change, with the steps that would take it back; its key, made here without `id`."""
    id = id or new_id()
    values = {"id": id, "user_id": user_of(session), "at": at, "verb": verb}
    session.execute(insert(ActivityRow).values(**values, subject=subject, undo=list(undo)))
    return id


def keep(
    session: Session,
    change_id: UUID,
    *,
    verb: str,
    subject: str,
    undo: Sequence[Step],
    at: datetime,
) -> bool:
    """Append a change that is still going on, or say its subject anew; whether it still stands."""
    values = {"id": change_id, "user_id": user_of(session), "at": at, "verb": verb}
    statement = upsert(ActivityRow).values(**values, subject=subject, undo=list(undo))
    statement = statement.on_conflict_do_update(index_elements=["id"], set_={"subject": subject})
    session.execute(statement)  # locks the row: whoever takes it back comes before us, or waits
    return not session.scalar(select(exists().where(VoidRow.event_id == change_id)))


def recent(session: Session, *, limit: int) -> list[Change]:
    """The last changes, newest first, those taken back among them."""
    query = (
        select(ActivityRow, _undone())
        .where(ActivityRow.user_id == user_of(session))
        .order_by(ActivityRow.seq.desc())
        .limit(limit)
    )
    return [_change(row, undone=undone) for row, undone in session.execute(query)]


def last(
    session: Session, *, verb: str | None = None, lock: bool = True
) -> tuple[Change, list[Step]] | None:
    """The newest change that still stands (of one verb), locked, and how to take it back."""
    query = select(ActivityRow).where(ActivityRow.user_id == user_of(session), ~_undone())
    if verb is not None:
        query = query.where(ActivityRow.verb == verb)
    query = query.order_by(ActivityRow.seq.desc()).limit(1)
    row = session.scalar(query.with_for_update() if lock else query)
    return (_change(row, undone=False), row.undo) if row else None


def void(session: Session, events: Sequence[UUID], *, activity: UUID, at: datetime) -> None:
    """Take events back: from here on the views leave them out."""
    same = {"user_id": user_of(session), "activity_id": activity, "at": at}
    rows = [{"event_id": id} for id in events]
    insert_all(session, VoidRow, rows, same=same, keep_known=True)


def _undone() -> Exists:
    return exists().where(VoidRow.event_id == ActivityRow.id)


def _change(row: ActivityRow, *, undone: bool) -> Change:
    return Change(row.id, row.at, row.verb, row.subject, undone)
