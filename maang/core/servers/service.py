"""The servers maang stands on, its own or somebody else's, behind the same few calls.

A door: what starts, stops and inspects servers is imported (50 ms) when it is needed, since a
command mostly finds them running.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from maang.core.servers import running
from maang.core.servers.models import (
    ExternalServer,
    PostgresAddress,
    ServerState,
    ServerStatus,
    ValkeyAddress,
)

if TYPE_CHECKING:
    from maang.core.servers.postgres import EmbeddedPostgres
    from maang.core.servers.valkey import EmbeddedValkey

NO_CACHE = "none"
"""As the Redis URL: do without a cache."""


def _silent(_line: str) -> None:
    """Progress nobody asked for."""


@dataclass(frozen=True, slots=True)
class Servers:
    """The database and the cache of one data directory (absolute). A URL takes the place of ours;
    `redis_url="none"` does without a cache.
    """

    data_dir: Path
    log_dir: Path
    database_url: str | None = None
    redis_url: str | None = None

    def postgres(
        self, progress: Callable[[str], None] = _silent
    ) -> PostgresAddress | ExternalServer:
        """Where the database is, started if it is ours and down. Both answers have a `url`.

        `progress` gets a line when there is something to wait for. Raises NotConfigured,
        Conflict, Denied, Unavailable or TimedOut. An external server is not contacted.
        """
        if self.database_url:
            return ExternalServer(self.database_url)
        found = running.postgres(self.data_dir)
        if found is not None:
            return found
        return self._our_postgres().ensure(progress)

    def valkey(
        self, progress: Callable[[str], None] = _silent
    ) -> ValkeyAddress | ExternalServer | None:
        """Where the cache is, started if it is ours and down; None when it is switched off."""
        if self.redis_url == NO_CACHE:
            return None
        if self.redis_url:
            return ExternalServer(self.redis_url)
        found = running.valkey(self.data_dir)
        if found is not None:
            return found
        return self._our_valkey().ensure(progress)

    def valkey_url(self) -> str | None:
        """The URL of the cache as it is: None when it is switched off, or ours and down."""
        if self.redis_url == NO_CACHE:
            return None
        found = None if self.redis_url else running.valkey(self.data_dir)
        return self.redis_url or (found.url if found else None)

    def valkey_where(self) -> str | None:
        """Where the cache is or would be, without a password; None when it is switched off."""
        if self.redis_url == NO_CACHE:
            return None
        if self.redis_url:
            return ExternalServer(self.redis_url).masked
        return str(running.valkey_address(self.data_dir).socket)

    def up(self, progress: Callable[[str], None] = _silent) -> list[ServerStatus]:
        """Start what is ours and not up; how all of them fare then."""
        self.postgres(progress)
        self.valkey(progress)
        return self.status()

    def down(self) -> list[str]:
        """Stop what is ours; the names of those that were running. External servers are left."""
        stopped = []
        if not self.redis_url and self._our_valkey().stop():
            stopped.append("valkey")
        if not self.database_url and self._our_postgres().stop():
            stopped.append("postgres")
        return stopped

    def status(self) -> list[ServerStatus]:
        """How the database and the cache fare, in this order. Starts and changes nothing."""
        return [self._postgres_status(), self._valkey_status()]

    def _postgres_status(self) -> ServerStatus:
        if not self.database_url:
            return self._our_postgres().status()
        from maang.core.servers.external import postgres_status

        return postgres_status(ExternalServer(self.database_url))

    def _valkey_status(self) -> ServerStatus:
        if self.redis_url == NO_CACHE:
            return ServerStatus("valkey", ServerState.ABSENT, detail="switched off")
        if not self.redis_url:
            return self._our_valkey().status()
        from maang.core.servers.external import redis_status

        return redis_status(ExternalServer(self.redis_url))

    def _our_postgres(self) -> "EmbeddedPostgres":
        from maang.core.servers.postgres import EmbeddedPostgres

        return EmbeddedPostgres(self.data_dir, self.log_dir)

    def _our_valkey(self) -> "EmbeddedValkey":
        from maang.core.servers.valkey import EmbeddedValkey

        return EmbeddedValkey(self.data_dir, self.log_dir)
