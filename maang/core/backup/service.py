"""Make a backup, prove one by restoring it, put one in the place of the data, keep the right ones.

While `pg_dump` runs, a read-only transaction stays open on purpose: it is how the dump and the
counts and hashes in its manifest see the same moment.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maang import __version__
from maang.core.backup import archive, cluster, ledger, programs, store
from maang.core.backup.daily import DAILY
from maang.core.backup.ledger import Proof, backups_dir
from maang.core.backup.models import Backup, Contents, Manifest, Restored, Verified, Why
from maang.core.backup.places import new_file, on_disk, workplace
from maang.core.backup.programs import Programs, on_path, ours
from maang.core.backup.retention import Kept, surplus
from maang.core.behind import Behind
from maang.core.clock import Clock
from maang.core.db import migrate
from maang.core.db.database import Database, engine_for
from maang.core.db.revision import HEAD
from maang.core.errors import Conflict, MaangError, NotConfigured, NotFound, Unavailable
from maang.core.servers import running
from maang.core.servers.service import Servers

if TYPE_CHECKING:
    from psycopg import Connection

CONNECT_SECONDS = 10.0
ENOUGH = timedelta(seconds=0.9 * DAILY.every)


@dataclass(frozen=True, slots=True)
class Backups:
    """Copies of the database one can trust. `env` is where PATH is looked up for the programs
    that an external server takes."""

    servers: Servers
    data: Path
    now: Clock
    progress: Callable[[str], None]
    env: Mapping[str, str] = field(repr=False)

    @property
    def directory(self) -> Path:
        """Where backups go that are given no other place."""
        return backups_dir(self.data)

    def make(
        self, file: Path | None = None, *, why: Why = Why.BY_HAND, dry_run: bool = False
    ) -> Backup:
        """Back the database up into `file` (absolute), or into the directory of backups, where
        the surplus is then removed.

        Raises Conflict when the file exists, NotFound when there is nothing to back up,
        NotConfigured without fitting programs, Unavailable and its kin.
        """
        return self._make(self._url(), file, why=why, dry_run=dry_run)

    def guard(self, why: Why, *, url: str | None = None) -> Path | None:
        """Back up what a command is about to change; the file, or None when there is no data."""
        try:
            return self._make(url or self._url(), None, why=why).file
        except NotFound:
            return None

    def guard_migration(self) -> None:
        """Back up before a migration. A server elsewhere has a keeper: there it may be missing."""
        try:
            self.guard(Why.MIGRATION)
        except NotConfigured as error:
            if not self.servers.database_url:
                raise
            self.progress(f"no backup before the upgrade: {error.message}")

    def daily(self) -> Verified | None:
        """The day's backup, made and proved; None when it was made, or our server is not up."""
        if self.servers.database_url or running.postgres(self.servers.data_dir) is None:
            return None
        made = ledger.read(self.directory).made
        if any(each.why is Why.DAILY and abs(self.now() - each.made_at) < ENOUGH for each in made):
            return None
        return self.verify(self.make(why=Why.DAILY).file)

    def verify(self, file: Path, *, dry_run: bool = False) -> Verified:
        """Restore a backup into a scratch database and compare every table; the data is untouched.

        Raises NotFound, Invalid for a damaged or foreign file or one that restores differently,
        Conflict for one of a newer maang, Unavailable and its kin.
        """
        with self._scratch(self._url(), file) as beside:
            verified = self._verified(file, beside.manifest)
        if not dry_run:
            self._prove(verified)
        return verified

    def restore(self, file: Path, *, dry_run: bool = False) -> Restored:
        """Put a backup in the place of the data, which is backed up first.

        It is restored beside the data, compared, brought to our schema, and only then takes the
        name of the database. Raises what `verify` raises; the data is then as it was.
        """
        url = self._url()
        with self._scratch(url, file) as beside:
            manifest = beside.manifest
            _modernise(cluster.url_of(url, beside.name))
            kept = None if dry_run else self._replace(url, beside)
        if not dry_run:
            self._prove(self._verified(file, manifest))
        return Restored(
            file=file,
            made_at=manifest.made_at,
            replaced=not dry_run,
            kept=kept,
            schema_then=manifest.contents.schema or "",
            schema=HEAD,
            tables=len(manifest.contents.tables),
            rows=manifest.contents.rows,
        )

    def _make(self, url: str, file: Path | None, *, why: Why, dry_run: bool = False) -> Backup:
        at = self.now()
        target = new_file(file, self.directory, at=at, why=why)
        self.progress("backing up the database ...")
        with on_disk(target), _database(url) as db, workplace(self.directory) as work:
            dump = work / archive.DUMP
            with db.read() as session, Behind() as behind:
                snapshot = store.freeze(session)
                if store.schema(session) is None:
                    raise NotFound("the database is empty: there is nothing to back up")
                if not dry_run:
                    tools = self._programs(store.major(session))
                    behind.hand(partial(tools.dump, url, snapshot=snapshot, to=dump))
                held = store.contents(session)  # on this connection, while the dump has its own
            if dry_run:
                return _backup(target, at, why, held)
            digest, size = archive.checksum(dump)
            manifest = Manifest(at, why, __version__, digest, size, held)
            whole = archive.write(target, dump=dump, manifest=manifest)
            if file is None:
                self._keep(target, manifest)
        return _backup(target, at, why, held, size=whole, sha256=digest)

    def _keep(self, target: Path, manifest: Manifest) -> None:
        """Remember a backup of ours, and remove those that it makes superfluous."""
        made = Kept(target.name, manifest.sha256, manifest.made_at, manifest.why)
        known = ledger.note_made(self.directory, made).made
        gone = {each.file for each in known if not (self.directory / each.file).exists()}
        for each in surplus((each for each in known if each.file not in gone), now=self.now()):
            file = self.directory / each.file
            with suppress(MaangError, OSError):
                if archive.read(file).sha256 == each.sha256:  # else it is not what we made
                    file.unlink()
            gone.add(each.file)
        if gone:
            ledger.note_removed(self.directory, gone)

    @contextmanager
    def _scratch(self, url: str, file: Path) -> "Iterator[Beside]":
        """A database beside ours that holds what the backup holds, proved; dropped at the end."""
        _known(archive.read(file))
        outside = cluster.outside(url, progress=self.progress)
        with workplace(self.directory) as work, outside as server:
            self.progress("reading the backup ...")
            manifest = archive.extract(file, to=work / archive.DUMP)
            scratch = cluster.create_scratch(server, like=cluster.name_of(url))
            try:
                there = cluster.url_of(url, scratch)
                self.progress("restoring it into a scratch database ...")
                tools = self._programs(server.info.server_version // 10000)
                tools.restore(there, dump=work / archive.DUMP)
                self.progress("comparing every table ...")
                _compare(file, manifest.contents, _contents(there))
                yield Beside(server, scratch, manifest)
            finally:
                cluster.drop(server, scratch)

    def _replace(self, url: str, beside: "Beside") -> Path | None:
        """Swap, and drop the old data once a backup is known to hold all of it."""
        self.progress("backing up the data as it is ...")
        with cluster.not_migrating(url, progress=self.progress):
            kept = self.guard(Why.RESTORE, url=url)
        self.progress("putting the backup in the place of the data ...")
        target = cluster.name_of(url)
        aside = cluster.swap(beside.server, target=target, scratch=beside.name)
        old = cluster.url_of(url, aside)
        try:
            kept = self._complete(old, kept)
        except MaangError as error:
            raise Unavailable(
                f"the backup was restored, but not all of the data before it is in a backup:"
                f" {error.message}",
                hint=f"it is in the database {aside} on the same server; drop that by hand",
            ) from error
        cluster.drop(beside.server, aside)
        return kept

    def _complete(self, old: str, kept: Path | None) -> Path | None:
        """What was written after the backup and before the swap is in one more backup."""
        held = _contents(old)
        if held.schema is None or (
            kept is not None and not archive.read(kept).contents.differing(held)
        ):
            return kept
        return self._make(old, None, why=Why.RESTORE).file

    def _prove(self, verified: Verified) -> None:
        proof = Proof(verified.sha256, verified.made_at, verified.verified_at)
        with on_disk(self.directory / ledger.FILE):
            ledger.note_proved(self.directory, proof)

    def _verified(self, file: Path, manifest: Manifest) -> Verified:
        return Verified(
            file=file,
            made_at=manifest.made_at,
            verified_at=self.now(),
            schema=manifest.contents.schema or "",
            tables=len(manifest.contents.tables),
            rows=manifest.contents.rows,
            sha256=manifest.sha256,
        )

    def _url(self) -> str:
        return self.servers.postgres(self.progress).url

    def _programs(self, major: int) -> Programs:
        return on_path(self.env, major=major) if self.servers.database_url else ours()


@dataclass(frozen=True, slots=True)
class Beside:
    """A scratch database that holds what a backup holds, and the connection from outside it."""

    server: "Connection[Any]"
    name: str
    manifest: Manifest


@contextmanager
def _database(url: str) -> Iterator[Database]:
    """A database as it is, with time to read all of it."""
    db = Database(engine_for(url, connect_seconds=CONNECT_SECONDS), seconds=programs.SECONDS)
    try:
        yield db
    finally:
        db.close()


def _contents(url: str) -> Contents:
    with _database(url) as db, db.read() as session:
        return store.contents(session)


def _modernise(url: str) -> None:
    """Bring a restored database to our schema."""
    engine = engine_for(url, connect_seconds=CONNECT_SECONDS)
    try:
        migrate.upgrade(engine)
    finally:
        engine.dispose()


def _known(manifest: Manifest) -> None:
    schema = manifest.contents.schema
    if schema not in migrate.history():
        raise Conflict(
            f"a newer maang made this backup (schema {schema}, ours is {HEAD})",
            hint="upgrade maang: pip install --upgrade maang; the data is untouched",
        )


def _compare(file: Path, said: Contents, found: Contents) -> None:
    differing = said.differing(found)
    differing += [
        name for name, last in said.sequences.items() if found.sequences.get(name, -1) < last
    ]
    if differing:
        raise archive.damaged(file, f"restored, it differs in {', '.join(differing)}")


def _backup(
    file: Path, at: datetime, why: Why, held: Contents, *, size: int | None = None, sha256: str = ""
) -> Backup:
    return Backup(
        file=file,
        saved=size is not None,
        made_at=at,
        why=why,
        schema=held.schema or "",
        tables=len(held.tables),
        rows=held.rows,
        bytes=size,
        sha256=sha256 or None,
    )
