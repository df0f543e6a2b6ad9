"""Servers of somebody else: the same code, over TCP, with a password that is never shown."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from maang.core.db.database import Database, engine_for
from maang.core.errors import Denied
from maang.core.plain import to_plain
from maang.core.servers.models import ExternalServer, ServerState
from maang.core.servers.service import Servers
from tests.servers_fixture import free_port, short_directory, start_cluster, start_valkey

PASSWORD = "s3cret-Wort"


@pytest.fixture(scope="module", params=[16, 18])
def database(request: pytest.FixtureRequest) -> Iterator[tuple[int, str]]:
    with (
        short_directory() as path,
        start_cluster(request.param, path / "postgres", PASSWORD) as url,
    ):
        yield request.param, url


@pytest.fixture(scope="module")
def redis() -> Iterator[str]:
    with short_directory() as path, start_valkey(path / "valkey", PASSWORD) as url:
        yield url


def servers(*, database: str | None = None, redis: str | None = None) -> Servers:
    nowhere = Path("/nonexistent")
    return Servers(nowhere, nowhere, database_url=database, redis_url=redis)


def test_a_database_of_somebody_else_is_used_with_its_password(database: tuple[int, str]) -> None:
    major, url = database
    with psycopg.connect(servers(database=url).postgres().url) as connection:
        assert connection.info.server_version // 10000 == major
        connection.execute("CREATE EXTENSION vector")


def test_a_wrong_password_is_refused_by_that_database(database: tuple[int, str]) -> None:
    wrong = database[1].replace(PASSWORD, "guess")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(servers(database=wrong).postgres().url)


def test_a_wrong_password_is_a_denial_that_names_the_setting(database: tuple[int, str]) -> None:
    db = Database(engine_for(database[1].replace(PASSWORD, "guess")))

    with pytest.raises(Denied) as refused, db.read():
        pass
    assert "MAANG_DATABASE_URL" in str(refused.value.hint)


def test_its_status_says_external_and_hides_the_password(database: tuple[int, str]) -> None:
    status = servers(database=database[1]).status()[0]
    assert status.state is ServerState.EXTERNAL
    assert status.where is not None
    assert status.where.startswith("postgresql://guest:***@127.0.0.1:")
    assert PASSWORD not in str(to_plain(status))


def test_a_cache_of_somebody_else_is_asked_with_its_password(redis: str) -> None:
    status = servers(database="postgresql://x@127.0.0.1:1/x", redis=redis).status()[1]
    assert (status.state, status.version) == (ServerState.EXTERNAL, "9.1.2")
    assert PASSWORD not in str(to_plain(status))


def test_a_wrong_cache_password_is_told_as_broken(redis: str) -> None:
    wrong = redis.replace(PASSWORD, "guess")
    status = servers(database="postgresql://x@127.0.0.1:1/x", redis=wrong).status()[1]
    assert status.state is ServerState.BROKEN
    assert status.detail is not None
    assert "refuses" in status.detail
    assert "guess" not in str(to_plain(status))


def test_servers_that_are_not_there_are_told_as_broken() -> None:
    port = free_port()
    both = servers(
        database=f"postgresql://me:{PASSWORD}@127.0.0.1:{port}/x",
        redis=f"redis://:{PASSWORD}@127.0.0.1:{port}",
    ).status()
    assert [status.state for status in both] == [ServerState.BROKEN] * 2
    assert PASSWORD not in str(to_plain(both))


def test_a_cache_where_the_database_should_be_is_noticed(redis: str) -> None:
    wrong = redis.replace("redis://", "postgresql://")
    status = servers(database=wrong, redis="none").status()[0]
    assert status.state is ServerState.BROKEN


@pytest.mark.parametrize("url", ["postgresql://h:port/x", "http://[bad", "redis://h:port"])
def test_a_url_that_is_none_is_told_as_broken(url: str) -> None:
    both = servers(database=url, redis=url).status()
    assert [status.state for status in both] == [ServerState.BROKEN] * 2


def test_a_cache_can_be_switched_off() -> None:
    off = servers(database="postgresql://x@127.0.0.1:1/x", redis="none")
    assert off.valkey() is None
    assert off.status()[1].state is ServerState.ABSENT


def test_servers_of_somebody_else_are_not_stopped(redis: str, database: tuple[int, str]) -> None:
    theirs = servers(database=database[1], redis=redis)
    assert theirs.down() == []
    assert [status.state for status in theirs.status()] == [ServerState.EXTERNAL] * 2


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://me:pw@h:5/x?sslmode=require", "postgresql://me:***@h:5/x"),
        ("postgresql://me@h/x", "postgresql://me@h/x"),
        ("postgresql://h/x?user=me&password=pw", "postgresql://h/x"),
        ("redis://:pw@h:6379/0", "redis://:***@h:6379/0"),
        ("postgresql://me:p@pw@h/x", "postgresql://me:***@h/x"),
        ("postgresql://me:p/pw@h/x", "postgresql://***"),
        ("postgresql://me:p#pw@h/x", "postgresql://***"),
        ("postgresql://me:pw@[h/x", "***"),
    ],
)
def test_what_is_shown_of_a_url_holds_no_password(url: str, shown: str) -> None:
    assert ExternalServer(url).masked == shown
    assert "pw" not in repr(ExternalServer(url))
