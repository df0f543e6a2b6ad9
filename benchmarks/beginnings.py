"""What happens once: the first run from nothing, and the catalogue against a raw COPY of it."""

import statistics
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy import Engine, text

from benchmarks.home import fresh_home
from benchmarks.measure import timed
from maang.core.db.database import Database, engine_for
from maang.core.problems.service import load_catalogue

SECONDS = 60.0


def first_run(*, rounds: int) -> dict[str, float]:
    """Seconds of `maang today` on a machine that has never seen it: cluster, schema, catalogue."""
    found = []
    for _ in range(rounds):
        with fresh_home() as home:
            found.append(timed(partial(home.run, "today")))
    return {"seconds": round(statistics.median(found), 2)}


def catalogue(*, rounds: int) -> dict[str, float]:
    """Seconds of loading the catalogue into an empty database, and as a ratio of a raw COPY of
    the same rows into a table with the same indexes."""
    with fresh_home() as home:
        home.run("today")
        engine = engine_for(home.url)
        db = Database(engine, seconds=SECONDS)
        rows = _copied_out(engine)
        loads, copies = [], []
        for _ in range(rounds):
            _emptied(engine)
            loads.append(timed(lambda: load_catalogue(db, now=lambda: datetime.now(UTC))))
            copies.append(timed(lambda: _copied_in(engine, rows)))
        engine.dispose()
    load, copy = statistics.median(loads), statistics.median(copies)
    return {"seconds": round(load, 3), "copy": round(copy, 3), "ratio": round(load / copy, 2)}


def _copied_out(engine: Engine) -> bytes:
    out = "COPY problems TO STDOUT (FORMAT BINARY)"
    with engine.connect() as connection, _driver(connection).cursor().copy(out) as copy:
        return b"".join(bytes(block) for block in copy)


def _copied_in(engine: Engine, rows: bytes) -> None:
    with engine.begin() as connection, _driver(connection).cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE raw (LIKE problems INCLUDING ALL) ON COMMIT DROP")
        with cursor.copy("COPY raw FROM STDIN (FORMAT BINARY)") as copy:
            copy.write(rows)


def _emptied(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE problems, problem_lists, roadmap_topics CASCADE"))


def _driver(connection: Any) -> Any:
    return connection.connection.driver_connection
