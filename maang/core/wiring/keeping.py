"""What was made once and need not be made again: the cache, on our server, another one, or none."""

from functools import cached_property
from typing import TYPE_CHECKING

from maang.core.wiring.ground import Ground

if TYPE_CHECKING:
    from maang.core.cache.care import Care
    from maang.core.cache.keys import Names
    from maang.core.cache.link import Link
    from maang.core.cache.service import Cache
    from maang.core.servers.waking import Waking


class Keeping(Ground):
    """The cache, and looking after it."""

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

    def forget_made(self) -> None:
        """Remove what was made of the person's texts, or leave word that it must go.

        Our own server holds nothing when it is down, and is not looked at then.
        """
        if self.dry_run or ("cache" not in self.__dict__ and self.servers.valkey_url() is None):
            return
        from maang.core.ask.keeping import KIND as ANSWER
        from maang.core.retrieval.keeping import KIND as SEARCH

        self.cache.clear(SEARCH, ANSWER)

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
        from hashlib import sha256

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
