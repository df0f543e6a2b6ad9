"""The schema is made by the migrations, equals what the code says, and is made once."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooEarly

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from maang.core.db import migrate
from maang.core.db.database import Database, engine_for
from maang.core.db.readiness import bring_up_to_date, state_of
from maang.core.db.revision import HEAD
from maang.core.errors import Conflict
from maang.core.schema import metadata


@pytest.fixture
def empty(new_database: Callable[[], str]) -> Iterator[Engine]:
    """An empty database of this test's own."""
    engine = engine_for(new_database(), connections=4)
    yield engine
    engine.dispose()


def revision(engine: Engine) -> str | None:
    """What a database says its schema is."""
    return state_of(Database(engine, seconds=30), user="local").revision


def differences(engine: Engine) -> list[object]:
    """What `alembic check` would complain of."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))


def inventory(engine: Engine) -> dict[str, object]:
    """Tables with their columns, indexes and checks, and what views say."""
    seen = inspect(engine)
    found: dict[str, object] = {
        table: (
            sorted((column["name"], str(column["type"])) for column in seen.get_columns(table)),
            sorted(str(index["name"]) for index in seen.get_indexes(table)),
            sorted(check["sqltext"] for check in seen.get_check_constraints(table)),
        )
        for table in seen.get_table_names()
    }
    return found | {view: seen.get_view_definition(view) for view in seen.get_view_names()}


def silent(_: str) -> None:
    """Nobody waits for this."""


def test_the_head_the_package_knows_is_the_newest_migration() -> None:
    assert migrate.history()[-1] == HEAD


def test_an_empty_database_has_no_revision(empty: Engine) -> None:
    assert revision(empty) is None


def test_an_empty_database_is_brought_to_the_head(empty: Engine) -> None:
    assert bring_up_to_date(empty, state_of(Database(empty), user="local"), silent)

    assert revision(empty) == HEAD


def test_the_migrations_make_just_what_the_code_declares(engine: Engine) -> None:
    assert differences(engine) == []


def test_a_difference_would_be_noticed(empty: Engine) -> None:
    migrate.upgrade(empty)
    with empty.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_attempts_user_id_at")

    assert differences(empty) != []


def test_a_step_down_and_up_again_gives_the_same_schema(empty: Engine) -> None:
    migrate.upgrade(empty)
    before = inventory(empty)
    migrate.downgrade(empty, target="-1")
    assert revision(empty) == migrate.history()[-2]

    migrate.upgrade(empty)

    assert inventory(empty) == before
    assert differences(empty) == []


def test_all_the_way_down_nothing_is_left(empty: Engine) -> None:
    migrate.upgrade(empty)
    migrate.downgrade(empty, target="base")

    assert set(inventory(empty)) == {"alembic_version"}


def test_a_database_at_the_head_is_left_alone(empty: Engine) -> None:
    migrate.upgrade(empty)

    assert not bring_up_to_date(empty, state_of(Database(empty), user="local"), silent)


def test_whoever_migrates_waits_for_the_one_who_does(empty: Engine) -> None:
    with ThreadPoolExecutor(1) as pool, empty.connect() as other:
        other.exec_driver_sql("SELECT pg_advisory_lock(%s)", (migrate.LOCK_KEY,))
        waiting = pool.submit(migrate.upgrade, empty)
        try:
            with pytest.raises(TooEarly):
                waiting.result(0.3)
            assert revision(empty) is None
        finally:
            other.exec_driver_sql("SELECT pg_advisory_unlock(%s)", (migrate.LOCK_KEY,))
        waiting.result(30)

    assert revision(empty) == HEAD


def test_of_two_at_once_one_migrates_and_the_other_finds_it_done(empty: Engine) -> None:
    both = threading.Barrier(2, timeout=20)

    def first_run() -> None:
        state = state_of(Database(empty, seconds=30), user="local")
        both.wait()  # both have seen an empty database
        bring_up_to_date(empty, state, silent)

    with ThreadPoolExecutor(2) as pool:
        for run in [pool.submit(first_run) for _ in range(2)]:
            run.result(60)

    assert revision(empty) == HEAD
    assert differences(empty) == []


def test_a_database_of_a_newer_maang_is_refused_untouched(empty: Engine) -> None:
    migrate.upgrade(empty)
    with empty.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = inventory(empty)

    with pytest.raises(Conflict, match="newer maang") as refused:
        bring_up_to_date(empty, state_of(Database(empty), user="local"), silent)

    assert "upgrade maang" in (refused.value.hint or "")
    assert (revision(empty), inventory(empty)) == ("9999", before)
