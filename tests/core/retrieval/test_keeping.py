"""A search that remembers gives what a search gives, also after every write."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import redis

from maang.core.bootstrap import Core
from maang.core.cache.models import Missing
from maang.core.db.database import Database
from maang.core.retrieval.keeping import KeptSearch
from maang.core.retrieval.models import Filters, Found
from maang.core.retrieval.service import Search
from tests.conftest import FrozenClock
from tests.servers_fixture import free_port, short_directory, start_valkey
from tests.staying import a_core

Staying = Callable[..., Core]

HEAPS = "# Heaps\n\nPushing to a heap costs log n, peeking at the smallest is free."
BOUNDS = "# Bounds\n\nThe half-open interval ends the off-by-one mistakes of binary search."


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with short_directory() as directory, start_valkey(directory, "hush") as url:
        yield url


@pytest.fixture
def staying(db: Database, clock: FrozenClock, tmp_path: Path, server: str) -> Iterator[Staying]:
    """Makes cores of processes that stay, on the test's database and that cache."""
    made: list[Core] = []

    def make(url: str | None = server) -> Core:
        made.append(a_core(db, clock, tmp_path, url))
        return made[-1]

    yield make
    for core in made:
        core.cache.close()


@pytest.fixture
def core(staying: Staying) -> Core:
    core = staying()
    for said in (HEAPS, BOUNDS):
        core.notes.add(said)
    core.indexing.drain()
    return core


def asked(core: Core) -> dict[str, int]:
    """How asking for results went in this process so far."""
    return {
        name.partition(".")[2]: count
        for name, count in core.cache.tally.taken().items()
        if name.startswith("search.")
    }


def test_a_result_that_was_kept_is_the_same_to_the_last_field(core: Core, staying: Staying) -> None:
    plain = Search.search(core.search, "what does a push cost?")
    found = [each.search.search("what does a push cost?") for each in (core, core, staying())]

    assert isinstance(core.search, KeptSearch)
    assert found == [plain] * 3
    assert plain.passages
    assert asked(core) == {"miss": 1, "near": 1}


def test_another_process_finds_what_this_one_found(core: Core, staying: Staying) -> None:
    core.search.search("push")
    later = staying()
    later.search.search("push")

    assert asked(later) == {"far": 1}


@pytest.mark.parametrize("url", [None, "nobody"])
def test_without_a_server_the_process_still_has_it(
    core: Core, staying: Staying, url: str | None
) -> None:
    alone = staying(f"redis://127.0.0.1:{free_port()}/0" if url == "nobody" else url)
    found = [alone.search.search("push") for _ in range(2)]

    assert found == [Search.search(core.search, "push")] * 2
    assert asked(alone) == {"miss": 1, "near": 1}


def test_what_is_asked_otherwise_is_searched_anew(core: Core) -> None:
    for limit, filters in ((10, None), (5, None), (5, Filters(kind="note")), (10, Filters())):
        core.search.search("push", limit=limit, filters=filters)
    core.search.search("push", switched_off=["floor"])

    assert asked(core) == {"miss": 4, "near": 1}


def test_no_write_leaves_a_stale_result_here_or_elsewhere(
    core: Core, staying: Staying, tmp_path: Path
) -> None:
    elsewhere = staying()
    note = str(core.notes.listed()[-1].id)
    writes: list[Callable[[], object]] = [
        lambda: core.notes.edit(note, body="# Tries\n\nA push into a trie is as long as the word."),
        core.activity.undo,
        lambda: core.memory.forget(core.memory.meant(note, cwd=tmp_path)),
        core.activity.undo,
        lambda: core.notes.delete(note),
        lambda: core.notes.add("A push into a deque is free."),
    ]
    seen = [texts(elsewhere.search.search("push"))]
    for write in writes:
        write()
        core.indexing.drain()
        kept, here = elsewhere.search.search("push"), core.search.search("push")

        assert kept == here == Search.search(core.search, "push")
        seen.append(texts(kept))

    assert seen[0] == seen[2] == seen[4], "what was undone is found as before"
    assert len({*map(tuple, seen)}) == 4


def test_what_waits_is_counted_anew(core: Core) -> None:
    before = core.search.search("push").waiting
    core.notes.add("not indexed yet")

    assert (before, core.search.search("push").waiting) == (0, 1)


def test_a_day_later_last_week_is_another_week(core: Core, clock: FrozenClock) -> None:
    first = core.search.search("what did I write last week?")
    clock.forward(days=7)
    second = core.search.search("what did I write last week?")

    assert asked(core) == {"miss": 2}
    assert (first.time, second.time) == ("last week", "last week")


def test_the_same_answers_from_a_server_that_is_frozen_or_full(
    core: Core, staying: Staying, tmp_path: Path
) -> None:
    plain = Search.search(core.search, "push")
    full = ("--maxmemory", "1", "--maxmemory-policy", "noeviction")
    with short_directory() as home, start_valkey(home, "hush", *full) as url:
        assert [staying(url).search.search("push") for _ in range(2)] == [plain, plain]
    with short_directory() as home, start_valkey(home, "hush") as url:
        pid = redis.Redis.from_url(url).info("server")["process_id"]
        os.kill(pid, signal.SIGSTOP)
        try:
            frozen = staying(url)
            assert [frozen.search.search("push") for _ in range(2)] == [plain, plain]
        finally:
            os.kill(pid, signal.SIGCONT)


def test_what_does_not_read_back_is_searched_anew(
    core: Core, staying: Staying, server: str
) -> None:
    plain = core.search.search("push")
    with redis.Redis.from_url(server) as raw:
        (key,) = raw.scan_iter(core.cache.names.pattern("search"))
        later = staying()
        later.cache.set(key.decode(), {"passages": [{}]}, ttl=timedelta(minutes=1))

        assert later.search.search("push") == plain
    assert not isinstance(later.cache.get(key.decode()), Missing)


def texts(found: Found) -> list[str]:
    return [json.dumps(each.text) for each in found.passages]
