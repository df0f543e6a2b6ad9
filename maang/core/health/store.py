"""A database's own account of itself, in plain SQL: it must work on any schema, also on none."""

from collections.abc import Mapping
from typing import Any

from maang.core.db.database import Session
from maang.core.health.models import Look

TABLES = (
    *("users", "problems", "problem_lists", "attempts", "notes", "review_cards", "review_log"),
    *("timers", "activity_log", "voids"),
)
"""Whose rows are counted."""

SERVER = """
    SELECT split_part(current_setting('server_version'), ' ', 1), now(),
           (SELECT default_version FROM pg_available_extensions WHERE name = 'vector'),
           (SELECT installed_version FROM pg_available_extensions WHERE name = 'vector')
"""


def look(session: Session) -> Look:
    """What `doctor` wants to know, at one look."""
    server, now, available, installed = _row(session, SERVER)
    return Look(
        server=server,
        revision=_from(session, "alembic_version", "version_num"),
        catalogue=_from(session, "installation", "max(value) FILTER (WHERE name = 'catalogue')"),
        vector_installed=installed,
        vector_available=available,
        now=now,
        newest=_from(session, "activity_log", "max(at)"),
    )


def rows(session: Session) -> Mapping[str, int]:
    """How many rows each of the main tables has; a table that is not there is left out."""
    return {table: _from(session, table, "count(*)") for table in TABLES if _exists(session, table)}


def size(session: Session) -> int:
    """Bytes on disk."""
    return int(_row(session, "SELECT pg_database_size(current_database())")[0])


def _from(session: Session, table: str, expression: str) -> Any:
    """The expression over a table; None where there is no such table, or nothing in it."""
    if not _exists(session, table):
        return None
    found = session.connection().exec_driver_sql(f"SELECT {expression} FROM {table}").first()
    return found[0] if found else None


def _exists(session: Session, table: str) -> bool:
    return _row(session, "SELECT to_regclass(%s) IS NOT NULL", table)[0] is True


def _row(session: Session, statement: str, *values: str) -> tuple[Any, ...]:
    return tuple(session.connection().exec_driver_sql(statement, values).one())
