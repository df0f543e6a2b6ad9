"""One transaction a use case, with a deadline, and errors a person can act on."""

import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, InternalError

from maang.core.db.database import Database, engine_for
from maang.core.errors import Conflict, Denied, Invalid, NotConfigured, TimedOut, Unavailable

A_COMPANY = "INSERT INTO companies (id, name) VALUES (gen_random_uuid(), 'Northwind')"
COMPANIES = "SELECT count(*) FROM companies WHERE name = 'Northwind'"


@pytest.fixture
def live(engine: Engine) -> Iterator[Database]:
    """A database that really commits; what it is given is gone afterwards."""
    yield Database(engine, seconds=30)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM companies"))


def count(db: Database) -> int:
    """How many companies there are."""
    with db.read() as session:
        return int(session.scalar(text(COMPANIES)) or 0)


def test_a_write_is_there_when_its_block_has_ended(live: Database) -> None:
    with live.write() as session:
        session.execute(text(A_COMPANY))

    assert count(live) == 1


def test_a_read_refuses_to_write(live: Database) -> None:
    with (
        pytest.raises(InternalError, match="read-only transaction"),
        live.read() as session,
    ):
        session.execute(text(A_COMPANY))


def test_a_read_refuses_to_write_on_a_tests_connection_too(db: Database) -> None:
    with (
        pytest.raises(InternalError, match="read-only transaction"),
        db.read() as session,
    ):
        session.execute(text(A_COMPANY))


def test_a_write_after_a_read_of_the_same_database_works(live: Database) -> None:
    count(live)
    with live.write() as session:
        session.execute(text(A_COMPANY))

    assert count(live) == 1


def test_a_fault_inside_the_block_saves_nothing(live: Database) -> None:
    def work() -> None:
        with live.write() as session:
            session.execute(text(A_COMPANY))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert count(live) == 0


def test_a_write_inside_a_write_is_our_bug(live: Database) -> None:
    with pytest.raises(RuntimeError, match="call the store"), live.write(), live.write():
        pass


def test_after_a_refused_nesting_one_can_write_again(live: Database) -> None:
    with pytest.raises(RuntimeError), live.write(), live.write():
        pass

    with live.write() as session:
        session.execute(text(A_COMPANY))
    assert count(live) == 1


def test_two_threads_may_write_at_once(engine: Engine, live: Database) -> None:
    both = threading.Barrier(2, timeout=20)

    def write() -> None:
        with live.write() as session:
            session.execute(text("SELECT 1"))
            both.wait()

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert not both.broken


def test_a_dry_run_sees_its_write_and_saves_nothing(engine: Engine, live: Database) -> None:
    dry = Database(engine, dry_run=True, seconds=30)
    with dry.write() as session:
        session.execute(text(A_COMPANY))
        assert session.scalar(text(COMPANIES)) == 1

    assert count(live) == 0


def test_the_server_is_told_who_asks_and_forgets_it(engine: Engine, db: Database) -> None:
    asked = text("SELECT current_setting('app.user_id', true)")
    mine = Database(engine, db.user_id, seconds=30)
    with mine.read() as session:
        assert session.scalar(asked) == str(db.user_id)

    with Database(engine, seconds=30).read() as session:
        assert not session.scalar(asked)


def test_what_is_already_there_is_a_conflict(live: Database) -> None:
    with live.write() as session:
        session.execute(text(A_COMPANY))

    with pytest.raises(Conflict, match="already there") as refused, live.write() as session:
        session.execute(text(A_COMPANY))
    assert isinstance(refused.value.__cause__, IntegrityError)


def test_a_broken_rule_of_the_schema_stays_a_traceback(live: Database) -> None:
    with pytest.raises(IntegrityError), live.write() as session:
        session.execute(text("INSERT INTO companies (id, name) VALUES (gen_random_uuid(), NULL)"))


def test_a_fault_in_our_sql_stays_a_traceback(live: Database) -> None:
    with pytest.raises(DBAPIError), live.read() as session:
        session.execute(text("SELECT nonsense"))


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("57014", TimedOut),
        ("57P01", Unavailable),
        ("57P03", Unavailable),
        ("08006", Unavailable),
        ("53100", Unavailable),
        ("53300", Unavailable),
        ("28P01", Denied),
        ("42501", Denied),
    ],
)
def test_what_the_server_says_becomes_an_error_with_a_hint(
    live: Database, state: str, kind: type[Exception]
) -> None:
    with pytest.raises(kind) as refused, live.read() as session:
        session.execute(text(f"DO $$ BEGIN RAISE SQLSTATE '{state}'; END $$"))

    assert getattr(refused.value, "hint", None)


def test_nobody_at_the_address_is_unavailable() -> None:
    db = Database(engine_for("postgresql://guest@127.0.0.1:1/nothing"))

    with pytest.raises(Unavailable, match="not there"), db.read():
        pass


@pytest.mark.parametrize("url", ["mysql://guest@host/x", "sqlite:///file.db"])
def test_another_kind_of_database_is_refused_with_the_kind_we_take(url: str) -> None:
    with pytest.raises(NotConfigured) as refused:
        engine_for(url)

    assert "postgresql://" in (refused.value.hint or "")


def test_a_url_that_is_none_is_invalid() -> None:
    with pytest.raises(Invalid):
        engine_for("no url at all")


def test_half_a_character_is_refused_and_not_our_fault(live: Database) -> None:
    with pytest.raises(Invalid, match="no text"), live.read() as session:
        session.execute(text("SELECT :said"), {"said": "\udcff"})
