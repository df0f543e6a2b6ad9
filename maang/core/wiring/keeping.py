"""The part of the core that keeps what was made: the cache, on our server, another one, or none."""

from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from maang.core.clock import Clock
from maang.core.config.models import Settings
from maang.core.config.paths import Paths

if TYPE_CHECKING:
    from maang.core.cache.care import Care
    from maang.core.cache.keys import Names
    from maang.core.cache.link import Link
    from maang.core.cache.service import Cache
    from maang.core.servers.service import Servers
    from maang.core.servers.waking import Waking


class WithCache:
    """Built on first use, like every service of the core, on what the core has."""

    settings: Settings
    paths: Paths
    now: Clock
    progress: Callable[[str], None]

    if TYPE_CHECKING:

        @cached_property
        def servers(self) -> "Servers":
            """The core's."""

        @property
        def _user(self) -> str:
            """The core's."""

    @cached_property
    def cache(self) -> "Cache":
        """What was made once and need not be made again. Nothing is opened before it is asked."""
        from maang.core.cache.service import Cache

        return Cache(self._names, self._link)

    @cached_property
    def cache_care(self) -> "Care":
        """Looking after the cache."""
        from maang.core.cache.care import Care

        return Care(self._names, self._link, self.servers.valkey_where, self.settings.redis.enabled)

    @cached_property
    def _names(self) -> "Names":
        """Two homes that share a cache but not a database must not read one another's results."""
        from maang.core.cache.keys import Names, owner
        from maang.core.servers.models import ExternalServer

        url = self.settings.database.url
        database = ExternalServer(url.reveal()).masked if url else str(self.paths.data)
        return Names(owner(self._user, database))

    @cached_property
    def _link(self) -> "Link":
        from maang.core.cache.breaker import Breaker
        from maang.core.cache.link import Link
        from maang.core.cache.owed import Owed

        servers, state = self.servers, self.paths.state
        server = sha256((servers.valkey_where() or "").encode()).hexdigest()[:8]
        breaker = Breaker(state / f"cache-{server}.down", now=self.now)
        return Link(servers.valkey_url, breaker, Owed(state), self.progress, wake=self._waking.wake)

    @cached_property
    def _waking(self) -> "Waking":
        from maang.core.servers.waking import Waking

        return Waking(self.servers)

    def close_cache(self) -> None:
        """Give its connections back."""
        if "cache" in self.__dict__:
            self.cache.close()
