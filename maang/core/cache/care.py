"""Looking after the cache: does it answer, what is in it, take things out."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maang.core.cache.keys import LOCK, OWN, TAG, Names
from maang.core.cache.link import Link
from maang.core.cache.models import CacheStats, Flushed, Ping
from maang.core.cache.service import COUNTS
from maang.core.cache.tally import by_kind
from maang.core.errors import Invalid, MaangError, NotConfigured

if TYPE_CHECKING:
    from maang.core.cache.redis import Redis

SWITCHED_OFF = "switched off"


@dataclass(frozen=True, slots=True)
class Care:
    """Asks the server itself, whether or not it is given up just now. `where` shows no password."""

    names: Names
    link: Link
    where: Callable[[], str | None]
    enabled: bool = True

    def ping(self) -> Ping:
        """Whether it answers. Raises nothing for what it finds; starts nothing."""
        if not self.enabled:
            return Ping(False, None, detail=SWITCHED_OFF)
        where = self.where()
        try:
            with self._server() as server:
                told = server.told()
                begun = time.perf_counter()
                server.claimed([self.names.own(COUNTS)])
                took = time.perf_counter() - begun
        except MaangError as error:
            return Ping(False, where, detail=error.message)
        self.link.mend()
        return Ping(True, where, told.server, milliseconds=round(1000 * took, 3))

    def stats(self) -> CacheStats:
        """What is in it, and how asking went. Raises NotConfigured, Unavailable, BadReply."""
        with self._server() as server:
            kinds: Counter[str] = Counter()
            for keys in server.matching(self.names.pattern("*")):
                kinds.update(map(self.names.kind, keys))
            counts = server.counts(self.names.own(COUNTS))
            own = sum(kinds.pop(kind, 0) for kind in (TAG, LOCK, OWN))
            return CacheStats(self.where(), server.told(), by_kind(counts, kinds), own)

    def flush(self, pattern: str, *, dry_run: bool = False) -> Flushed:
        """Take out what fits: a kind, or a pattern (`*`, `?`, `[…]`) over the names of our keys.

        Only this person's things on this database are looked at. Other running processes may go on
        for up to five minutes with what they hold themselves. Raises Invalid for an empty pattern,
        NotConfigured, Unavailable or BadReply.
        """
        if not pattern:
            raise Invalid("an empty pattern fits nothing", hint="maang cache flush '*'")
        with self._server() as server:
            found: set[str] = set()
            for keys in server.matching(self.names.pattern(pattern)):
                found.update(keys)
            removed = len(found) if dry_run else server.delete(sorted(found))
        return Flushed(pattern, removed, dry_run)

    @contextmanager
    def _server(self) -> Iterator["Redis"]:
        if not self.enabled:
            raise NotConfigured(
                "the cache is switched off", hint="maang config set redis.enabled true"
            )
        server = self.link.direct()
        try:
            yield server
        finally:
            server.close()
