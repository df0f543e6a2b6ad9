"""What a database holds, in plain SQL: it must work on any schema, also on none."""

from typing import Any

from maang.core.backup.models import Contents, TableFacts
from maang.core.db.database import Session

FREEZE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"

AS_TEXT = (
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL datestyle = 'ISO, MDY'",
    "SET LOCAL intervalstyle = 'iso_8601'",
    "SET LOCAL bytea_output = 'hex'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL row_security = off",
)
"""So that a row has the same text everywhere. The last: fail rather than overlook rows."""

RELATIONS = """
    SELECT format('%%I.%%I', n.nspname, c.relname)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = %s AND c.relpersistence <> 't'
      AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%%'
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e'
                      AND d.classid = 'pg_class'::regclass)
    ORDER BY 1
"""
"""Names of tables ('r') or sequences ('S') that are no extension's."""

FACTS = """
    SELECT count(*),
           md5(concat(coalesce(sum(('x' || left(hash, 16))::bit(64)::bigint), 0), ':',
                      coalesce(sum(('x' || right(hash, 16))::bit(64)::bigint), 0)))
    FROM (SELECT md5(t::text) AS hash FROM {table} t) AS hashes
"""
"""The MD5 of each row's text, both halves summed up: the order of rows does not matter, one that
is there twice counts twice, and a table of any size is read once and held nowhere."""

REVISION = "SELECT to_regclass('alembic_version') IS NOT NULL"


def freeze(session: Session) -> str:
    """Let this transaction see one moment to its end; the name by which others see the same.

    It must be the first thing the transaction does.
    """
    session.connection().exec_driver_sql(FREEZE)
    return str(_one(session, "SELECT pg_export_snapshot()"))


def contents(session: Session) -> Contents:
    """Everything the database holds, counted and hashed. Reads every row."""
    for setting in AS_TEXT:
        session.connection().exec_driver_sql(setting)
    return Contents(
        postgres=str(_one(session, "SELECT split_part(current_setting('server_version'), ' ', 1)")),
        schema=schema(session),
        tables={name: _facts(session, name) for name in _relations(session, "r")},
        sequences={name: _last(session, name) for name in _relations(session, "S")},
    )


def major(session: Session) -> int:
    """The server's major version."""
    return int(_one(session, "SELECT current_setting('server_version_num')::int / 10000"))


def schema(session: Session) -> str | None:
    """The revision the database is at; None where there is none."""
    if not _one(session, REVISION):
        return None
    found = session.connection().exec_driver_sql("SELECT version_num FROM alembic_version")
    return found.scalar_one_or_none()


def _facts(session: Session, table: str) -> TableFacts:
    statement = FACTS.format(table=table)
    rows, digest = session.connection().exec_driver_sql(statement).one()
    return TableFacts(rows, digest)


def _last(session: Session, sequence: str) -> int:
    """The last number a sequence gave; 0 when it gave none."""
    statement = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"
    return int(_one(session, statement))


def _relations(session: Session, kind: str) -> list[str]:
    return [name for (name,) in session.connection().exec_driver_sql(RELATIONS, (kind,))]


def _one(session: Session, statement: str) -> Any:
    return session.connection().exec_driver_sql(statement).scalar_one()
