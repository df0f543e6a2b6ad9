"""Looking after the cache: what is in it, taken out by kind or pattern, one's own alone."""

from datetime import timedelta

import pytest
import redis

from maang.core.cache.care import Care
from maang.core.cache.keys import Names
from maang.core.cache.models import MISSING, Recipe
from maang.core.errors import Invalid, NotConfigured, Unavailable
from tests.core.cache.conftest import Caches, Kept
from tests.servers_fixture import free_port

MINUTE = timedelta(minutes=1)


def care(kept: Kept, *, enabled: bool = True) -> Care:
    return Care(kept.cache.names, kept.link, lambda: "somewhere", enabled)


def filled(caches: Caches) -> Kept:
    kept = caches()
    for number in range(6):
        recipe = Recipe("vector" if number % 2 else "answer", MINUTE, str, str)
        kept.cache.memoise(recipe, lambda: "made", parts=[number], tags=["notes"])
    return kept


def test_ping_says_what_answers_where_and_how_fast(caches: Caches) -> None:
    found = care(caches()).ping()

    assert found.answers
    assert found.server is not None
    assert found.server.startswith("Valkey 9.")
    assert (found.where, found.detail) == ("somewhere", None)
    assert (found.milliseconds or 0) > 0


def test_ping_of_what_is_down_off_or_not_there_says_why(caches: Caches) -> None:
    down = care(caches(f"redis://127.0.0.1:{free_port()}/0")).ping()

    assert not down.answers
    assert "does not answer" in (down.detail or "")
    assert "no cache" in (care(caches(None)).ping().detail or "")
    assert care(caches(), enabled=False).ping().detail == "switched off"


def test_a_ping_that_is_answered_ends_an_outage(caches: Caches) -> None:
    gone = caches(f"redis://127.0.0.1:{free_port()}/0")
    gone.cache.get(gone.cache.key("a"))
    kept = caches()
    key = kept.cache.key("a")
    kept.cache.set(key, 1, ttl=MINUTE)
    assert caches().cache.get(key) is MISSING
    care(kept).ping()
    kept.cache.set(key, 1, ttl=MINUTE)

    assert caches().cache.get(key) == 1


def test_stats_count_each_kind_and_how_asking_went(caches: Caches) -> None:
    filled(caches).cache.close()

    found = care(filled(caches)).stats()

    assert [(each.kind, each.entries, each.misses) for each in found.kinds] == [
        ("answer", 3, 3),
        ("vector", 3, 3),
    ]
    assert found.own_keys == 2, "a tag and the counts"
    assert (found.told.memory or 0) > 100_000


def test_a_share_of_nothing_is_unknown(caches: Caches) -> None:
    kept = caches()
    kept.cache.set(kept.cache.key("a"), 1, ttl=MINUTE)

    (kind,) = care(kept).stats().kinds

    assert (kind.asked, kind.hit_rate) == (0, None)


def test_flush_takes_out_a_kind_a_pattern_or_all(caches: Caches, raw: redis.Redis) -> None:
    kept = filled(caches)
    other = Names("somebody-else").entry("vector", 1)
    raw.set(other, "x")

    assert care(kept).flush("vector", dry_run=True).removed == 3
    assert care(kept).flush("vector").removed == 3
    assert care(kept).flush("vec").removed == 0
    assert care(kept).flush("a*r:*").removed == 3
    assert care(kept).flush("*").removed == 1
    assert [*raw.scan_iter(kept.cache.names.pattern("*"))] == []
    assert raw.get(other) == b"x"


def test_flush_of_nothing_in_particular_is_refused(caches: Caches) -> None:
    with pytest.raises(Invalid):
        care(caches()).flush("")


def test_what_cannot_be_looked_at_says_so(caches: Caches) -> None:
    with pytest.raises(Unavailable):
        care(caches(f"redis://127.0.0.1:{free_port()}/0")).stats()
    with pytest.raises(NotConfigured):
        care(caches(), enabled=False).flush("*")
    with pytest.raises(NotConfigured):
        care(caches(None)).stats()
