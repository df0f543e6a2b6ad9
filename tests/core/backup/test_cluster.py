"""Scratch databases and names that swap, on a real server."""

import secrets
import threading
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from maang.core.backup import cluster
from maang.core.db import migrate
from maang.core.errors import Denied

Server = psycopg.Connection[Any]


def silent(_: str) -> None:
    """Nobody waits for this."""


@pytest.fixture
def url(new_database: Callable[[], str]) -> str:
    """A database of this test's own, with one row."""
    made = new_database()
    fill(made, "old")
    return made


@pytest.fixture
def server(url: str) -> Iterator[Server]:
    with cluster.outside(url, progress=silent) as connection:
        yield connection


def fill(url: str, word: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE said AS SELECT %s::text AS word", (word,))


def word(url: str) -> str:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT word FROM said").fetchone()
    assert found is not None
    return str(found[0])


def databases(server: Server) -> set[str]:
    return {name for (name,) in server.execute("SELECT datname FROM pg_database").fetchall()}


def test_the_lock_of_migrations_is_the_same_here() -> None:
    assert cluster.MIGRATING == migrate.LOCK_KEY


def test_a_scratch_database_is_empty_and_sorts_like_ours(server: Server, url: str) -> None:
    name = cluster.name_of(url)
    scratch = cluster.create_scratch(server, like=name)
    query = "SELECT datcollate, encoding, datlocale FROM pg_database WHERE datname = %s"
    ours, its = (server.execute(query, (each,)).fetchone() for each in (name, scratch))
    with psycopg.connect(cluster.url_of(url, scratch)) as connection:
        tables = connection.execute("SELECT to_regclass('said')").fetchone()
    cluster.drop(server, scratch)

    assert ours == its
    assert tables == (None,)


def test_what_an_interrupted_check_left_is_dropped_by_the_next(server: Server, url: str) -> None:
    name = cluster.name_of(url)
    left, again = (cluster.create_scratch(server, like=name) for _ in range(2))
    there = databases(server)
    cluster.drop(server, again)

    assert again in there
    assert left not in there


def test_a_database_that_is_only_called_like_a_scratch_stays(server: Server, url: str) -> None:
    name = cluster.name_of(url)
    theirs = f"{name}_scratch_{secrets.token_hex(4)}"
    server.execute(f"CREATE DATABASE {theirs}")
    scratch = cluster.create_scratch(server, like=name)
    there = databases(server)
    for each in (scratch, theirs):
        cluster.drop(server, each)

    assert theirs in there


def test_a_swap_gives_the_name_to_the_other(server: Server, url: str) -> None:
    name = cluster.name_of(url)
    scratch = cluster.create_scratch(server, like=name)
    fill(cluster.url_of(url, scratch), "new")

    aside = cluster.swap(server, target=name, scratch=scratch)
    old, new = word(cluster.url_of(url, aside)), word(url)
    cluster.drop(server, aside)

    assert (old, new) == ("old", "new")


def test_idle_sessions_are_ended_and_busy_ones_may_finish(server: Server, url: str) -> None:
    name = cluster.name_of(url)
    scratch = cluster.create_scratch(server, like=name)
    fill(cluster.url_of(url, scratch), "new")
    idle = psycopg.connect(url, autocommit=True)
    busy = psycopg.connect(url)
    busy.execute("UPDATE said SET word = 'finished'")
    timer = threading.Timer(0.5, busy.commit)
    timer.start()

    aside = cluster.swap(server, target=name, scratch=scratch)
    timer.join()
    kept = word(cluster.url_of(url, aside))
    cluster.drop(server, aside)

    assert kept == "finished"
    with pytest.raises(psycopg.OperationalError):
        idle.execute("SELECT 1")
    busy.close()


def test_somebody_who_does_not_let_go_is_ended(
    server: Server, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "POLITE_SECONDS", 0.3)
    name = cluster.name_of(url)
    scratch = cluster.create_scratch(server, like=name)
    fill(cluster.url_of(url, scratch), "new")
    stubborn = psycopg.connect(url)
    stubborn.execute("UPDATE said SET word = 'never committed'")

    aside = cluster.swap(server, target=name, scratch=scratch)
    kept = word(cluster.url_of(url, aside))
    cluster.drop(server, aside)
    stubborn.close()

    assert kept == "old"


def test_who_may_make_no_database_is_told_what_it_takes(server: Server, url: str) -> None:
    role = f"weak_{secrets.token_hex(4)}"
    server.execute(f"CREATE ROLE {role} LOGIN")
    weak = url.replace("postgresql://maang@", f"postgresql://{role}@")
    try:
        with (
            psycopg.connect(weak, autocommit=True) as connection,
            pytest.raises(Denied) as caught,
        ):
            cluster.create_scratch(connection, like=cluster.name_of(url))
    finally:
        server.execute(f"DROP ROLE {role}")

    assert "CREATEDB" in (caught.value.hint or "")


def test_whoever_comes_second_waits_for_the_first(url: str) -> None:
    said: list[str] = []
    entered = threading.Event()

    def second() -> None:
        with cluster.not_migrating(url, progress=said.append):
            entered.set()

    with cluster.not_migrating(url, progress=silent):
        thread = threading.Thread(target=second)
        thread.start()
        assert not entered.wait(0.5)
    thread.join(10)

    assert entered.is_set()
    assert "waiting" in said[0]


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("postgresql://me@/maang?host=%2Frun%2Fx&port=5432", "postgresql://me@/b?host=%2Frun%2Fx&port=5432"),
        ("postgresql+psycopg://me:p%2F@h:1/a", "postgresql://me:p%2F@h:1/b"),
        ("postgresql://h/a?dbname=c", "postgresql://h/b"),
    ],
)  # fmt: skip
def test_the_same_server_is_addressed_with_another_name(url: str, other: str) -> None:
    assert cluster.url_of(url, "b") == other
