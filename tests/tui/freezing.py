"""A database that stands still: every process of it stopped, as on a machine that swaps."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil
from sqlalchemy import text

from maang.core.db.database import engine_for
from maang.core.servers.running import postgres
from tests.programs import Program


@contextmanager
def frozen(program: Program) -> Iterator[None]:
    """Stop every process of the embedded Postgres, as a swapping machine would."""
    address = postgres(program.home / "maang" / "data")
    assert address is not None
    engine = engine_for(address.url)
    with engine.connect() as connection:
        ours = psutil.Process(connection.scalar(text("SELECT pg_backend_pid()")))
        server = ours.parent()
    engine.dispose()
    assert server is not None
    server.suspend()  # first: it starts nobody from here on
    everyone = [server, *server.children()]
    for process in everyone:
        with suppress(psutil.NoSuchProcess):  # a worker of the moment, such as autovacuum's
            process.suspend()
    try:
        yield
    finally:
        for process in everyone:
            with suppress(psutil.NoSuchProcess):
                process.resume()
