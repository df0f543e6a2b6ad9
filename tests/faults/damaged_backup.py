"""A backup with a flipped byte, or cut short, anywhere: `verify` refuses it, `restore` leaves the
data as it was. A byte that no reader looks at (padding) may differ: what comes out is whole."""

import random
import secrets
from pathlib import Path

from maang.core.backup import archive, store
from maang.core.backup.models import Contents
from maang.core.backup.service import Backups
from maang.core.clock import utc_now
from maang.core.db.database import Database, engine_for
from maang.core.errors import MaangError
from maang.core.servers.service import Servers
from tests.faults.ground import Ground, play
from tests.faults.record import Fault, Tally

RESTORED = 10
"""Of so many damaged files, one is restored as well."""

EDGES = (0, 100, 257, 512, 700, 1024 + 512)
"""Bytes of the headers and of the manifest, which chance would seldom meet."""


def run(ground: Ground, n: int) -> Tally:
    """Damage a backup `n` times in each way; ask for a proof of it each time."""
    tally = Tally()
    backups, url, file = _backed_up(ground)
    tally.acknowledged = 1
    before = contents(url)
    for number, (what, damaged) in enumerate(_damaged(file, n)):
        tally.n += 1
        if not _refused(backups, damaged, file):
            tally.lost += 1
            tally.broken.append(f"accepted: {what}")
        if number % RESTORED == 0:
            _restored(backups, damaged, what, tally)
            if before.differing(contents(url)):
                tally.broken.append(f"the data was touched: {what}")
    backups.verify(file)  # raises unless the whole file is still as good as on the first day
    return tally


def control(ground: Ground) -> Tally:
    """The same where nothing is compared with its checksum."""
    tally = Tally(acknowledged=1)
    _, _, file = _backed_up(ground)
    for _, damaged in _damaged(file, 5):
        tally.n += 1
        try:
            archive.read(damaged)
        except MaangError:
            continue
        tally.lost += 1
    return tally


def _damaged(file: Path, n: int) -> list[tuple[str, Path]]:
    whole, made = file.read_bytes(), []
    chance = random.Random(4)
    edges = EDGES if n > len(EDGES) else EDGES[3:4]
    places = [*edges, *(chance.randrange(len(whole)) for _ in range(n - len(edges)))]
    for place in places:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        made.append((f"byte {place} flipped", bytes(flipped)))
    made += [(f"cut to {size} bytes", whole[:size]) for size in _sizes(len(whole), n)]
    return [(what, _written(file, content)) for what, content in made]


def _sizes(whole: int, n: int) -> list[int]:
    """Lengths from nothing to almost everything; what a tar ends with after its last member
    (10,240-byte blocks of nothing) is left alone."""
    return [round(max(0, whole - 10240) * k / n) for k in range(n)]


def _written(file: Path, content: bytes) -> Path:
    made = file.with_name(f"{secrets.token_hex(4)}.maang")
    made.write_bytes(content)
    return made


def _refused(backups: Backups, damaged: Path, whole: Path) -> bool:
    """Whether it is refused, or harmlessly different."""
    try:
        proved = backups.verify(damaged, dry_run=True)
    except MaangError:
        return True
    return proved.sha256 == archive.read(whole).sha256


def _restored(backups: Backups, damaged: Path, what: str, tally: Tally) -> None:
    try:
        backups.restore(damaged)
    except MaangError:
        return
    tally.broken.append(f"restored: {what}")


def _backed_up(ground: Ground) -> tuple[Backups, str, Path]:
    """A database that was backed up and changed since; its backups; the file."""
    url = ground.database(ground.template)
    home = ground.program.home / f"backups-{secrets.token_hex(4)}"
    home.mkdir()
    backups = backups_of(ground, url, home)
    file = backups.make(home / "whole.maang").file
    done = play("log", "3sum", "--note", "after the backup", env=ground.env(url))
    assert done.code == 0, done.err
    return backups, url, file


def backups_of(ground: Ground, url: str, home: Path) -> Backups:
    """The backups of a database, kept below `home`."""
    servers = Servers(home, home, url, "none")
    return Backups(servers, home, utc_now, lambda _: None, ground.env(url))


def contents(url: str) -> Contents:
    """The rows and the hash of every table."""
    engine = engine_for(url)
    try:
        with Database(engine, seconds=60).read() as session:
            return store.contents(session)
    finally:
        engine.dispose()


FAULT = Fault(
    "backup-damaged",
    "a flipped byte, or a truncation, in a backup",
    run,
    control,
    "no checksum looked at",
    full=150,
    short=3,
)
