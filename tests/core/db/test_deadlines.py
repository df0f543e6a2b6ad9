"""What hangs, freezes or is killed: a deadline holds, and nothing that was acknowledged is lost."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import Engine, text

from maang.core.db.database import Database, engine_for
from maang.core.errors import TimedOut, Unavailable

WITHIN = re.escape("within 0.5 s")

CLIENT = """
import sys, time
from sqlalchemy import text
from maang.core.db.database import Database, engine_for

db = Database(engine_for(sys.argv[1]))
for number in range(5):
    with db.write() as session:
        session.execute(text("INSERT INTO acknowledged VALUES (:number)"), {"number": number})
    print(number, flush=True)
with db.write() as session:
    session.execute(text("INSERT INTO acknowledged VALUES (99)"))
    print("open", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def own(engine: Engine) -> Iterator[Callable[..., Engine]]:
    """Makes pools of this test's own, on the same database."""
    made: list[Engine] = []

    def make(**how: float) -> Engine:
        made.append(engine_for(engine.url.render_as_string(hide_password=False), **how))
        return made[-1]

    yield make
    for each in made:
        each.dispose()


def test_a_server_that_takes_the_call_and_says_nothing_runs_past_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        db = Database(engine_for(f"postgresql://guest@127.0.0.1:{port}/x", connect_seconds=1))
        began = time.monotonic()

        with pytest.raises(TimedOut), db.read():
            pass

    assert time.monotonic() - began < 6


def test_a_statement_that_runs_too_long_is_cut_at_the_deadline(engine: Engine) -> None:
    db = Database(engine, seconds=0.5)
    began = time.monotonic()

    with pytest.raises(TimedOut, match=WITHIN), db.read() as session:
        session.execute(text("SELECT pg_sleep(20)"))

    assert time.monotonic() - began < 5


def test_who_leaves_waits_neither_for_what_runs_nor_for_what_comes_after(engine: Engine) -> None:
    db = Database(engine)
    began = time.monotonic()

    with ThreadPoolExecutor() as threads:
        running = threads.submit(sleeps, db)
        while not db._running:
            time.sleep(0.01)
        db.hurry(0.5)
        with pytest.raises(TimedOut):
            running.result()
        with pytest.raises(TimedOut, match=WITHIN):
            sleeps(db)

    assert time.monotonic() - began < 10


def sleeps(db: Database) -> None:
    with db.write(seconds=60) as session:
        session.execute(text("SELECT pg_sleep(30)"))


@contextmanager
def frozen(backend: int) -> Iterator[None]:
    """A backend that has stopped; it goes on afterwards."""
    os.kill(backend, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(backend, signal.SIGCONT)


def test_a_frozen_server_is_given_up_at_the_deadline(engine: Engine) -> None:
    db = Database(engine, seconds=0.5)

    def work() -> None:
        with db.write() as session:
            session.execute(text("UPDATE companies SET name = name"))
            with frozen(session.scalar(text("SELECT pg_backend_pid()")) or 0):
                session.execute(text("SELECT 1"))

    began = time.monotonic()
    with pytest.raises(TimedOut, match=WITHIN):
        work()
    assert time.monotonic() - began < 5


def test_a_connection_that_froze_while_it_rested_is_replaced(own: Callable[..., Engine]) -> None:
    engine = own(connect_seconds=1, connections=2)
    db = Database(engine, seconds=30)
    with db.read() as session:
        backend = session.scalar(text("SELECT pg_backend_pid()")) or 0
    began = time.monotonic()

    with frozen(backend), db.read() as session:
        assert session.scalar(text("SELECT pg_backend_pid()")) != backend

    assert time.monotonic() - began < 5


def test_a_connection_that_was_cut_is_replaced_for_the_next_use(own: Callable[..., Engine]) -> None:
    engine = own(connections=2)
    db = Database(engine, seconds=30)
    with pytest.raises(Unavailable), db.read() as session:
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with db.read() as session:
        assert session.scalar(text("SELECT 1")) == 1


def test_every_connection_in_use_is_unavailable(own: Callable[..., Engine]) -> None:
    engine = own(connect_seconds=0.2)
    db = Database(engine, seconds=30)

    with pytest.raises(Unavailable, match="in use"), db.read(), db.read():
        pass


def test_a_client_killed_in_the_middle_loses_nothing_it_was_told_is_saved(
    new_database: Callable[[], str],
) -> None:
    url = new_database()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE acknowledged (number int)")
        client = subprocess.Popen([sys.executable, "-c", CLIENT, url], stdout=subprocess.PIPE)
        assert client.stdout is not None
        acknowledged = [line.strip() for line in iter(client.stdout.readline, b"open\n")]
        client.kill()
        client.wait(20)
        client.stdout.close()

        kept = connection.execute("SELECT number FROM acknowledged ORDER BY number").fetchall()

    assert [str(number).encode() for (number,) in kept] == acknowledged
    assert len(acknowledged) == 5
