"""Look at everything maang stands on; the database's state, and bringing it up to date."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from maang.core.accounts.models import Shown
from maang.core.backup import ledger
from maang.core.clock import Clock
from maang.core.config.models import Settings
from maang.core.config.paths import Paths
from maang.core.db.database import Database, engine_for
from maang.core.db.revision import HEAD
from maang.core.embedding.models import Checked as Embedder
from maang.core.health import backups, database, logins, meanings, servers, store
from maang.core.health.models import DatabaseStatus, Finding, Upgraded, collected, note
from maang.core.indexing.service import DIMENSIONS
from maang.core.llm.models import Checked as Model
from maang.core.problems.catalogue import EDITION
from maang.core.servers.models import ServerState, ServerStatus
from maang.core.servers.service import Servers
from maang.core.servers.upgrade import upgrade


@dataclass(frozen=True, slots=True)
class Minds:
    """The models as they are set up, and the one that memory was indexed with."""

    embedder: Callable[[], Embedder]
    model: Callable[[], Model]
    indexed: Callable[[], str | None]


@dataclass(frozen=True, slots=True)
class Health:
    """The servers, the database and the models, looked at from outside; `open_db` makes the
    database ready."""

    settings: Settings
    paths: Paths
    now: Clock
    servers: Servers
    progress: Callable[[str], None]
    open_db: Callable[[], Database]
    logins: Callable[[], Sequence[Shown]]
    minds: Minds

    def examine(self) -> list[Finding]:
        """What `doctor` finds about servers, database and models. Raises nothing for what it finds.

        A server of ours that is merely stopped is started, as any command would.
        """
        return collected(
            {
                "postgres programs": self._programs,
                "footing": self._footing,
                "servers": self._servers,
                "backup": self._backup,
                "embedder": lambda: meanings.embedder(self.minds.embedder(), dimensions=DIMENSIONS),
                "model of ask": lambda: meanings.answers(self.minds.model()),
            }
        )

    def database(self) -> DatabaseStatus:
        """The state of the database; nothing is changed. Raises Unavailable and its kin."""
        db = self._as_it_is()
        try:
            with db.read() as session:
                look = store.look(session)
                return DatabaseStatus(
                    server=look.server,
                    revision=look.revision,
                    head=HEAD,
                    current=look.revision == HEAD and look.catalogue == EDITION,
                    catalogue=look.catalogue,
                    edition=EDITION,
                    rows=store.rows(session),
                    size_bytes=store.size(session),
                )
        finally:
            db.close()

    def upgrade(self, *, dry_run: bool = False) -> Upgraded:
        """Bring data, schema and catalogue to what this maang knows.

        The data of an older PostgreSQL is moved first, and the old kept. Raises Conflict for what
        a newer maang made, Unavailable and its kin.
        """
        kept = None
        if not dry_run and not self.servers.database_url and self._postgres() is not None:
            kept = upgrade(self.paths.data, log_dir=self.paths.state, progress=self.progress)
        before = self.database()
        if not dry_run:
            self.open_db()
        return Upgraded(
            before=before.revision,
            after=HEAD,
            catalogue=EDITION,
            kept=kept,
            needed=kept is not None or not before.current,
        )

    def _programs(self) -> Iterator[Finding]:
        if not self.servers.database_url:
            yield from collected({"postgres programs": servers.postgres_programs})
        if not self.servers.redis_url:
            yield from collected({"valkey program": servers.valkey_program})

    def _footing(self) -> Iterator[Finding]:
        if os.geteuid() == 0 and not self.servers.database_url:
            yield servers.footing()

    def _servers(self) -> Iterator[Finding]:
        postgres, valkey = self.servers.status()
        unable: list[Finding] = []
        if postgres.state is ServerState.STOPPED:
            unable = collected({"postgres": self._started})
            postgres = self.servers.status()[0]
        yield from unable or servers.states([postgres], log_dir=self.paths.state)
        yield from servers.states([valkey], log_dir=self.paths.state)
        if postgres.state in (ServerState.RUNNING, ServerState.EXTERNAL):
            yield from collected({"database": self._database})
        else:
            yield note("database", "not looked at: its server is not up")

    def _backup(self) -> list[Finding]:
        found = backups.finding(
            ledger.read(ledger.backups_dir(self.paths.data)),
            external=self.servers.database_url is not None,
            now=self.now(),
        )
        return [] if found is None else [found]

    def _started(self) -> list[Finding]:
        self.servers.postgres(self.progress)
        return []

    def _database(self) -> list[Finding]:
        db = self._as_it_is()
        try:
            with db.read() as session:
                look = store.look(session)
        finally:
            db.close()
        found = list(database.findings(look, now=self.now()))
        if look.revision == HEAD and look.catalogue == EDITION:  # opening it changes nothing then
            found += logins.findings(self.logins(), now=self.now())
            memory = meanings.indexed(self.minds.indexed(), self.minds.embedder())
            found += [memory] if memory else []
        return found

    def _postgres(self) -> ServerStatus | None:
        status = self.servers.status()[0]
        return None if status.state is ServerState.ABSENT else status

    def _as_it_is(self) -> Database:
        deadline = self.settings.deadline
        url = self.servers.postgres(self.progress).url
        return Database(engine_for(url, connect_seconds=deadline.connect), seconds=deadline.light)
