"""100,000 attempts with their answers: `import` against COPY in binary of the same rows.

`python -m benchmarks.importing` prints them. What is timed in turns, each rolled back at its end:
COPY of the attempts alone into their table with all its indexes and foreign keys (`copy
attempts`), COPY of attempts and answers into both (`copy both`), the same into tables that have a
primary key and one index (`copy plain`: what performance notes take for the floor), `import` of
JSON Lines, `import` of a table. The garbage collector is as a command has it for all of them, and
is not shown the rows that COPY is to be given: a command holds none. After that whole processes,
commit and the backup before the import included. Ratios are rows a second of an import over those
of a COPY.
"""

import csv
import gc
import json
import random
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.home import fresh_home
from benchmarks.measure import timed
from maang.__main__ import SELDOM
from maang.core.accounts.service import Accounts
from maang.core.bootstrap import Core, open_core
from maang.core.clock import utc_now
from maang.core.config.loader import load
from maang.core.config.paths import find_paths
from maang.core.db.database import Database, engine_for
from maang.core.porting.models import Sheet, Source, Take
from maang.core.problems.catalogue import slugs_from

ROWS = 100_000
ROOT = Path(__file__).parent.parent

TABLES = {
    "attempts": (
        "id, attempt_id, user_id, problem_id, at, recorded_at, outcome, minutes, hints, mistakes,"
        " language, note, source",
        "uuid uuid uuid uuid timestamptz timestamptz text int4 int2 text[] text text text",
    ),
    "review_log": (
        "id, user_id, card_id, attempt_event_id, rating, suggested, retention, reviewed_at,"
        " recorded_at",
        "uuid uuid uuid uuid int2 int2 float8 timestamptz timestamptz",
    ),
}
"""The tables most of an import goes to: columns and their types."""

PLAIN = {"attempts": "at", "review_log": "reviewed_at"}
"""The column of the one index that a plain copy of a table has, after the user."""


def importing(*, rounds: int, rows: int = ROWS) -> dict[str, float]:
    """Seconds of each, and ratios."""
    with fresh_home() as home, tempfile.TemporaryDirectory() as made:
        home.run("today")
        table, lines = Path(made) / "log.csv", Path(made) / "maang.jsonl"
        write_log(table, rows)
        whole_table = timed(lambda: home.run("import", "csv", str(table)))
        home.run("export", "-o", str(lines))
        held = {name: _rows(home.url, name) for name in TABLES}
        undo = timed(lambda: home.run("undo"))
        whole_lines = timed(lambda: home.run("import", str(lines)))
        home.run("undo")
        core = _core(home.url)
        found = _in_turns(
            {
                "copy attempts": lambda: _copied(home.url, held, ["attempts"]),
                "copy both": lambda: _copied(home.url, held, list(TABLES)),
                "copy plain": lambda: _copied(home.url, held, list(TABLES), plain=True),
                "jsonl": lambda: core.importing.bring(_source(lines), Take(), told=_nothing),
                "csv": lambda: core.importing.bring_table(
                    _source(table), Take(), Sheet({}), told=_nothing
                ),
            },
            rounds=rounds,
            before=lambda: _swept(home.url),
        )
        core.close()
    return _figures(found, rows) | {
        "process csv": round(whole_table, 2),
        "process jsonl": round(whole_lines, 2),
        "process undo": round(undo, 2),
    }


def _figures(found: dict[str, float], rows: int) -> dict[str, float]:
    figures = {name: round(seconds, 2) for name, seconds in found.items()}
    for ours in ("jsonl", "csv"):
        for floor in ("copy attempts", "copy both", "copy plain"):
            figures[f"{ours} / {floor}"] = round(found[floor] / found[ours], 2)
        figures[f"{ours} rows/s"] = round(rows / found[ours])
    return figures


def _in_turns(
    tasks: dict[str, Callable[[], object]], *, rounds: int, before: Callable[[], object]
) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in tasks}
    with _collected_as_by_a_command():
        for _ in range(rounds):
            for name, task in tasks.items():
                before()
                times[name].append(timed(task))
    return {name: statistics.median(found) for name, found in times.items()}


@contextmanager
def _collected_as_by_a_command() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(SELDOM)
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def _swept(url: str) -> None:
    """Take away what was rolled back: whoever comes next would find it in every index."""
    engine = engine_for(url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in (*TABLES, "review_cards"):
            connection.exec_driver_sql(f"VACUUM {table}")
    engine.dispose()


def write_log(file: Path, rows: int) -> None:
    """A made-up log; the same at each call."""
    chance, at = random.Random(1), datetime(2020, 1, 1, tzinfo=UTC)
    slugs = list(slugs_from(""))
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Problem", "Date", "Outcome", "Minutes", "Notes"])
        for _ in range(rows):
            at += timedelta(minutes=chance.randint(5, 60))
            outcome = chance.choice(["solved", "solved", "hint", "failed"])
            note = "some words on what was hard, and what to look for next time"
            row = [chance.choice(slugs), at.isoformat(), outcome, chance.randint(5, 60), note]
            writer.writerow(row)


def _rows(url: str, table: str) -> list[tuple[Any, ...]]:
    engine = engine_for(url)
    with engine.connect() as connection:
        found = connection.exec_driver_sql(f"SELECT {TABLES[table][0]} FROM {table} ORDER BY seq")
        rows = [tuple(row) for row in found]
    engine.dispose()
    return rows


def _copied(
    url: str, held: dict[str, list[tuple[Any, ...]]], tables: Sequence[str], *, plain: bool = False
) -> None:
    engine = engine_for(url)
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor:
            if plain:
                for table, moment in PLAIN.items():
                    cursor.execute(f"CREATE TABLE plain_{table} (LIKE {table} INCLUDING IDENTITY)")
                    cursor.execute(f"ALTER TABLE plain_{table} ADD PRIMARY KEY (id)")
                    cursor.execute(f"CREATE INDEX ON plain_{table} (user_id, {moment})")
            elif "review_log" in tables:
                _cards(cursor, held["attempts"], held["review_log"])
            for table in tables:
                columns, types = TABLES[table]
                to = f"plain_{table}" if plain else table
                with cursor.copy(f"COPY {to} ({columns}) FROM STDIN (FORMAT BINARY)") as copy:
                    copy.set_types(types.split())
                    for row in held[table]:
                        copy.write_row(row)
        connection.rollback()
    engine.dispose()


def _cards(cursor: Any, attempts: list[tuple[Any, ...]], answers: list[tuple[Any, ...]]) -> None:
    """The cards that the answers stand on: with the undo of the import they went as well."""
    problems = {row[0]: (row[2], row[3]) for row in attempts}
    made = {row[2]: problems[row[3]] for row in answers}
    with cursor.copy(
        "COPY review_cards (id, user_id, problem_id, kind, created_at, reps, lapses) FROM STDIN"
    ) as copy:
        for card, (user, problem) in made.items():
            copy.write_row((card, user, problem, "problem", "2026-01-01T00:00:00Z", 0, 0))


def _core(url: str) -> Core:
    """A core on that database whose every write is rolled back."""
    env = {"MAANG_HOME": "/nonexistent"}
    paths = find_paths(env)
    settings = load(env, cwd=ROOT, paths=paths).settings
    core = open_core(settings, paths, clock=utc_now, progress=lambda _: None, env=env)
    engine = engine_for(url)
    user = Accounts(Database(engine), utc_now).open("local")
    core.__dict__["db"] = Database(engine, user, dry_run=True)
    return core


def _source(file: Path) -> Source:
    return Source(file.name, file.stat().st_size, lambda: file.open("rb"))


def _nothing(_: int) -> None:
    pass


if __name__ == "__main__":
    print(json.dumps(importing(rounds=3), indent=2))
