"""The line to the database cut after byte n of a log: the command ends in plain words, and saying
the same again gives one attempt, whether the first had been committed or not."""

import secrets
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
from sqlalchemy import text

from maang.core.db.database import Database, engine_for
from tests.faults.ground import Ground, judge, never_committed, play, too_early
from tests.faults.proxy import a_proxy
from tests.faults.record import Fault, Tally

KEPT_APART = 4
"""The exit code of a log that is there already."""


def run(ground: Ground, n: int) -> Tally:
    """Cut after `n` numbers of bytes, spread over all of them; end `n` sessions that rest."""
    tally, url, prefix = Tally(), ground.database(ground.template), f"cut-{secrets.token_hex(4)}-"
    total = _bytes_of_a_log(ground, url)
    told = []
    for number in range(n):
        note = f"{prefix}{number}"
        if _cut(ground, url, note, after=round(total * (number + 0.5) / n), tally=tally):
            told.append(note)
        began = time.monotonic()
        again = play("log", "two-sum", "--note", note, env=ground.env(url))
        tally.recoveries.append(time.monotonic() - began)
        if again.code not in (0, KEPT_APART):
            tally.broken.append(f"said again, it ended with {again.code}: {again.err.strip()}")
        told.append(note)
        tally.n += 1
    judge(url, set(told), tally, prefix=prefix)
    _rested(url, n, tally)
    return tally


def control(ground: Ground) -> Tally:
    """The line cut under a client that acknowledges before it commits."""
    tally, url, prefix = Tally(n=1), ground.database(ground.template), "cut-early-"
    env = ground.env(url)
    with never_committed(url) as connection:
        core = too_early(env, connection)
        done = play("log", "two-sum", "--note", f"{prefix}0", env=env, core=core)
        connection.exec_driver_sql("SELECT 1")
        connection.connection.driver_connection.pgconn.finish()  # type: ignore[union-attr]
        connection.invalidate()
    judge(url, [f"{prefix}0"] if done.code == 0 else [], tally, prefix=prefix)
    return tally


def _cut(ground: Ground, url: str, note: str, *, after: int, tally: Tally) -> bool:
    """Log over a line that is cut; whether it was acknowledged all the same."""
    with a_proxy(_socket(url), cut_after=after) as proxy:
        done = play("log", "two-sum", "--note", note, env=ground.env(_through(url, proxy.port)))
    if done.code not in (0, 6, 7) or "bug" in done.err:
        tally.broken.append(f"cut after {after} bytes, it ended with {done.code}: {done.err}")
    return done.code == 0


def _bytes_of_a_log(ground: Ground, url: str) -> int:
    with a_proxy(_socket(url)) as proxy:
        env = ground.env(_through(url, proxy.port))
        done = play("log", "two-sum", "--note", "measured", env=env)
        assert done.code == 0, done.err
    return proxy.passed


def _rested(url: str, n: int, tally: Tally) -> None:
    """A screen that stays open: its session is ended between two things it does."""
    engine = engine_for(url, connections=2)
    db = Database(engine, seconds=60)
    for _ in range(n):
        with db.read() as session:
            pid = session.scalar(text("SELECT pg_backend_pid()"))
        with psycopg.connect(url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 60000)", (pid,))
        with db.read() as session:
            if session.scalar(text("SELECT pg_backend_pid()")) == pid:
                tally.broken.append("the session was not ended")
        tally.n += 1
    engine.dispose()


def _socket(url: str) -> Path:
    said = parse_qs(urlsplit(url).query)
    return Path(said["host"][0]) / f".s.PGSQL.{said.get('port', ['5432'])[0]}"


def _through(url: str, port: int) -> str:
    parts = urlsplit(url)
    return f"postgresql://{parts.username}@127.0.0.1:{port}{parts.path}?sslmode=disable"


FAULT = Fault(
    "connection-cut",
    "the connection cut after byte n of a log; sessions ended between two uses",
    run,
    control,
    "acknowledged before the commit",
    full=100,
    short=4,
)
