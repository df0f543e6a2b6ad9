"""kill -9 for the whole embedded PostgreSQL while somebody logs: nothing acknowledged is lost, and
the next command brings the server up again by itself."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tests.faults.client import Client, a_client
from tests.faults.ground import Ground, judge, wait
from tests.faults.record import Fault, Tally


def run(ground: Ground, n: int) -> Tally:
    """Kill the server `n` times under one client, which goes on as soon as it can."""
    return _killed(ground, n, prefix=f"server-{time.time_ns()}-")


def control(ground: Ground) -> Tally:
    """The same where a commit does not wait for the disk."""
    with _asynchronous(ground):
        return _killed(ground, 1, prefix=f"asynchronous-{time.time_ns()}-")


def _killed(ground: Ground, n: int, *, prefix: str) -> Tally:
    tally = Tally()
    with a_client(ground, prefix) as client:
        for _ in range(n):
            _progress(client)
            time.sleep(random.uniform(0, 0.3))
            ground.kill_server()
            began = time.monotonic()
            _progress(client)
            tally.recoveries.append(time.monotonic() - began)
            tally.n += 1
        client.kill()
        told, refused = client.told(), client.refused()
    tally.broken += [f"a log ended with {code}" for code in sorted({*refused} - {6, 7})]
    judge(ground.url, told, tally, prefix=prefix)
    return tally


def _progress(client: Client) -> None:
    """Wait for three acknowledgements that were not there before."""
    before = len(client.told())
    wait(lambda: len(client.told()) >= before + 3, what="a further acknowledgement")


@contextmanager
def _asynchronous(ground: Ground) -> Iterator[None]:
    off = (
        "ALTER DATABASE maang SET synchronous_commit = off",
        "ALTER SYSTEM SET wal_writer_delay = '10s'",
        "SELECT pg_reload_conf()",
    )
    on = (
        "ALTER DATABASE maang RESET synchronous_commit",
        "ALTER SYSTEM RESET wal_writer_delay",
        "SELECT pg_reload_conf()",
    )
    _each(ground.url, off)
    try:
        yield
    finally:
        _each(ground.url, on)


def _each(url: str, statements: tuple[str, ...]) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


FAULT = Fault(
    "server-killed",
    "kill -9 of the whole embedded PostgreSQL while logging",
    run,
    control,
    "`synchronous_commit` off",
    full=15,
    short=1,
)
