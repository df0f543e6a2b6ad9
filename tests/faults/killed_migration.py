"""A migration killed after every single statement: the schema is that of some revision, whole, the
next run reaches the head, and where there was data a backup of it was made before."""

import secrets
import time

import psycopg

from maang.core.backup import archive
from maang.core.db import migrate
from maang.core.db.database import engine_for
from maang.core.db.revision import HEAD
from tests.faults.ground import Ground
from tests.faults.migrator import Migrator, a_migrator
from tests.faults.record import Fault, Tally

SCHEMA = """
    SELECT md5(string_agg(said, ',' ORDER BY said)) FROM (
        SELECT format('%s.%s %s %s', table_name, column_name, data_type, column_default) AS said
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT definition FROM pg_views WHERE schemaname = 'public') AS everything
"""
"""A fingerprint of all there is."""

PERSON = "INSERT INTO users (id, name, created_at) VALUES (gen_random_uuid(), 'local', now())"


def run(ground: Ground, n: int) -> Tally:
    """Kill it after each statement from nothing to the head (at most `n` of them, evenly), and
    once more on data that is a revision behind."""
    tally = Tally()
    with a_migrator(ground.env("")) as migrator:
        statements = migrator("count", 0, ground.database())
        assert statements < 255, "an exit code cannot count so far"
        wholes = _wholes(ground)
        for fuse in sorted({round(1 + k * (statements - 1) / max(1, n - 1)) for k in range(n)}):
            _killed(ground, migrator, "locked", fuse, wholes, tally)
        _guarded(ground, tally)
    return tally


def control(ground: Ground) -> Tally:
    """The same where each statement commits by itself."""
    tally = Tally()
    with a_migrator(ground.env("")) as migrator:
        _killed(ground, migrator, "piecemeal", 20, _wholes(ground), tally)
    return tally


def _killed(
    ground: Ground, migrator: Migrator, how: str, fuse: int, wholes: dict[str, str], tally: Tally
) -> None:
    url = ground.database()
    killed = migrator(how, fuse, url)
    tally.n += 1
    where = f"after statement {fuse}"
    if killed != -9:
        tally.broken.append(f"not killed {where}")
    if fingerprint(url) not in wholes:
        tally.partial += 1
    began = time.monotonic()
    again = migrator("locked", 0, url)
    tally.recoveries.append(time.monotonic() - began)
    if again != 0 or wholes.get(fingerprint(url)) != HEAD:
        tally.broken.append(f"the next run does not reach the head {where}")
    drop(ground, url)


def _guarded(ground: Ground, tally: Tally) -> None:
    """Somebody's data one revision behind: killed while it is migrated, it is in a backup."""
    url = ground.database()
    upgrade(url, migrate.history()[-2])
    with psycopg.connect(url) as connection:
        connection.execute(PERSON)
    home = ground.program.home / f"guarded-{secrets.token_hex(4)}"
    env = {**ground.env(url), "FAULTS_DATA": str(home)}
    with a_migrator(env) as migrator:
        killed = migrator("guarded", 12, url)
    tally.n += 1
    tally.acknowledged += 1
    kept = [archive.read(file).contents.tables for file in home.glob("backups/*.maang")]
    if killed != -9 or [tables["public.users"].rows for tables in kept] != [1]:
        tally.lost += 1


def _wholes(ground: Ground) -> dict[str, str]:
    """The fingerprint of every revision, and of nothing and of Alembic's own table."""
    url = ground.database()
    found = {fingerprint(url): "nothing"}
    for revision in migrate.history():
        upgrade(url, revision)
        found[fingerprint(url)] = revision
    engine = engine_for(url)
    migrate.downgrade(engine, target="base")
    engine.dispose()
    return {**found, fingerprint(url): "base"}


def upgrade(url: str, revision: str) -> None:
    """Bring a database up to a revision."""
    engine = engine_for(url)
    try:
        migrate.upgrade(engine, target=revision)
    finally:
        engine.dispose()


def fingerprint(url: str) -> str:
    """The same for the same schema."""
    with psycopg.connect(url) as connection:
        found = connection.execute(SCHEMA).fetchone()
    return str(found and found[0])


def drop(ground: Ground, url: str) -> None:
    """Remove a database that is done with."""
    name = url.rpartition("/")[2].partition("?")[0]
    with psycopg.connect(ground.url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


FAULT = Fault(
    "migration-killed",
    "a migration killed after each statement",
    run,
    control,
    "each statement committed by itself",
    full=250,
    short=2,
)
