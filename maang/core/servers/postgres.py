"""The embedded PostgreSQL: made on first need, left running, found again, stopped.

docs/decisions/0002 says why it is done here and not by the wheel that brings the programs.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from maang.core import process
from maang.core.errors import Conflict, Denied, MaangError
from maang.core.servers import creation, locate, running, sockets
from maang.core.servers import privilege as privileges
from maang.core.servers import record as records
from maang.core.servers.begun import base_dir
from maang.core.servers.external import postgres_status
from maang.core.servers.locking import only_one
from maang.core.servers.memory import memory_of
from maang.core.servers.models import (
    ExternalServer,
    Footing,
    PostgresAddress,
    ServerState,
    ServerStatus,
)
from maang.core.servers.privilege import Privilege
from maang.core.servers.record import Record
from maang.core.servers.running import Places
from maang.core.servers.starting import Engine

NAME = "postgres"

ELSEWHERE = Path("/var/lib/maang")
"""Where root keeps clusters that an unprivileged account runs."""


@dataclass(frozen=True, slots=True)
class EmbeddedPostgres:
    """The PostgreSQL whose data is under `data_dir`; its log goes to `log_dir`."""

    data_dir: Path
    log_dir: Path
    elsewhere: Path = ELSEWHERE

    def ensure(self, progress: Callable[[str], None]) -> PostgresAddress:
        """Its address, with the server up. About a tenth of a millisecond when it is running.

        `progress` gets a line when there is something to wait for. Raises NotConfigured,
        Conflict (data of another major version: untouched), Denied, Unavailable or TimedOut.
        """
        return running.postgres(self.data_dir) or self._bring_up(progress)

    def stop(self) -> bool:
        """Stop it; False when it was not running. Raises TimedOut or Unavailable."""
        base = base_dir(self.data_dir)
        found = records.read(base)
        if found is None:
            return False
        with only_one(base):
            return self._engine(found, privileges.decide(found.footing)).stop()

    def status(self) -> ServerStatus:
        """A look that changes nothing. Never raises for what it finds: that is `broken`."""
        found = records.read(base_dir(self.data_dir))
        here = running.places(self.data_dir, found)
        if found is None and not here.cluster.exists():
            return ServerStatus(NAME, ServerState.ABSENT, data_dir=here.cluster)
        state, detail = self._state(here)
        up = state is not ServerState.STOPPED
        pid = running.postmaster(here)[0] if up else None
        return ServerStatus(
            NAME,
            state,
            version=found.version if found is not None else None,
            pid=pid,
            memory_bytes=memory_of(pid) if pid is not None else None,
            data_dir=here.cluster,
            where=str(PostgresAddress(here.sockets).socket),
            detail=detail,
        )

    def _state(self, here: Places) -> tuple[ServerState, str | None]:
        try:
            _refuse_other_major(here.cluster)
            address = running.postgres(self.data_dir)
            if address is not None:
                asked = postgres_status(ExternalServer(address.url))  # a frozen one still listens
                state = ServerState.RUNNING if asked.detail is None else ServerState.BROKEN
                return state, asked.detail
        except MaangError as error:
            return ServerState.BROKEN, error.message
        pid, _ = running.postmaster(here)
        if pid is not None and process.is_alive(pid):
            return ServerState.BROKEN, f"process {pid} does not answer"
        return ServerState.STOPPED, None

    def _bring_up(self, progress: Callable[[str], None]) -> PostgresAddress:
        base = base_dir(self.data_dir)
        with only_one(base):
            address = running.postgres(self.data_dir)  # whoever held the lock may have started it
            if address is not None:
                return address
            if base.stat().st_uid != os.geteuid():
                raise Denied(f"{base} belongs to another user", hint="run maang as its owner")
            return self._start_over(progress)

    def _start_over(self, progress: Callable[[str], None]) -> PostgresAddress:
        base = base_dir(self.data_dir)
        found = records.read(base)
        privilege = privileges.decide(found.footing if found else None)
        record = self._record(found, privilege)
        self._make(record, privilege, progress)
        engine = self._engine(record, privilege)
        if found is not None and not found.binaries.is_dir() and engine.stop():
            progress("PostgreSQL's programs have moved: starting it anew …")
        if record != found:
            records.write(base, record)
        return running.postgres(self.data_dir) or self._start(engine, progress)

    def _record(self, found: Record | None, privilege: Privilege) -> Record:
        binaries = locate.postgres_binaries()
        elsewhere = found.elsewhere if found is not None else None
        if found is None and privilege.footing is Footing.ACCOUNT:
            elsewhere = self.elsewhere / sockets.digest(self.data_dir)
        return Record(
            major=locate.POSTGRES_MAJOR,
            version=_version(binaries, privilege),
            binaries=binaries,
            footing=privilege.footing,
            elsewhere=elsewhere,
            owner=privilege.owner if elsewhere is not None else None,
        )

    def _make(self, record: Record, privilege: Privilege, progress: Callable[[str], None]) -> None:
        here = running.places(self.data_dir, record)
        if here.cluster.exists():
            _refuse_other_major(here.cluster)
            return
        progress(f"Making the database (once), PostgreSQL {record.version} …")
        if record.elsewhere is not None:
            record.elsewhere.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
            sockets.prepare(record.elsewhere, uid=here.owner)
        creation.create(here.root, binaries=record.binaries, privilege=privilege)

    def _start(self, engine: Engine, progress: Callable[[str], None]) -> PostgresAddress:
        here = engine.places
        sockets.prepare(here.sockets, uid=here.owner)
        address = PostgresAddress(here.sockets)
        if engine.is_alive():
            pid, status = running.postmaster(here)
            if pid is not None and status == "starting" and engine.await_ready(pid, progress):
                return address
            progress("PostgreSQL runs, but its socket is gone: starting it anew …")
            engine.stop()
        progress("Starting PostgreSQL …")
        engine.start(progress)
        return address

    def _engine(self, record: Record, privilege: Privilege) -> Engine:
        binaries = record.binaries
        if not binaries.is_dir():  # the environment moved
            binaries = locate.postgres_binaries(record.major)
        here = running.places(self.data_dir, record)
        return Engine(here, binaries, privilege, self.log_dir / "postgres.log")


def major_of(cluster: Path) -> int:
    """The major version that made a cluster. Raises Conflict when it is none."""
    try:
        return int((cluster / "PG_VERSION").read_text())
    except (FileNotFoundError, ValueError) as error:
        raise Conflict(
            f"{cluster} is not a PostgreSQL cluster",
            hint="restore it from a backup, or move it away and start anew",
        ) from error


def _refuse_other_major(cluster: Path) -> None:
    major = major_of(cluster)
    if major == locate.POSTGRES_MAJOR:
        return
    older = major < locate.POSTGRES_MAJOR
    raise Conflict(
        f"the data in {cluster} is PostgreSQL {major}'s; this maang brings"
        f" {locate.POSTGRES_MAJOR}. Nothing was touched",
        hint="`maang db upgrade` moves it forward and keeps the old beside it"
        if older
        else "install the newer maang that made it (`pip install -U maang`)",
    )


def _version(binaries: Path, privilege: Privilege) -> str:
    said = process.run(
        privilege.command([binaries / "postgres", "-V"]), seconds=10, env=creation.BARE
    )
    if said.code != 0:
        raise Denied(
            f"PostgreSQL's programs in {binaries} cannot be run here: {said.stderr.strip()}",
            hint="root without user namespaces needs maang installed where every user may read"
            " it, or MAANG_DATABASE_URL",
        )
    return said.stdout.split()[-1]
