"""A database of each test's own on the embedded server, and the backups of somebody who uses it."""

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from maang.core.accounts.service import Accounts
from maang.core.backup.service import Backups
from maang.core.db import migrate
from maang.core.db.database import Database, engine_for
from maang.core.servers import locate
from maang.core.servers.service import Servers
from tests.conftest import FrozenClock

TOOLS = {"PATH": f"{locate.postgres_binaries()}:/usr/bin:/bin"}


@pytest.fixture(scope="module")
def template(new_database: Callable[[], str]) -> str:
    """The name of a migrated database with one person in it."""
    url = new_database()
    engine = engine_for(url)
    migrate.upgrade(engine)
    Accounts(Database(engine), lambda: datetime(2026, 3, 1, tzinfo=UTC)).open("local")
    engine.dispose()
    return str(engine.url.database)


@pytest.fixture
def url(new_database: Callable[[str], str], template: str) -> str:
    """A database of this test's own."""
    return new_database(template)


@pytest.fixture
def build(tmp_path: Path, clock: FrozenClock) -> Callable[[str], Backups]:
    return lambda url: Backups(
        Servers(tmp_path / "data", tmp_path / "state", url, "none"),
        tmp_path / "data",
        clock,
        lambda _: None,
        TOOLS,
    )


@pytest.fixture
def backups(build: Callable[[str], Backups], url: str) -> Backups:
    return build(url)


def note(url: str, word: str) -> None:
    """Add a fact to the database."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("INSERT INTO installation VALUES (%s, 'x')", (word,))


def notes(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        query = "SELECT name FROM installation ORDER BY name"
        return [name for (name,) in connection.execute(query).fetchall()]


def as_text(url: str) -> str:
    """The whole database as `pg_dump` writes it, the same each time."""
    program = locate.postgres_binaries() / "pg_dump"
    argv = [str(program), "--restrict-key=same", f"--dbname={url}"]
    done = subprocess.run(argv, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout


def strays(url: str) -> list[str]:
    """Databases of ours that should be gone."""
    with psycopg.connect(url) as connection:
        query = "SELECT datname FROM pg_database WHERE datname LIKE current_database() || '\\_%%'"
        return [name for (name,) in connection.execute(query).fetchall()]
