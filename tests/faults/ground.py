"""Where faults are injected: a home with servers of its own, databases beside it, and the log as
the database has it, which no client can embellish."""

import io
import os
import secrets
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import psutil
import psycopg
from sqlalchemy import Connection

from maang.cli.app import run
from maang.cli.context import Invocation
from maang.core.backup import cluster
from maang.core.clock import Clock, utc_now
from maang.core.config.paths import find_paths
from maang.core.db.database import Database, engine_for
from maang.core.servers import locate, running
from maang.core.servers import record as records
from maang.core.servers.begun import base_dir
from maang.core.servers.service import Servers
from tests.faults.record import Tally
from tests.programs import Done, Program
from tests.servers_fixture import short_directory

PATIENCE = 120.0
"""Seconds for what must come: far more than it takes, since a machine may be busy."""

PATIENT = {"MAANG_DEADLINE_LIGHT": "60", "MAANG_DEADLINE_CONNECT": "30"}
"""A busy machine is no fault; deadlines are tried on a frozen server."""

LOGGED = "SELECT note, count(*) FROM attempts WHERE note LIKE %s GROUP BY note"

HALF = """
    SELECT count(*) FROM attempts a WHERE note LIKE %s AND NOT EXISTS (
        SELECT 1 FROM activity_log l WHERE l.user_id = a.user_id
        AND l.undo::text LIKE '%%' || a.id::text || '%%')
"""
"""Attempts that cannot be taken back: their transaction was cut in two."""


@dataclass
class Ground:
    """A program whose servers can be hurt, and databases on them."""

    program: Program
    made: int = field(default=0, init=False)

    @property
    def data(self) -> Path:
        """The program's data directory."""
        return find_paths(self.program.environment).data

    @cached_property
    def servers(self) -> Servers:
        """The program's servers."""
        return Servers(self.data, find_paths(self.program.environment).state)

    @property
    def url(self) -> str:
        """The program's own database, its server started if need be."""
        return self.servers.postgres().url

    def database(self, like: str | None = None) -> str:
        """A new database on the program's server: empty, or a copy of the one at `like`."""
        name = f"fault_{secrets.token_hex(4)}"
        template = cluster.name_of(like) if like else "template0"
        with psycopg.connect(cluster.url_of(self.url, "postgres"), autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return cluster.url_of(self.url, name)

    @cached_property
    def template(self) -> str:
        """A database with everything in it and one log; never written again."""
        url = self.database()
        done = play("log", "two-sum", "--note", "first", env=self.env(url))
        assert done.code == 0, done.err
        return url

    def env(self, url: str) -> dict[str, str]:
        """The environment in which that database is used."""
        path = f"{locate.postgres_binaries()}:{os.environ['PATH']}"
        return {**self.program.environment, "MAANG_DATABASE_URL": url, "PATH": path}

    def processes(self) -> list[psutil.Process]:
        """The program's PostgreSQL: the postmaster first, then its children."""
        here = running.places(self.data, records.read(base_dir(self.data)))
        pid, _ = running.postmaster(here)
        assert pid is not None, "there is no PostgreSQL to hurt"
        postmaster = psutil.Process(pid)
        postmaster.suspend()  # it makes no more children while they are counted
        return [postmaster, *postmaster.children(recursive=True)]

    def kill_server(self) -> None:
        """SIGKILL for the whole of it, and wait until it is gone."""
        every = self.processes()
        for each in every:
            with suppress(psutil.NoSuchProcess):
                each.send_signal(signal.SIGKILL)
        psutil.wait_procs(every, timeout=PATIENCE)

    @contextmanager
    def frozen_server(self) -> Iterator[None]:
        """The whole of it stopped, for the time of the block."""
        every = self.processes()
        try:
            for each in every:
                each.suspend()
            yield
        finally:
            for each in every:
                with suppress(psutil.NoSuchProcess):
                    each.resume()


@contextmanager
def a_ground() -> Iterator[Ground]:
    """A ground whose servers are stopped at the end."""
    with short_directory() as home:
        program = Program(home, PATIENT)
        try:
            yield Ground(program)
        finally:
            program("down")


def play(
    *arguments: str, env: Mapping[str, str], clock: Clock = utc_now, core: object = None
) -> Done:
    """A command in this process; `core` takes the place of its own."""
    out, err = _stream(), _stream()
    outside = Invocation(env, Path(env["HOME"]), io.StringIO(), out, err, clock=clock)
    if core is not None:
        outside.__dict__["core"] = core
    code = run(arguments, outside)
    return Done(code, _written(out), _written(err))


def too_early(env: Mapping[str, str], connection: Connection) -> object:
    """A core that acknowledges before it commits: its transactions end in another that stays
    open. It is the protection switched off of every control that asks for lost writes."""
    core = Invocation(env, Path(env["HOME"]), io.StringIO(), _stream(), _stream()).core
    with core.db.read() as session:
        user = session.info["user_id"]
    core.db.close()
    core.__dict__["db"] = Database(connection, user)
    return core


@contextmanager
def never_committed(url: str) -> Iterator[Connection]:
    """A connection with a transaction that is still open when the block ends."""
    engine = engine_for(url, connections=2)
    try:
        with engine.connect() as connection, connection.begin() as transaction:
            yield connection
            transaction.rollback()
    finally:
        engine.dispose()


def judge(url: str, acknowledged: Iterable[str], tally: Tally, *, prefix: str) -> None:
    """Compare what was acknowledged with what the database holds of logs with such notes."""
    told = list(acknowledged)
    with psycopg.connect(url) as connection:
        found = Counter(dict(connection.execute(LOGGED, (f"{prefix}%",)).fetchall()))
        half = connection.execute(HALF, (f"{prefix}%",)).fetchone()
    tally.acknowledged += len(told)
    tally.lost += sum(1 for note in told if not found[note])
    tally.doubled += sum(1 for times in found.values() if times > 1)
    tally.partial += half[0] if half else 0


def wait(until: Callable[[], Any], *, what: str) -> Any:
    """What `until` gives as soon as it is true."""
    deadline = time.monotonic() + PATIENCE
    while not (found := until()):
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not come in {PATIENCE:g} s")
        time.sleep(0.01)
    return found


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def _written(stream: io.TextIOWrapper) -> str:
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()
