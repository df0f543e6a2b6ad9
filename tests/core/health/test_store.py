"""A database's own account of itself, on one with the schema; without one: test_service.py."""

from maang.core.db.database import Database
from maang.core.db.revision import HEAD
from maang.core.health import store
from maang.core.problems.catalogue import EDITION
from tests.conftest import NOON


def test_a_look_tells_versions_and_editions(db: Database) -> None:
    with db.read() as session:
        look = store.look(session)

    assert (look.revision, look.catalogue) == (HEAD, EDITION)
    assert look.server.startswith("18.")
    assert look.vector_available is not None
    assert look.newest is None


def test_the_newest_entry_is_that_of_the_last_change(db: Database) -> None:
    with db.write() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO activity_log (id, user_id, at, verb, subject, undo)"
            " VALUES (gen_random_uuid(), %s, %s, 'log', 'two-sum', '[]')",
            (db.user_id, NOON),
        )

    with db.read() as session:
        assert store.look(session).newest == NOON


def test_rows_are_counted_table_by_table(db: Database) -> None:
    with db.read() as session:
        rows = store.rows(session)

    assert tuple(rows) == store.TABLES
    assert (rows["users"], rows["attempts"]) == (1, 0)


def test_a_table_that_is_not_there_is_not_counted(db: Database) -> None:
    with db.write() as session:
        session.connection().exec_driver_sql("DROP TABLE timers CASCADE")

    with db.read() as session:
        assert set(store.TABLES) - set(store.rows(session)) == {"timers"}
