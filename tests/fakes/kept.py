"""Caches of a process without a server, and of nobody."""

from pathlib import Path

from maang.core.cache.breaker import Breaker
from maang.core.cache.keys import Names
from maang.core.cache.link import Link
from maang.core.cache.owed import Owed
from maang.core.cache.service import Cache
from maang.core.clock import utc_now


def alone(state: Path = Path("/nonexistent/maang")) -> Cache:
    """A cache that has only this process; where something is owed to a server, `state` knows."""
    breaker = Breaker(state / "cache.down", now=utc_now)
    return Cache(Names("alone"), Link(lambda: None, breaker, Owed(state), lambda _: None))
