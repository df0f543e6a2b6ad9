"""Fixtures: one embedded Postgres for the run, one migrated database a worker, each test rolled
back. Nothing here can find the developer's own maang."""

import io
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from filelock import FileLock
from sqlalchemy import Connection, Engine

from maang.cli.context import Invocation
from maang.core.accounts.service import Accounts
from maang.core.bootstrap import Core, open_core
from maang.core.calendar import Calendar
from maang.core.config.loader import load
from maang.core.config.paths import find_paths
from maang.core.db import migrate
from maang.core.db.database import Database, engine_for
from maang.core.problems.service import load_catalogue
from maang.core.servers.postgres import EmbeddedPostgres
from maang.core.servers.service import NO_CACHE
from maang.core.servers.waking import Waking
from tests.programs import Program, a_program
from tests.required import pytest_runtest_makereport as pytest_runtest_makereport
from tests.tried_again import pytest_terminal_summary as pytest_terminal_summary

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
"""When a test begins, unless it says otherwise: a Tuesday."""


@dataclass
class FrozenClock:
    """A clock that moves only when told to."""

    moment: datetime = NOON

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> datetime:
        """Move on by a timedelta's words, and give the new moment."""
        self.moment += timedelta(**span)
        return self.moment


@pytest.fixture(autouse=True)
def _far_from_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith(("MAANG_", "XDG_")) and not name.startswith("MAANG_TEST_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("MAANG_HOME", str(tmp_path / "maang"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """A running embedded Postgres, shared by the workers of a run; the last one stops it."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    home, users = shared / "postgres", shared / "users"
    server = EmbeddedPostgres(home / "data", home / "state")
    with FileLock(shared / "lock"):
        users.mkdir(exist_ok=True)
        (users / worker_id).touch()
        url = server.ensure(lambda _: None).url
    yield url
    with FileLock(shared / "lock"):
        (users / worker_id).unlink()
        if not any(users.iterdir()):
            server.stop()


@pytest.fixture(scope="session")
def new_database(postgres_url: str) -> Callable[[], str]:
    """Makes an empty database and gives its URL; it goes with the server."""

    def make(template: str = "template1") -> str:
        name = f"test_{secrets.token_hex(6)}"
        _run(postgres_url, f"CREATE DATABASE {name} TEMPLATE {template}")
        return postgres_url.replace("/maang?", f"/{name}?")

    return make


@pytest.fixture(scope="session")
def engine(new_database: Callable[[], str]) -> Iterator[Engine]:
    """A migrated database with the catalogue in it, for this worker alone."""
    engine = engine_for(new_database(), connections=2)
    migrate.upgrade(engine)
    load_catalogue(Database(engine, seconds=60), now=lambda: NOON)
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> FrozenClock:
    """Noon of a Tuesday, until the test moves it."""
    return FrozenClock()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """A connection whose transaction is rolled back when the test ends."""
    with engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


@pytest.fixture
def db(connection: Connection, clock: FrozenClock) -> Database:
    """A database that commits into nothing but this test, with a local user."""
    nobody = Database(connection)
    return Database(connection, Accounts(nobody, clock).open("local"))


@pytest.fixture
def calendar() -> Calendar:
    """Days in UTC that begin at four."""
    return Calendar(ZoneInfo("UTC"), 4)


@pytest.fixture
def core(db: Database, clock: FrozenClock, tmp_path: Path) -> Core:
    """The whole core on the test's database and clock."""
    env = {"MAANG_HOME": str(tmp_path / "maang"), "TZ": "UTC"}
    paths = find_paths(env)
    settings = load(env, cwd=tmp_path, paths=paths).settings
    core = open_core(settings, paths, clock=clock, progress=lambda _: None)
    core.__dict__["db"] = db
    # no backup: what this transaction holds, pg_dump would not see
    core.__dict__["importing"] = replace(core.importing, guard=lambda: None)
    # Whoever would like a cache starts one, and nobody would stop it after the test.
    core.__dict__["_waking"] = Waking(replace(core.servers, redis_url=NO_CACHE))
    return core


@dataclass(frozen=True)
class Result:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> str:
        """What stderr says, wherever its lines were folded."""
        return " ".join(self.err.split())


@dataclass
class Cli:
    """Runs commands in this process on the test's core."""

    core: Core
    clock: FrozenClock
    cwd: Path
    env: dict[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: str, stdin: str = "") -> Result:
        from maang.cli.app import run

        env = {"MAANG_HOME": str(self.cwd / "maang"), "TZ": "UTC", "COLUMNS": "80", **self.env}
        out, err = _stream(), _stream()
        outside = Invocation(env, self.cwd, io.StringIO(stdin), out, err, clock=self.clock)
        outside.__dict__["core"] = self.core
        code = run(arguments, outside)
        return Result(code, _written(out), _written(err))


@pytest.fixture
def cli(core: Core, clock: FrozenClock, tmp_path: Path) -> Cli:
    """`cli("log", "two-sum")` runs a command as the program would, without its process."""
    return Cli(core, clock, tmp_path)


@pytest.fixture(scope="session")
def program() -> Iterator[Program]:
    """The program in processes of its own; what one test logs, the next one sees."""
    with a_program() as program:
        yield program


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def _written(stream: io.TextIOWrapper) -> str:
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


def _run(url: str, statement: str) -> None:
    engine = engine_for(url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
