"""A server that is down, frozen, paused or full: the same answers, asked once, told of once."""

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import redis

from maang.core.cache.link import LOOK_AGAIN, LOST
from maang.core.cache.models import MISSING, Recipe
from tests.conftest import FrozenClock
from tests.core.cache.conftest import PATIENT, Caches, Kept
from tests.servers_fixture import free_port, short_directory, start_valkey

MINUTE = timedelta(minutes=1)
WORD = Recipe[str]("word", MINUTE, str, str)


@dataclass
class Victim:
    """A server that may be hurt."""

    url: str
    client: redis.Redis

    @property
    def pid(self) -> int:
        pid: int = self.client.info("server")["process_id"]
        return pid


@pytest.fixture
def victim() -> Iterator[Victim]:
    with (
        short_directory() as directory,
        start_valkey(directory, "hush") as url,
        redis.Redis.from_url(url, socket_timeout=PATIENT) as client,
    ):
        yield Victim(url, client)


def used(kept: Kept, count: int = 50) -> list[str]:
    """The answers of a cache that is asked for `count` different things, each of them twice."""
    answers = [
        kept.cache.memoise(WORD, lambda n=n: f"made {n}", parts=[n], tags=["t"])  # type: ignore[misc]
        for n in range(count)
    ]
    again = [
        kept.cache.memoise(WORD, lambda n=n: f"made {n}", parts=["untagged", n])  # type: ignore[misc]
        for n in range(count)
    ]
    return answers + again


def right(count: int = 50) -> list[str]:
    return 2 * [f"made {number}" for number in range(count)]


@contextmanager
def frozen(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def test_down_it_is_asked_once_and_told_of_once(caches: Caches) -> None:
    kept = caches(f"redis://127.0.0.1:{free_port()}/0")

    assert used(kept) == right()
    assert len(kept.looked) == 1
    assert kept.said == [LOST]


def test_frozen_it_is_asked_once_also_by_the_next_process(caches: Caches, victim: Victim) -> None:
    kept, other = caches(victim.url, seconds=0.2), caches(victim.url, seconds=0.2)
    begun = time.monotonic()
    with frozen(victim.pid):
        assert (used(kept), used(other)) == (right(), right())

    assert (len(kept.looked), other.looked) == (1, [])
    assert (kept.said, other.said) == ([LOST], [])
    assert time.monotonic() - begun < PATIENT, "two hundred timeouts were waited for"


def test_a_server_that_froze_later_is_given_up_too(caches: Caches, victim: Victim) -> None:
    kept = caches(victim.url)
    kept.cache.set(kept.cache.key("a"), 1, ttl=MINUTE)
    kept.link.close()
    hasty = caches(victim.url, seconds=0.2)
    hasty.link.ask(lambda far: far.get_many(["a"]))
    with frozen(victim.pid):
        assert used(hasty) == right()

    assert hasty.said == [LOST]


def test_paused_it_is_given_up(caches: Caches, victim: Victim) -> None:
    kept = caches(victim.url, seconds=0.2)
    victim.client.client_pause(120_000)

    assert used(kept) == right()
    assert (len(kept.looked), kept.said) == (1, [LOST])


def test_full_it_is_read_and_not_given_up(caches: Caches, victim: Victim) -> None:
    kept, other = caches(victim.url), caches(victim.url)
    key = kept.cache.key("a")
    kept.cache.set(key, "before", ttl=MINUTE)
    victim.client.config_set("maxmemory-policy", "noeviction")
    victim.client.config_set("maxmemory", 1)

    assert used(kept) == right()
    kept.cache.set(kept.cache.key("b"), "refused", ttl=MINUTE)
    assert other.cache.get(key) == "before"
    assert other.cache.get(kept.cache.key("b")) is MISSING
    assert (kept.said, other.said) == ([], [])


def test_after_half_a_minute_it_is_asked_again_and_used_again(
    caches: Caches, victim: Victim, clock: FrozenClock, tmp_path: Path
) -> None:
    hasty, patient = caches(victim.url, seconds=0.2), caches(victim.url)
    with frozen(victim.pid):
        used(hasty, 1)
    key = patient.cache.key("a")
    patient.cache.set(key, 1, ttl=MINUTE)
    assert victim.client.get(key) is None, "it was still given up"
    assert (tmp_path / "cache.down").exists()

    clock.forward(seconds=30)
    patient.cache.set(key, 1, ttl=MINUTE)

    assert victim.client.get(key) is not None
    assert not (tmp_path / "cache.down").exists()


def test_the_same_outage_is_told_of_once(caches: Caches, clock: FrozenClock) -> None:
    kept = caches(f"redis://127.0.0.1:{free_port()}/0")
    for _ in range(3):
        used(kept, 2)
        clock.forward(seconds=30)

    assert (len(kept.looked), kept.said) == (3, [LOST])


def test_where_there_is_none_it_is_looked_for_now_and_then(
    caches: Caches, clock: FrozenClock
) -> None:
    kept = caches(None)

    assert used(kept) == right()
    assert (len(kept.looked), kept.said) == (1, [])
    clock.forward(seconds=LOOK_AGAIN)
    used(kept, 1)
    assert len(kept.looked) == 2


def test_an_address_that_is_not_understood_is_no_server(caches: Caches) -> None:
    kept = caches("redis://:pass/word@127.0.0.1:1/0")

    assert used(kept) == right()
    assert kept.said == []


def test_a_stranger_who_speaks_no_redis_is_given_up(caches: Caches) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        kept = caches(f"redis://127.0.0.1:{stranger.getsockname()[1]}/0", seconds=0.2)

        assert used(kept, 5) == right(5)
        assert kept.said == [LOST]


def test_what_was_removed_while_it_was_away_is_removed_when_it_is_back(
    caches: Caches, victim: Victim, clock: FrozenClock
) -> None:
    patient, hasty = caches(victim.url), caches(victim.url, seconds=0.2)
    make: Callable[[], str] = iter(["old", "new"]).__next__
    ask = {"parts": [1], "tags": ["notes"]}
    key = patient.cache.key("a")
    patient.cache.set(key, "stale", ttl=MINUTE)
    assert patient.cache.memoise(WORD, make, **ask) == "old"
    assert patient.cache.memoise(WORD, make, **ask) == "old"
    with frozen(victim.pid):
        hasty.cache.forget("notes")
        hasty.cache.delete(key)
    clock.forward(seconds=30)

    assert caches(victim.url).cache.memoise(WORD, make, **ask) == "new"
    assert caches(victim.url).cache.get(key) is MISSING


def test_whoever_holds_it_open_pays_before_reading_what_is_tagged(caches: Caches) -> None:
    opened, away = caches(), caches(None)
    make: Callable[[], str] = iter(["old", "new"]).__next__
    assert opened.cache.memoise(WORD, make, parts=[1], tags=["notes"]) == "old"
    away.cache.forget("notes")

    assert opened.cache.memoise(WORD, make, parts=[1], tags=["notes"]) == "new"


def test_a_kind_cleared_while_it_was_away_is_gone_when_it_is_next_opened(
    caches: Caches, victim: Victim, clock: FrozenClock
) -> None:
    patient, hasty = caches(victim.url), caches(victim.url, seconds=0.2)
    for number in range(3):
        patient.cache.memoise(WORD, lambda: "old", parts=[number])
    patient.cache.set(patient.cache.key("other"), "stays", ttl=MINUTE)
    with frozen(victim.pid):
        hasty.cache.clear("word")
    clock.forward(seconds=30)

    assert caches(victim.url).cache.get(patient.cache.key("other")) == "stays"
    left = [key.decode() for key in victim.client.scan_iter("*:word:*")]
    assert left == []
