"""One transaction a use case: `read()` and `write()`, and who is asking.

A session knows the user (`user_of(session)`), the server knows it too (`app.user_id`), every
transaction has a deadline, and driver errors are translated here and nowhere else.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import Any
from uuid import UUID

from psycopg import Error as DriverError
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from maang.core.db.translation import DOCTOR, translated
from maang.core.db.watchdog import Deadline
from maang.core.errors import Invalid, NotConfigured, TimedOut

__all__ = ["Database", "Session", "engine_for", "leave_work", "user_of"]

LIGHT_DEADLINE = 5.0
"""Seconds a light command waits for one transaction."""

SET_USER = "SELECT set_config('app.user_id', %s, true)"


def engine_for(url: str, *, connect_seconds: float = 3.0, connections: int = 1) -> Engine:
    """An engine with a pool of `connections`; where that is more than one, as many may overflow.

    Nothing is connected yet. Raises Invalid for a URL that is none of PostgreSQL's.
    """
    engine = create_engine(
        _address(url),
        pool_size=connections,
        max_overflow=connections if connections > 1 else 0,
        pool_timeout=connect_seconds,
        use_native_hstore=False,
        connect_args={
            "connect_timeout": max(1, round(connect_seconds)),
            "application_name": "maang",
        },
    )
    if connections > 1:
        _ping_rested(engine, connect_seconds)
    return engine


def user_of(session: Session) -> UUID:
    """Whose rows this session may see and write."""
    user: UUID = session.info["user_id"]
    return user


def leave_work(session: Session, name: str) -> None:
    """Say that what this session writes leaves work for later, once it is committed."""
    session.info.setdefault("left", set()).add(name)


@dataclass(slots=True)
class Database:
    """Hands out transactions. `dry_run` rolls every write back at the end of its block.

    `left` names work that what was written has left for later (`leave_work`).
    """

    bind: Engine | Connection
    user_id: UUID | None = None
    dry_run: bool = False
    seconds: float = LIGHT_DEADLINE
    left: set[str] = field(default_factory=set, init=False)
    _most: float = field(default=inf, init=False, repr=False)
    _running: set[Deadline] = field(default_factory=set, init=False, repr=False)
    _local: threading.local = field(default_factory=threading.local, init=False, repr=False)
    _turn: threading.RLock = field(default_factory=threading.RLock, init=False, repr=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A READ ONLY transaction."""
        with self._transaction(readonly=True) as session:
            yield session

    @contextmanager
    def write(self, *, seconds: float | None = None) -> Iterator[Session]:
        """A transaction that commits at the end of the block, or not at all.

        Raises RuntimeError when one is already open on this thread: one use case, one transaction.
        """
        if getattr(self._local, "writing", False):
            raise RuntimeError("db.write() inside db.write(): call the store, not the service")
        self._local.writing = True
        try:
            with self._transaction(readonly=False, seconds=seconds) as session:
                yield session
                session.flush()
                if self.dry_run:
                    session.rollback()
                else:
                    session.commit()
                    self.left |= session.info.get("left", set())
        finally:
            self._local.writing = False

    @contextmanager
    def _transaction(self, *, readonly: bool, seconds: float | None = None) -> Iterator[Session]:
        limit = min(seconds or self.seconds, self._most)
        with _translating(), self._session(readonly=readonly) as session:
            connection = session.connection()
            driver: Any = connection.connection.driver_connection
            with Deadline(driver.fileno(), limit) as deadline:
                self._running.add(deadline)
                if self._most < limit:  # it came between the two lines
                    deadline.within(self._most)
                try:
                    if self.user_id is not None:
                        session.info["user_id"] = self.user_id
                        connection.exec_driver_sql(SET_USER, (str(self.user_id),))
                    yield session
                except DBAPIError as error:
                    if deadline.expired:
                        raise TimedOut(
                            f"the database did not answer within {limit:g} s", hint=DOCTOR
                        ) from error
                    raise
                finally:
                    self._running.discard(deadline)

    @contextmanager
    def _session(self, *, readonly: bool) -> Iterator[Session]:
        if isinstance(self.bind, Engine):
            bind = self.bind.execution_options(postgresql_readonly=readonly)
            with Session(bind, expire_on_commit=False) as session:
                yield session
        else:  # a test's one connection, shared by threads, rolled back when the test ends
            with (
                self._turn,
                Session(
                    self.bind, expire_on_commit=False, join_transaction_mode="create_savepoint"
                ) as session,
            ):
                if readonly:
                    session.connection().exec_driver_sql("SET LOCAL transaction_read_only = on")
                yield session

    def hurry(self, seconds: float) -> None:
        """From here on no transaction takes longer, nor do those go on for longer that run: their
        threads raise TimedOut. For who leaves, and would wait for them."""
        self._most = seconds
        for deadline in tuple(self._running):
            deadline.within(seconds)

    def close(self) -> None:
        """Give the connections back."""
        if isinstance(self.bind, Engine):
            self.bind.dispose()


def _ping_rested(engine: Engine, seconds: float) -> None:
    """Replace a connection that died while it rested. The pool's own ping has no deadline."""

    def ping(connection: Any, record: Any, _: object) -> None:
        if not record.info.setdefault("rested", False):  # fresh from the server
            record.info["rested"] = True
            return
        try:
            with Deadline(connection.fileno(), seconds):
                engine.dialect.do_ping(connection)
        except DriverError as error:
            raise DisconnectionError from error

    event.listen(engine, "checkout", ping)


@contextmanager
def _translating() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        known = translated(error)
        if known is None:
            raise
        raise known from error
    except UnicodeEncodeError as error:  # a lone surrogate: a byte of a command line, say
        raise Invalid("that is no text the database could hold", hint="say it in UTF-8") from error


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise Invalid(
            "the database URL cannot be read", hint="postgresql://user@host/name"
        ) from error
    if address.get_backend_name() not in ("postgresql", "postgres"):
        raise NotConfigured(
            f"maang keeps its data in PostgreSQL, not in {address.get_backend_name()}",
            hint="MAANG_DATABASE_URL=postgresql://user@host/name",
        )
    return address.set(drivername="postgresql+psycopg")
