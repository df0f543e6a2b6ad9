"""Parameters in SQL: the newest that stand, and who may change them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, insert, select

from maang.core.activity.tables import VoidRow
from maang.core.db.database import Session, user_of
from maang.core.ids import new_id
from maang.core.parameters.tables import ParametersRow


def hold(session: Session, *, alone: bool = False) -> None:
    """Keep the parameters as they are until the transaction ends; `alone` keeps out whoever folds.

    Before any card is locked, so that nobody waits for one another in a ring.
    """
    key = func.hashtextextended(f"review_parameters {user_of(session)}", 0)
    lock = func.pg_advisory_xact_lock if alone else func.pg_advisory_xact_lock_shared
    session.execute(select(lock(key)))


def current(session: Session) -> tuple[float, ...] | None:
    """The person's own parameters that stand; None where the default ones do."""
    voided = exists().where(VoidRow.event_id == ParametersRow.id)
    query = select(ParametersRow.parameters).where(ParametersRow.user_id == user_of(session))
    query = query.where(~voided).order_by(ParametersRow.seq.desc())
    found = session.scalar(query.limit(1))
    return tuple(found) if found else None


def keep(session: Session, parameters: Sequence[float], *, at: datetime, **measured: float) -> UUID:
    """Append parameters, with the figures (columns of that name) that speak for them."""
    id = new_id()
    values = {"id": id, "user_id": user_of(session), "at": at, "parameters": list(parameters)}
    session.execute(insert(ParametersRow).values(**values, **measured))
    return id
