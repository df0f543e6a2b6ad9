"""Backups of somebody else's server, over TCP with a password; and the one before a migration."""

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from maang.core.accounts.service import Accounts
from maang.core.backup import archive, ledger
from maang.core.backup.models import Why
from maang.core.bootstrap import Core, open_core
from maang.core.config.loader import load
from maang.core.config.paths import find_paths
from maang.core.db import migrate
from maang.core.db.database import Database, engine_for
from maang.core.errors import NotConfigured
from maang.core.servers import locate
from tests.conftest import FrozenClock
from tests.servers_fixture import short_directory, start_cluster

PASSWORD = "korrekt-pferd-batterie"
TOOLS = f"{locate.postgres_binaries()}:/usr/bin:/bin"

On = Callable[..., Core]


@pytest.fixture
def on(tmp_path: Path, clock: FrozenClock) -> On:
    """The core of somebody whose database is elsewhere."""

    def build(url: str, *, path: str = TOOLS) -> Core:
        env = {
            "MAANG_HOME": str(tmp_path / "maang"),
            "MAANG_DATABASE_URL": url,
            "MAANG_REDIS_ENABLED": "false",
            "PATH": path,
        }
        paths = find_paths(env)
        settings = load(env, cwd=tmp_path, paths=paths).settings
        return open_core(settings, paths, clock=clock, progress=lambda _: None, env=env)

    return build


def patient(url: str) -> "psycopg.Connection[Any]":
    """A connection to a server that may be starting still."""
    for _ in range(100):
        try:
            return psycopg.connect(url, autocommit=True)
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise AssertionError("it does not start")


@pytest.fixture(scope="module", params=[18, 16])
def elsewhere(request: pytest.FixtureRequest) -> Iterator[str]:
    """A server of that major version on the loopback, with our schema in a database of its own."""
    with (
        short_directory() as directory,
        start_cluster(request.param, directory, PASSWORD) as address,
    ):
        with patient(address) as connection:
            connection.execute("CREATE DATABASE mine")
        url = address.replace("/postgres", "/mine")
        engine = engine_for(url)
        migrate.upgrade(engine)
        engine.dispose()
        yield url


@pytest.fixture
def older(new_database: Callable[[], str], clock: FrozenClock) -> str:
    """A database of an older schema with a person in it."""
    url = new_database()
    engine = engine_for(url)
    migrate.upgrade(engine, target=migrate.history()[0])
    Accounts(Database(engine), clock).open("local")
    engine.dispose()
    return url


def facts(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        query = "SELECT name FROM installation ORDER BY name"
        return [name for (name,) in connection.execute(query).fetchall()]


def test_a_backup_goes_out_and_back_over_tcp(on: On, elsewhere: str) -> None:
    backups = on(elsewhere).backups
    made = backups.make()
    with psycopg.connect(elsewhere, autocommit=True) as connection:
        connection.execute("INSERT INTO installation VALUES ('after', 'x')")

    done = backups.restore(made.file)

    assert (done.replaced, facts(elsewhere)) == (True, [])


def test_no_password_is_in_what_is_written(on: On, elsewhere: str, tmp_path: Path) -> None:
    backups = on(elsewhere).backups
    file = backups.make().file
    backups.verify(file)
    archive.extract(file, to=tmp_path / "dump")
    program = locate.postgres_binaries() / "pg_restore"
    argv = [str(program), "--file=-", str(tmp_path / "dump")]
    script = subprocess.run(argv, capture_output=True, check=True, timeout=60).stdout
    written = b"".join(each.read_bytes() for each in backups.directory.iterdir())

    assert b"CREATE TABLE" in script  # so that the look would see one
    assert PASSWORD.encode() not in written + script


def test_programs_older_than_the_server_are_refused(on: On, elsewhere: str) -> None:
    core = on(elsewhere, path=f"{locate.postgres_binaries(16)}:/usr/bin")
    with psycopg.connect(elsewhere) as connection:
        same = connection.info.server_version // 10000 == 16

    if same:
        assert core.backups.make().saved
    else:
        with pytest.raises(NotConfigured, match="an older one"):
            core.backups.make()


def test_before_a_migration_the_data_is_backed_up(on: On, older: str) -> None:
    core = on(older)
    assert core.db.user_id is not None
    core.close()
    (made,) = ledger.read(core.backups.directory).made

    assert made.why is Why.MIGRATION
    file = core.backups.directory / made.file
    assert archive.read(file).contents.schema == migrate.history()[0]


def test_an_empty_database_is_migrated_without_one(on: On, new_database: Callable[[], str]) -> None:
    core = on(new_database())
    assert core.db.user_id is not None
    core.close()

    assert not core.backups.directory.exists()


def test_a_server_elsewhere_is_migrated_where_no_program_could_copy_it(
    on: On, older: str, tmp_path: Path
) -> None:
    core = on(older, path=str(tmp_path))
    said: list[str] = []
    core.progress = said.append
    assert core.db.user_id is not None
    core.close()

    assert [line for line in said if line.startswith("no backup before the upgrade")]
