"""One maker at a time: many who miss the same thing at once make it once.

In this process by a lock for each key, across processes by a mark on the server. Both are waited
for within bounds: whoever waited long enough makes it too, and nobody waits for one who died.
"""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Lock

from maang.core.cache.link import Link
from maang.core.cache.models import MISSING, Missing, Value

TICK, LONGEST_TICK = 0.005, 0.05
"""Seconds between two looks at what another process makes: growing from one to the other."""


class Flights:
    """Who is making what, in this process."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._making: dict[str, tuple[Lock, int]] = {}

    @property
    def idle(self) -> bool:
        """Whether nobody is making anything."""
        return not self._making

    @contextmanager
    def alone(self, key: str, *, patience: timedelta) -> Iterator[None]:
        """Be the only one with this key in this process, or have waited `patience` for it."""
        with self._guard:
            lock, waiting = self._making.get(key, (Lock(), 0))
            self._making[key] = lock, waiting + 1
        held = lock.acquire(timeout=patience.total_seconds())
        try:
            yield
        finally:
            if held:
                lock.release()
            with self._guard:
                lock, waiting = self._making[key]
                if waiting == 1:
                    del self._making[key]
                else:
                    self._making[key] = lock, waiting - 1


@contextmanager
def claimed(link: Link, name: str, *, patience: timedelta) -> Iterator[bool]:
    """Whether the mark `name` is ours to make something under; it is taken off at the end.

    Without a server it always is.
    """
    token = secrets.token_hex(8)
    ours = link.ask(lambda far: far.claim(name, token, ttl=patience))
    try:
        yield ours
    finally:
        if ours:
            link.ask(lambda far: far.release(name, token))


def awaited(
    link: Link,
    key: str,
    name: str,
    *,
    patience: timedelta,
    sleep: Callable[[float], None] = time.sleep,
) -> Value | Missing:
    """What another process makes; MISSING when it gave up, died, or exceeds `patience`."""
    deadline, tick = time.monotonic() + patience.total_seconds(), TICK
    while time.monotonic() < deadline:
        sleep(tick)
        tick = min(2 * tick, LONGEST_TICK)
        # The mark is read first: when it is gone, what it stood for is there or never comes.
        at_work = link.ask(lambda far: far.claimed([name]))[0] is not None
        value = link.ask(lambda far: far.get_many([key]))[0]
        if value is not MISSING or not at_work:
            return value
    return MISSING
