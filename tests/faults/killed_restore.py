"""`db restore` killed at each of its steps: the database is the old one or the new one, whole,
never a mixture, and the next restore works."""

import secrets
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from maang.core.backup.models import Contents
from tests.faults.damaged_backup import backups_of, contents
from tests.faults.ground import PATIENCE, Ground, play
from tests.faults.record import Fault, Tally
from tests.programs import ROOT

SINCE = (
    "INSERT INTO installation (name, value) VALUES ('since', 'x') ON CONFLICT DO NOTHING",
    "INSERT INTO companies (id, name) VALUES ('00000000-0000-7000-8000-000000000000', 'since')"
    " ON CONFLICT DO NOTHING",
)
"""What was written after the backup, in two tables."""


@dataclass(frozen=True)
class Scene:
    """A database, a backup of it from before, and how both look."""

    ground: Ground
    url: str
    home: Path
    file: Path
    old: Contents
    new: Contents


def run(ground: Ground, n: int) -> Tally:
    """Kill it at `n` steps, spread over all there are."""
    scene, tally = _scene(ground), Tally()
    steps = int(_restore(scene, 0).stdout)
    for fuse in sorted({round(1 + k * (steps - 1) / max(1, n - 1)) for k in range(n)}):
        _write_since(scene.url)
        killed = _restore(scene, fuse)
        if killed.returncode != -9:
            tally.broken.append(f"not killed at step {fuse}: {killed.stderr[-300:]}")
        _look(scene, f"step {fuse}", tally)
    began = time.monotonic()
    if _restore(scene, 0).returncode != 0 or contents(scene.url).differing(scene.old):
        tally.broken.append("no restore is possible any more")
    tally.recoveries.append(time.monotonic() - began)
    return tally


def control(ground: Ground) -> Tally:
    """The same where the data is put back in place, table by table."""
    scene, tally = _scene(ground), Tally()
    _restore(scene, 1, "in-place")
    _look(scene, "the first table", tally)
    return tally


def _look(scene: Scene, where: str, tally: Tally) -> None:
    """Whether it is the one or the other, and whether it can be used."""
    tally.n += 1
    tally.acknowledged += 1
    found = contents(scene.url)
    if scene.old.differing(found) and scene.new.differing(found):
        tally.partial += 1
    done = play("log", "list", "--json", env=scene.ground.env(scene.url))
    if done.code != 0:
        tally.broken.append(f"killed at {where}, the next command ends with {done.code}")


def _scene(ground: Ground) -> Scene:
    url = ground.database(ground.template)
    home = ground.program.home / f"restore-{secrets.token_hex(4)}"
    home.mkdir()
    file = backups_of(ground, url, home).make(home / "before.maang").file
    old = contents(url)
    _write_since(url)
    return Scene(ground, url, home, file, old, contents(url))


def _write_since(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in SINCE:
            connection.execute(statement)


def _restore(scene: Scene, fuse: int, *options: str) -> "subprocess.CompletedProcess[str]":
    argv = [sys.executable, "-m", "tests.faults.restorer", str(fuse)]
    return subprocess.run(
        [*argv, str(scene.home), str(scene.file), *options],
        env=scene.ground.env(scene.url),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=5 * PATIENCE,
    )


FAULT = Fault(
    "restore-killed",
    "kill -9 at each step of `db restore`",
    run,
    control,
    "no scratch database and no swap",
    full=99,
    short=2,
)
