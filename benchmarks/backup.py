"""`maang db backup` of a large log against `pg_dump` of the same database, as processes in turns.

`maang db backup` is the dump, the rows counted and hashed table by table as the same snapshot sees
them, the checksum of the dump, and both in one file that is pushed to the disk. `hashes alone` is
the counting and hashing, `maang db status` what the program takes to start and connect.
"""

import os
import statistics
import tempfile
from pathlib import Path

from benchmarks.home import Home, fresh_home
from benchmarks.importing import write_log
from benchmarks.measure import Command, in_turns, timed
from maang.core.backup import programs, store
from maang.core.db.database import Database, engine_for

ROWS = 100_000


def backup(*, rounds: int, rows: int = ROWS) -> dict[str, float]:
    """Seconds of each, ratios, and the sizes of the files."""
    with fresh_home() as home, tempfile.TemporaryDirectory() as made:
        home.run("today")
        table, ours, theirs = (Path(made) / name for name in ("log.csv", "ours", "theirs"))
        write_log(table, rows)
        home.run("import", "csv", str(table))
        seconds = in_turns(
            {
                "maang db backup": _anew(home.command("db", "backup", str(ours)), ours),
                "pg_dump -Fc": _dump(home, theirs),
                "maang db status": home.command("db", "status"),
            },
            rounds=rounds,
        )
        hashes = statistics.median(timed(lambda: _hashed(home)) for _ in range(rounds))
        sizes = {"bytes, ours": ours.stat().st_size, "bytes, pg_dump": theirs.stat().st_size}
    dump = seconds["pg_dump -Fc"]
    return {
        "attempts": rows,
        **{name: round(value, 3) for name, value in seconds.items()},
        "hashes alone": round(hashes, 3),
        "backup / pg_dump": round(seconds["maang db backup"] / dump, 2),
        "without starting / pg_dump": round(
            (seconds["maang db backup"] - seconds["maang db status"]) / dump, 2
        ),
        **sizes,
    }


def _anew(command: Command, file: Path) -> Command:
    """The command, where the file it makes may not exist yet."""
    return Command(["sh", "-c", 'rm -f "$0"; exec "$@"', str(file), *command.argv], command.env)


def _dump(home: Home, to: Path) -> Command:
    program = programs.ours().dump_program
    env = {**os.environ, **programs.variables(home.url), "LC_ALL": "C"}
    return Command([str(program), "--format=custom", "--no-password", f"--file={to}"], env)


def _hashed(home: Home) -> None:
    db = Database(engine_for(home.url), seconds=programs.SECONDS)
    with db.read() as session:
        store.contents(session)
    db.close()
