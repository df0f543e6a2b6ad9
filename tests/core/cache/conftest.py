"""A real Valkey that the tests of the cache share, a namespace for each test, and peers of it."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import redis

from maang.core.cache.breaker import Breaker
from maang.core.cache.keys import Names
from maang.core.cache.link import Link
from maang.core.cache.owed import Owed
from maang.core.cache.redis import Redis
from maang.core.cache.service import Cache
from tests.conftest import FrozenClock
from tests.servers_fixture import short_directory, start_valkey

PATIENT = 20.0
"""Seconds an answer may take here: a busy machine is not a broken server."""

Caches = Callable[..., "Kept"]


@dataclass
class Kept:
    """A cache as one process has it, and what it said."""

    cache: Cache
    link: Link
    said: list[str]
    looked: list[str | None] = field(default_factory=list)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a Valkey over TCP, with a password."""
    with short_directory() as directory, start_valkey(directory, "hush") as url:
        yield url


@pytest.fixture
def raw(server: str) -> Iterator[redis.Redis]:
    """The library itself, to look behind the cache."""
    with redis.Redis.from_url(server, socket_timeout=PATIENT) as client:
        yield client


@pytest.fixture
def far(server: str) -> Iterator[Redis]:
    """The second level on that server."""
    store = Redis(server, seconds=PATIENT)
    yield store
    store.close()


@pytest.fixture
def names() -> Names:
    """A namespace nobody else has."""
    return Names(f"test-{secrets.token_hex(6)}")


@pytest.fixture
def caches(server: str, names: Names, tmp_path: Path, clock: FrozenClock) -> Iterator[Caches]:
    """Makes caches as processes of one home have them: `caches()`, or with another `url`."""
    made: list[Kept] = []

    def make(url: str | None = server, *, seconds: float | None = PATIENT) -> Kept:
        said: list[str] = []
        looked: list[str | None] = []

        def find() -> str | None:
            looked.append(url)
            return url

        def ticks() -> float:
            return clock().timestamp()

        breaker = Breaker(tmp_path / "cache.down", now=clock, ticks=ticks)
        link = Link(find, breaker, Owed(tmp_path), said.append, seconds=seconds, ticks=ticks)
        made.append(Kept(Cache(names, link), link, said, looked))
        return made[-1]

    yield make
    for each in made:
        each.link.close()


@pytest.fixture
def cache(caches: Caches) -> Cache:
    """One of them."""
    return caches().cache
