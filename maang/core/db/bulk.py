"""Many rows, or many keys, in one statement and one parameter.

Rows go as JSON, of which the server makes rows: a parameter for each value costs more than the
rows themselves, and a COPY knows no ON CONFLICT and would need a table of its own for it.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, any_, bindparam
from sqlalchemy.dialects.postgresql import ARRAY

from maang.core.db.base import Table
from maang.core.db.database import Session

Row = Mapping[str, Any]
"""Column → value: what JSON knows, keys (UUID) and aware times."""

NOTHING: Row = {}


def insert_all(
    session: Session,
    into: type[Table],
    rows: Sequence[Row],
    *,
    same: Row = NOTHING,
    keep_known: bool = False,
) -> None:
    """Append rows that all name the same columns; `same` holds for each of them.

    `keep_known` leaves rows alone that are there by some unique key; else they raise Conflict.
    """
    if not rows:
        return
    columns = ", ".join(f'"{name}"' for name in {**same, **rows[0]})
    _execute(
        session,
        f"INSERT INTO {into.__tablename__} ({columns}) SELECT {columns} FROM {_given(into)}"
        f"{' ON CONFLICT DO NOTHING' if keep_known else ''}",
        rows=rows,
        same=same,
    )


def update_all(session: Session, table: type[Table], rows: Sequence[Row]) -> None:
    """Write some columns of rows that are there, by their `id`; all name the same columns."""
    if not rows:
        return
    name = table.__tablename__
    changed = ", ".join(f'"{column}" = given."{column}"' for column in rows[0] if column != "id")
    _execute(
        session,
        f"UPDATE {name} SET {changed} FROM {_given(table)} AS given WHERE {name}.id = given.id",
        rows=rows,
        same=NOTHING,
    )


def one_of(column: Any, values: Collection[Any]) -> ColumnElement[bool]:
    """Whether a column is one of some values; `in_` with many costs a parameter for each."""
    is_one: ColumnElement[bool] = column == any_(
        bindparam(None, list(values), ARRAY(column.type), unique=True)
    )
    return is_one


def _given(table: type[Table]) -> str:
    """The rows, typed as the table's columns."""
    like = f"json_populate_record(NULL::{table.__tablename__}, %s::json)"
    return f"json_populate_recordset({like}, %s::json)"


def _execute(session: Session, statement: str, *, rows: Sequence[Row], same: Row) -> None:
    said = json.dumps(dict(same), default=_text), json.dumps(rows, default=_text)
    session.connection().exec_driver_sql(statement, said)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
