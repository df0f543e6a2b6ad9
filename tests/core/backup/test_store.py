"""What a database says it holds: the same for the same rows, and for no others."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine

from maang.core.backup import store
from maang.core.backup.models import Contents
from maang.core.db.database import Database, engine_for

MAKE = "CREATE TABLE things (id int GENERATED ALWAYS AS IDENTITY, said text, at timestamptz)"


@pytest.fixture
def things(new_database: Callable[[], str]) -> Iterator[Engine]:
    """A database of this test's own, with one table."""
    engine = engine_for(new_database(), connections=2)
    run(engine, MAKE)
    yield engine
    engine.dispose()


def run(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def held(engine: Engine) -> Contents:
    with Database(engine).read() as session:
        return store.contents(session)


def add(*said: str) -> str:
    rows = ", ".join(f"('{each}', '2026-03-10 12:00+00')" for each in said)
    return f"INSERT INTO things (said, at) VALUES {rows}"


def test_an_empty_database_has_no_schema_and_no_rows(things: Engine) -> None:
    found = held(things)

    assert (found.schema, found.rows, list(found.tables)) == (None, 0, ["public.things"])


def test_rows_are_counted_and_sequences_followed(things: Engine) -> None:
    run(things, add("a", "b"))
    found = held(things)

    assert found.tables["public.things"].rows == 2
    assert found.sequences == {"public.things_id_seq": 2}


def test_the_order_of_rows_on_disk_does_not_matter(things: Engine) -> None:
    run(things, add("a", "b", "c"))
    before = held(things)
    run(things, "UPDATE things SET said = said WHERE id = 1")

    assert held(things) == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE things SET said = 'x' WHERE id = 1",
        "UPDATE things SET said = NULL WHERE id = 1",
        "UPDATE things SET at = at + interval '1 microsecond' WHERE id = 1",
        "UPDATE things SET said = CASE id WHEN 1 THEN 'b' ELSE 'a' END",
        "DELETE FROM things WHERE id = 1",
        "INSERT INTO things (id, said, at) OVERRIDING SYSTEM VALUE SELECT * FROM things",
    ],
)
def test_any_change_of_a_row_shows(things: Engine, change: str) -> None:
    run(things, add("a", "b"))
    before = held(things)
    run(things, change)

    assert held(things).differing(before) == ["public.things"]


def test_the_zone_of_the_session_does_not_show(things: Engine) -> None:
    run(things, add("a"))
    before = held(things)
    name = things.url.database
    run(things, f"ALTER DATABASE {name} SET timezone = 'Asia/Tokyo'")
    run(things, f"ALTER DATABASE {name} SET datestyle = 'German'")
    things.dispose()

    assert held(things) == before


def test_a_frozen_transaction_does_not_see_what_comes_later(things: Engine) -> None:
    with Database(things).read() as session:
        assert store.freeze(session)
        run(things, add("late"))
        found = store.contents(session)

    assert found.rows == 0


def test_names_that_need_quotes_are_no_trap(things: Engine) -> None:
    run(things, 'CREATE TABLE "Robert""; DROP TABLE things; --" (x int)')

    assert len(held(things).tables) == 2


def test_the_version_of_the_server_is_known(things: Engine) -> None:
    with Database(things).read() as session:
        assert str(store.major(session)) == store.contents(session).postgres.partition(".")[0]
