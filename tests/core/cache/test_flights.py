"""Many who miss the same thing at once: it is made once, and nobody waits for the dead."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event, Lock

import pytest

from maang.core.cache.flights import Flights, awaited, claimed
from maang.core.cache.models import MISSING, Recipe
from tests.core.cache.conftest import PATIENT, Caches, Kept

MINUTE = timedelta(minutes=1)
ROOT = Path(__file__).parents[3]

MAKER = """
import sys, time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from maang.core.cache.breaker import Breaker
from maang.core.cache.keys import Names
from maang.core.cache.link import Link
from maang.core.cache.models import Recipe
from maang.core.cache.owed import Owed
from maang.core.cache.service import Cache

url, owner, state = sys.argv[1], sys.argv[2], Path(sys.argv[3])
breaker = Breaker(state / "down", now=lambda: datetime.now(UTC))
link = Link(lambda: url, breaker, Owed(state), print, seconds=20)
cache = Cache(Names(owner), link)
minute = timedelta(minutes=1)

def make():
    print("making", flush=True)
    sys.stdin.readline()
    return "made"

print(cache.memoise(Recipe("slow", minute, str, str, patience=minute), make, parts=[1]), flush=True)
cache.close()
"""


def begin(url: str, owner: str, state: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", MAKER, url, owner, str(state)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_processes_make_it_once(caches: Caches, server: str, tmp_path: Path) -> None:
    owner = caches().cache.names.owner
    first = begin(server, owner, tmp_path)
    assert first.stdout
    assert first.stdout.readline() == "making\n"
    second = begin(server, owner, tmp_path)
    recipe = Recipe("slow", MINUTE, str, str, patience=MINUTE)
    with ThreadPoolExecutor() as pool:  # a third one, who is sure to come before it is made
        third = pool.submit(caches().cache.memoise, recipe, lambda: "third", parts=[1])
        said = first.communicate("\n", timeout=60)[0], second.communicate(timeout=60)[0]

    assert said == ("made\n", "made\n")
    assert third.result() == "made"


def test_a_maker_that_was_killed_is_waited_for_within_bounds(
    caches: Caches, server: str, tmp_path: Path
) -> None:
    cache = caches().cache
    maker = begin(server, cache.names.owner, tmp_path)
    assert maker.stdout
    assert maker.stdout.readline() == "making\n"
    maker.kill()
    maker.communicate(timeout=60)
    hasty = Recipe("slow", MINUTE, str, str, patience=timedelta(milliseconds=50))

    assert cache.memoise(hasty, lambda: "by ourselves", parts=[1]) == "by ourselves"


def test_threads_make_it_once(caches: Caches) -> None:
    cache = caches(None).cache
    recipe = Recipe("slow", MINUTE, str, str, patience=MINUTE)
    made, guard, begun = [], Lock(), Event()

    def make() -> str:
        begun.wait(PATIENT)
        with guard:
            made.append(1)
        return "made"

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(cache.memoise, recipe, make, parts=[1]) for _ in range(8)]
        begun.set()
        answers = {each.result() for each in asked}

    assert (answers, made) == ({"made"}, [1])


def test_one_who_waited_long_enough_goes_on_alone() -> None:
    flights, inside = Flights(), []
    brief = timedelta(milliseconds=1)
    with flights.alone("a", patience=brief), flights.alone("a", patience=brief):
        inside.append("both")
    with flights.alone("a", patience=MINUTE), flights.alone("b", patience=MINUTE):
        inside.append("other keys never wait")

    assert inside == ["both", "other keys never wait"]
    assert flights.idle


def test_a_mark_comes_off_also_when_making_fails(caches: Caches) -> None:
    kept = caches()
    name = kept.cache.names.lock("a")
    with pytest.raises(ZeroDivisionError):
        _fail_under_a_mark(kept, name, caches())

    assert kept.link.ask(lambda far: far.claimed([name])) == [None]


def test_one_looks_again_until_it_is_made_or_given_up(caches: Caches) -> None:
    kept, looks = caches(), []
    key, name = kept.cache.key("a"), kept.cache.names.lock("a")

    def pause(_seconds: float) -> None:
        looks.append(1)
        if len(looks) == 3:
            kept.cache.set(key, "made", ttl=MINUTE)

    kept.link.ask(lambda far: far.claim(name, "theirs", ttl=MINUTE))
    assert awaited(kept.link, key, name, patience=MINUTE, sleep=pause) == "made"
    assert len(looks) == 3

    kept.cache.delete(key)
    kept.link.ask(lambda far: far.release(name, "theirs"))
    assert awaited(kept.link, key, name, patience=MINUTE, sleep=pause) is MISSING
    assert len(looks) == 4


def _fail_under_a_mark(kept: Kept, name: str, other: Kept) -> None:
    with claimed(kept.link, name, patience=MINUTE) as ours:
        assert ours
        with claimed(other.link, name, patience=MINUTE) as theirs:
            assert not theirs
        raise ZeroDivisionError
