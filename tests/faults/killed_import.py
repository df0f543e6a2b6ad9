"""kill -9 of `import csv` at any moment: all of the file is there, or nothing of it; a file that
was acknowledged is there; the same file once more brings in what is missing, and nothing twice."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import event

from maang.cli.context import Invocation
from maang.core.db.database import Database, engine_for
from tests.faults.ground import Ground, play
from tests.faults.record import Fault, Tally
from tests.programs import ROOT

LONGEST = 900.0
"""Seconds an import may take on a busy machine."""

FEW = 2_000
"""Rows of the short form; the soak imports 100,000."""

SLUGS = ("two-sum", "3sum", "valid-anagram", "group-anagrams", "climbing-stairs")

HELD = """
    SELECT (SELECT count(*) FROM attempts WHERE note = %(note)s),
           (SELECT count(*) FROM review_log r JOIN attempts a ON a.id = r.attempt_event_id
            WHERE a.note = %(note)s),
           (SELECT count(*) FROM activity_log WHERE verb = 'import' AND subject LIKE %(subject)s)
"""


@dataclass(frozen=True)
class Scene:
    """A database, and a file of so many rows to import into it."""

    ground: Ground
    url: str
    rows: int

    def file(self, name: str) -> Path:
        """A table of which every row has that name for its note."""
        made = self.ground.program.home / f"{name}.csv"
        begin = datetime(2015, 1, 1)
        with made.open("w", encoding="utf-8") as stream:
            stream.write("slug,date,outcome,minutes,notes\n")
            for number in range(self.rows):
                at = begin + timedelta(minutes=7 * number + sum(name.encode()))
                slug = SLUGS[number % len(SLUGS)]
                stream.write(f"{slug},{at:%Y-%m-%d %H:%M},solved,20,{name}\n")
        return made

    def held(self, name: str) -> tuple[int, ...]:
        """Attempts, answers and acts of import the database has of that file."""
        with psycopg.connect(self.url) as connection:
            said = {"note": name, "subject": f"{name}.csv%"}
            found = connection.execute(HELD, said).fetchone()
        return tuple(found or ())

    def importing(self, file: Path) -> "subprocess.Popen[bytes]":
        """The program, at it."""
        argv = [*self.ground.program.argv, "import", "csv", str(file), "--json"]
        env = self.ground.env(self.url)
        nothing = subprocess.DEVNULL
        return subprocess.Popen(argv, env=env, stdin=nothing, stdout=nothing, stderr=nothing)


def run(ground: Ground, n: int) -> Tally:
    """Kill `n` imports, each at a moment of its own."""
    tally = Tally()
    rows = 100_000 if n > 1 else FEW
    scene = Scene(ground, ground.database(ground.template), rows)
    whole = _whole(scene, "whole", tally)
    for number in range(n):
        name = f"killed{number}"
        file = scene.file(name)
        process = scene.importing(file)
        time.sleep(random.uniform(0.2, 1) * whole)
        process.kill()
        tally.n += 1
        acknowledged = process.wait(LONGEST) == 0
        _look(scene, name, tally, acknowledged=acknowledged)
        file.unlink()
    tally.recoveries.append(_whole(scene, f"killed{n - 1}", tally))
    _whole(scene, f"killed{n - 1}", tally)
    return tally


def control(ground: Ground) -> Tally:
    """The same where each statement commits by itself."""
    tally = Tally()
    scene = Scene(ground, ground.database(ground.template), FEW)
    argv = [sys.executable, "-m", "tests.faults.killed_import", str(scene.file("piecemeal"))]
    done = subprocess.run(argv, env=ground.env(scene.url), cwd=ROOT, timeout=LONGEST)
    tally.n += done.returncode == -signal.SIGKILL
    _look(scene, "piecemeal", tally, acknowledged=False)
    return tally


def _whole(scene: Scene, name: str, tally: Tally) -> float:
    """Import to the end; how long it took."""
    began = time.monotonic()
    code = scene.importing(scene.file(name)).wait(LONGEST)
    took = time.monotonic() - began
    if code != 0:
        tally.broken.append(f"an import ended with {code}")
    _look(scene, name, tally, acknowledged=True)
    return took


def _look(scene: Scene, name: str, tally: Tally, *, acknowledged: bool) -> None:
    """Whether all of a file is there, or nothing."""
    attempts, answers, acts = scene.held(name)
    whole, nothing = (scene.rows, scene.rows, 1), (0, 0, 0)
    tally.acknowledged += acknowledged
    if attempts > scene.rows:
        tally.doubled += 1
    elif (attempts, answers, acts) not in (whole, nothing):
        tally.partial += 1
    elif acknowledged and not attempts:
        tally.lost += 1


def piecemeal(file: str) -> None:
    """Import with every statement committed by itself, and die after attempts and answers."""
    env = os.environ
    engine = engine_for(env["MAANG_DATABASE_URL"]).execution_options(isolation_level="AUTOCOMMIT")

    def last(_connection: object, _cursor: object, statement: str, said: Any, *_: object) -> Any:
        if "SAVEPOINT" in statement:  # there is no transaction it could be in
            statement = "SELECT 'done'" if statement.startswith("RELEASE") else "SELECT 'begun'"
        return statement, said

    def burn(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement == "SELECT 'done'":
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "before_cursor_execute", last, retval=True)
    event.listen(engine, "after_cursor_execute", burn)
    nowhere = Path(os.devnull).open("w")  # noqa: SIM115 - the process ends by SIGKILL
    core = Invocation(env, Path(), sys.stdin, nowhere, nowhere).core
    core.__dict__["db"] = Database(engine, core.db.user_id)
    play("import", "csv", file, env=env, core=core)


FAULT = Fault(
    "import-killed",
    "kill -9 of the client in an import of 100,000 rows",
    run,
    control,
    "each statement committed by itself",
    full=50,
    short=1,
)

if __name__ == "__main__":
    piecemeal(sys.argv[1])
