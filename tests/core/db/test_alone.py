"""Only one at a time, across connections, and never a lock that stays behind."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, Pool, event

from maang.core.db.alone import alone
from maang.core.db.database import Database, engine_for
from maang.core.errors import Unavailable


@pytest.fixture
def db(engine: Engine) -> Database:
    """A database of somebody who has no rows; locks need none."""
    return Database(engine, uuid4())


def test_the_second_is_refused_until_the_first_is_done(db: Database) -> None:
    with alone(db, "sync leetcode") as first, alone(db, "sync leetcode") as second:
        assert (first, second) == (True, False)

    with alone(db, "sync leetcode") as again:
        assert again is True


def test_it_is_given_back_before_the_connection_ends(db: Database, engine: Engine) -> None:
    """The end of a connection is noticed by the server when it has time; who is next has none."""
    held: list[int] = []

    def look(connection: Any, _: Any) -> None:
        with engine.connect() as other:
            query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = %s"
            pid = connection.info.backend_pid
            held.append(other.exec_driver_sql(query, (pid,)).scalar_one())

    event.listen(Pool, "close", look)
    try:
        with alone(db, "sync leetcode") as mine:
            assert mine is True
    finally:
        event.remove(Pool, "close", look)

    assert held == [0]


def test_something_else_may_be_done_at_once(db: Database) -> None:
    with alone(db, "sync leetcode"), alone(db, "sync codeforces") as other:
        assert other is True


def test_somebody_else_may_do_the_same_at_once(db: Database) -> None:
    with alone(db, "sync leetcode"), alone(Database(db.bind, uuid4()), "sync leetcode") as other:
        assert other is True


def test_an_error_inside_gives_the_lock_back(db: Database) -> None:
    with pytest.raises(KeyError), alone(db, "sync leetcode"):
        raise KeyError

    with alone(db, "sync leetcode") as again:
        assert again is True


def test_a_server_that_is_not_there_is_unavailable() -> None:
    nowhere = Database(engine_for("postgresql://me@127.0.0.1:1/none"), uuid4())

    with pytest.raises(Unavailable), alone(nowhere, "sync leetcode"):
        pass
