"""Only one at a time, across connections, and never a lock that stays behind."""

from uuid import uuid4

import pytest
from sqlalchemy import Engine

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
