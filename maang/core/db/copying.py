"""Many rows by COPY in binary, and work that a constraint may refuse as a whole."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from psycopg import Copy
from psycopg import Error as DriverError
from psycopg.copy import FileWriter
from sqlalchemy.exc import DBAPIError, IntegrityError

from maang.core.db.database import Session

Packer = Callable[[Iterable[tuple[Any, ...]], Sequence[str]], bytes]
"""Rows and the types of their columns → the rows as COPY takes them."""


def packer(session: Session) -> Packer:
    """Packs rows for this session. It asks the server nothing, and so may be used on one thread
    while another is using the session."""
    driver = _driver(session)

    def packed(rows: Iterable[tuple[Any, ...]], types: Sequence[str]) -> bytes:
        held = BytesIO()
        with (
            _as_statements("COPY"),
            Copy(driver.cursor(), binary=True, writer=FileWriter(held)) as copy,
        ):
            copy.set_types(types)
            for row in rows:
                copy.write_row(row)
        return held.getvalue()

    return packed


def copy_packed(session: Session, into: str, rows: bytes) -> None:
    """Append packed rows to `into`, a table with its columns in brackets.

    Foreign keys are looked at when all rows are there. Raises DBAPIError as a statement does.
    """
    statement = f"COPY {into} FROM STDIN (FORMAT BINARY)"
    with (
        _as_statements(statement),
        _driver(session).cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        copy.write(rows)


def done_whole(session: Session, work: Callable[[], None]) -> bool:
    """Do some work, or nothing of it: False where a key or another constraint has refused it."""
    point = session.connection().begin_nested()
    try:
        work()
    except IntegrityError:
        point.rollback()
        return False
    point.commit()
    return True


def _driver(session: Session) -> Any:
    return session.connection().connection.driver_connection


@contextmanager
def _as_statements(statement: str) -> Iterator[None]:
    """The driver's errors as SQLAlchemy gives those of statements; only these are translated."""
    try:
        yield
    except DriverError as error:
        raise DBAPIError.instance(statement, None, error, DriverError) from error
