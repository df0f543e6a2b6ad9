"""Be the only one to do something on a database, across processes and machines.

The lock lives as long as its connection: whoever is killed gives it back, and no file goes stale.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from maang.core.db.database import Database, engine_for
from maang.core.db.translation import translated
from maang.core.db.watchdog import Deadline


@contextmanager
def alone(db: Database, what: str) -> Iterator[bool]:
    """Hold the right to do `what` for this person until the block ends.

    Yields False at once where somebody else holds it. Takes a connection of its own.
    """
    url = (db.bind if isinstance(db.bind, Engine) else db.bind.engine).url
    engine = engine_for(url.render_as_string(hide_password=False))
    try:
        key = _key(f"{db.user_id} {what}")
        connection, held = _lock(engine, key, seconds=db.seconds)
        with connection:
            try:
                yield held
            finally:
                if held:
                    _unlock(connection, key, seconds=db.seconds)
    finally:
        engine.dispose()


def _lock(engine: Engine, key: int, *, seconds: float) -> tuple[Connection, bool]:
    try:
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        driver: Any = connection.connection.driver_connection
        with Deadline(driver.fileno(), seconds):
            query = connection.exec_driver_sql("SELECT pg_try_advisory_lock(%s)", (key,))
            return connection, bool(query.scalar_one())
    except DBAPIError as error:
        known = translated(error)
        if known is None:
            raise
        raise known from error


def _unlock(connection: Connection, key: int, *, seconds: float) -> None:
    """Give it back before the connection ends: of that the server takes notice when it can, and
    who comes next would find it held. What fails here is given back so."""
    driver: Any = connection.connection.driver_connection
    with suppress(DBAPIError), Deadline(driver.fileno(), seconds):
        connection.exec_driver_sql("SELECT pg_advisory_unlock(%s)", (key,))


def _key(name: str) -> int:
    digest = hashlib.sha256(f"maang {name}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)
