"""People in SQL."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from maang.core.accounts.tables import UserRow
from maang.core.db.database import Session
from maang.core.ids import new_id


def open_user(session: Session, *, name: str, at: datetime) -> UUID:
    """The user of a name, made if there is none."""
    session.execute(
        insert(UserRow)
        .values(id=new_id(), name=name, created_at=at)
        .on_conflict_do_nothing(index_elements=["name"])
    )
    return session.execute(select(UserRow.id).where(UserRow.name == name)).scalar_one()
