"""Is the database ready for this package? One statement says so; the rest happens once."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from maang.core.db.database import Database
from maang.core.db.revision import HEAD
from maang.core.errors import Conflict

STATE = """
    SELECT (SELECT version_num FROM alembic_version),
           (SELECT value FROM installation WHERE name = 'catalogue'),
           (SELECT id FROM users WHERE name = %s)
"""


@dataclass(frozen=True, slots=True)
class State:
    """What a database holds: its schema's revision, its catalogue, this person's key."""

    revision: str | None
    catalogue: str | None
    user_id: UUID | None


def state_of(db: Database, *, user: str) -> State:
    """The state of a database; an empty one has no revision. Raises Unavailable and its kin."""
    try:
        with db.read() as session:
            row = session.connection().exec_driver_sql(STATE, (user,)).one()
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in ("42P01", "42703"):
            return State(_revision(db), None, None)
        raise
    return State(*row)


def bring_up_to_date(
    engine: Engine,
    state: State,
    progress: Callable[[str], None],
    *,
    guard: Callable[[], None] | None = None,
) -> bool:
    """Migrate if the schema is not ours; whether anything was done.

    `guard` is called before a database with somebody's data is changed, and what it raises stops
    the migration. Raises Conflict for a database that a newer maang has written.
    """
    if state.revision == HEAD:
        return False
    from maang.core.db import migrate

    if state.revision is not None and state.revision not in migrate.history():
        raise Conflict(
            f"a newer maang made this database (schema {state.revision}, ours is {HEAD})",
            hint="upgrade maang: pip install --upgrade maang",
        )
    progress(
        "preparing the database ..." if state.revision is None else "upgrading the database ..."
    )
    if guard is not None and state.revision is not None and _has_data(engine):
        guard()
    migrate.upgrade(engine)
    return True


def _has_data(engine: Engine) -> bool:
    with Database(engine).read() as session:
        found = session.connection().exec_driver_sql("SELECT EXISTS (SELECT 1 FROM users)")
        return bool(found.scalar_one())


def _revision(db: Database) -> str | None:
    with db.read() as session:
        found = session.connection().exec_driver_sql(
            "SELECT to_regclass('alembic_version') IS NOT NULL"
        )
        if not found.scalar_one():
            return None
        row = session.connection().exec_driver_sql("SELECT version_num FROM alembic_version")
        return row.scalar_one_or_none()
