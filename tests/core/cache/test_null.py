"""No cache: every question of the real one has an answer, and it is always nothing."""

from datetime import timedelta

from maang.core.cache.models import MISSING
from maang.core.cache.null import Null
from maang.core.cache.ports import Far

MINUTE = timedelta(minutes=1)


def test_what_is_put_in_is_not_there() -> None:
    far: Far = Null()
    far.set_many({"a": 1}, ttl=MINUTE)
    far.hash_set("h", {"a": 1}, ttl=MINUTE)
    far.push("l", [1], keep=1, ttl=MINUTE)
    far.add("s", ["a"], ttl=MINUTE)
    far.increment("n", {"a": 1})

    assert far.get_many(["a", "b"]) == [MISSING, MISSING]
    assert (far.delete(["a"]), [*far.matching("*")]) == (0, [])
    assert (far.hash_get("h"), far.items("l", limit=1), far.members("s")) == ({}, [], set())
    assert (far.counts("n"), far.expire("a", ttl=MINUTE), far.remaining("a")) == ({}, False, None)


def test_whoever_wants_to_make_something_may() -> None:
    far: Far = Null()

    assert far.claim("m", "one", ttl=MINUTE)
    assert far.claim("m", "two", ttl=MINUTE)
    assert (far.claimed(["m"]), far.release("m", "one")) == ([None], False)
