"""The way to the cache's server: opened on first use, given up for a while when it fails.

A door: the client library (200 ms) is imported when there is a server to talk to.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from maang.core.cache.breaker import Breaker
from maang.core.cache.null import Null
from maang.core.cache.owed import Owed
from maang.core.cache.ports import Far
from maang.core.errors import BadReply, Invalid, NotConfigured, Unavailable

if TYPE_CHECKING:
    from maang.core.cache.redis import Redis

LOOK_AGAIN = 1.0
"""Seconds after which one looks again for a server that is not there."""

DIRECT_SECONDS = 1.0
"""How long an answer may take when a person asks about the cache itself."""

LOST = "the cache does not answer; everything works without it, only slower"

T = TypeVar("T")


class Link:
    """Asks the server at `find()` (None: there is none now), or nobody.

    `wake` has one started without waiting for it; `say` hears once in an outage that there is one.
    """

    def __init__(
        self,
        find: Callable[[], str | None],
        breaker: Breaker,
        owed: Owed,
        say: Callable[[str], None],
        *,
        wake: Callable[[], None] = lambda: None,
        seconds: float | None = None,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._find = find
        self._breaker = breaker
        self._owed = owed
        self._say = say
        self._wake = wake
        self._seconds = seconds
        self._ticks = ticks
        self._lock = Lock()
        self._open: Redis | None = None
        self._proven = False
        self._absent_until = 0.0

    @property
    def there(self) -> bool:
        """Whether there is a server to ask just now, as far as one knows without asking."""
        return (self._open or self._opened()) is not None

    def ask(self, question: Callable[[Far], T]) -> T:
        """What the server answers, or what Null does when it does not. Raises nothing."""
        answered, answer = self.attempt(question)
        return answer if answered else question(_NOBODY)

    def attempt(self, question: Callable[[Far], T]) -> tuple[bool, T]:
        """Whether the server did as it was asked, and its answer or that of Null."""
        server = self._open or self._opened()
        if server is None:
            return False, question(_NOBODY)
        try:
            answer = question(server)
        except Unavailable:
            self._lost(server)
        except BadReply:  # it answers, but not this: out of memory, a value of another type
            pass
        else:
            if not self._proven:
                self._breaker.mend()
                self._proven = True
            return True, answer
        return False, question(_NOBODY)

    def remove(self, keys: Sequence[str]) -> None:
        """Remove these keys; where the server cannot be told, before it is asked again."""
        reached, _ = self.attempt(lambda far: far.delete(keys))
        if not reached:
            with suppress(OSError):  # a state directory that cannot be written
                self._owed.owe(*keys)

    def remove_matching(self, patterns: Sequence[str]) -> None:
        """Remove every key that fits one of them, with more patience than a question has; where
        the server cannot be told, when it is next opened."""
        if self._breaker.is_open() or not self._told_to_remove(patterns):
            with suppress(OSError):
                self._owed.owe(*patterns)

    def settled(self) -> bool:
        """Whether all that was to be removed is; what is still owed is removed now."""
        return not self._owed.any() or self.attempt(self._pay) == (True, True)

    def direct(self) -> "Redis":
        """The server for a person who asks about it; the caller closes it.

        Raises NotConfigured when there is none, and its methods say what is wrong.
        """
        from maang.core.cache.redis import Redis

        url = self._find()
        if url is None:
            raise NotConfigured("there is no cache running", hint="maang up")
        return Redis(url, seconds=DIRECT_SECONDS)

    def mend(self) -> None:
        """The server was seen to answer: ask it again from now on."""
        self._breaker.mend()
        self._absent_until = 0.0

    def close(self) -> None:
        """Give the connections back; a later question opens them again."""
        with self._lock:
            server, self._open, self._proven = self._open, None, False
        if server is not None:
            server.close()

    def _told_to_remove(self, patterns: Sequence[str]) -> bool:
        try:
            server = self.direct()
        except (NotConfigured, Invalid):
            return False
        try:
            _removed(server, patterns)
        except Unavailable:
            self._given_notice()
            return False
        except BadReply:
            return False
        finally:
            server.close()
        return True

    def _opened(self) -> "Redis | None":
        with self._lock:
            if self._open is None and not self._given_up():
                self._open = self._made()
            return self._open

    def _given_up(self) -> bool:
        return self._ticks() < self._absent_until or self._breaker.is_open()

    def _made(self) -> "Redis | None":
        url = self._find()
        if url is None:
            self._absent_until = self._ticks() + LOOK_AGAIN
            self._wake()
            return None
        from maang.core.cache.redis import Redis

        try:
            server = Redis(url, seconds=self._seconds)
            self._pay(server)
        except (Invalid, BadReply):  # `cache ping` says so; here it is only not there
            self._absent_until = self._ticks() + LOOK_AGAIN
            return None
        except Unavailable:
            self._given_notice()
            return None
        return server

    def _pay(self, server: Far) -> bool:
        try:
            with self._owed.paying() as keys:
                _removed(server, keys)
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True

    def _given_notice(self) -> None:
        if self._breaker.trip():
            self._say(LOST)

    def _lost(self, server: "Redis") -> None:
        with self._lock:
            mine = self._open is server
            if mine:
                self._open, self._proven = None, False
        server.close()
        if mine:
            self._given_notice()


def _removed(far: Far, keys: Sequence[str]) -> None:
    """Those with a star stand for all that fit: a name of ours has none."""
    far.delete([key for key in keys if "*" not in key])
    for pattern in keys:
        if "*" in pattern:
            for found in far.matching(pattern):
                far.delete(found)


_NOBODY: Far = Null()
