"""The second level on a real server: every type, its time to live, and what a bad answer is."""

from datetime import timedelta

import pytest
import redis

from maang.core.cache.encoding import encode
from maang.core.cache.keys import Names
from maang.core.cache.models import MISSING, Value
from maang.core.cache.redis import Redis
from maang.core.errors import BadReply, Invalid, Unavailable

MINUTE = timedelta(minutes=1)


def test_values_come_back_in_the_order_of_their_keys(far: Redis, names: Names) -> None:
    keys = [names.entry("a", number) for number in range(200)]
    values: list[Value] = [None, "é\ud800", b"\x00\xff", 1.5, 2**80, {"a": [1]}, True, "x" * 5000]
    entries = {key: values[number % 8] for number, key in enumerate(keys)}

    far.set_many(entries, ttl=MINUTE)

    assert far.get_many([*keys, names.entry("b")]) == [*entries.values(), MISSING]
    assert far.get_many([]) == []
    assert far.delete(keys) == 200
    assert far.get_many(keys[:1]) == [MISSING]


def test_a_large_value_is_kept_compressed(far: Redis, names: Names, raw: redis.Redis) -> None:
    key = names.entry("a")
    far.set_many({key: "word " * 2000}, ttl=MINUTE)

    assert raw.strlen(key) < 1000
    assert far.get_many([key]) == ["word " * 2000]


def test_everything_goes_by_itself(far: Redis, names: Names, raw: redis.Redis) -> None:
    one, two, three = (names.entry("a", number) for number in range(3))
    far.set_many({one: 1}, ttl=MINUTE)
    far.set_many({two: 2, three: 3}, ttl=MINUTE)
    far.hash_set(names.own("h"), {"a": 1}, ttl=MINUTE)
    far.push(names.own("l"), [1], keep=5, ttl=MINUTE)
    far.add(names.own("s"), ["a"], ttl=MINUTE)
    far.claim(names.own("c"), "token", ttl=MINUTE)

    for key in (one, two, three, *map(names.own, "hlsc")):
        left = far.remaining(key)
        assert left is not None
        assert timedelta() < left <= MINUTE
    assert far.expire(one, ttl=2 * MINUTE)
    assert MINUTE < (far.remaining(one) or MINUTE) <= 2 * MINUTE
    assert far.expire(names.entry("none"), ttl=MINUTE) is False
    assert far.remaining(names.entry("none")) is None


def test_a_value_whose_time_is_over_is_missing(far: Redis, names: Names, raw: redis.Redis) -> None:
    key = names.entry("a")
    far.set_many({key: 1}, ttl=MINUTE)
    raw.pexpireat(key, 1)

    assert far.get_many([key]) == [MISSING]


def test_a_hash_takes_fields_one_by_one(far: Redis, names: Names) -> None:
    name = names.own("h")
    far.hash_set(name, {"a": [1], "é": b"\x00"}, ttl=MINUTE)
    far.hash_set(name, {"a": None}, ttl=MINUTE)

    assert far.hash_get(name) == {"a": None, "é": b"\x00"}
    assert far.hash_get(names.own("none")) == {}


def test_a_list_keeps_the_newest(far: Redis, names: Names) -> None:
    name = names.own("l")
    far.push(name, ["a", "b"], keep=3, ttl=MINUTE)
    far.push(name, ["c", {"d": 1}], keep=3, ttl=MINUTE)

    assert far.items(name, limit=10) == [{"d": 1}, "c", "b"]
    assert far.items(name, limit=1) == [{"d": 1}]


def test_a_set_has_each_word_once(far: Redis, names: Names) -> None:
    name = names.own("s")
    far.add(name, ["a", "é"], ttl=MINUTE)
    far.add(name, ["a"], ttl=MINUTE)

    assert far.members(name) == {"a", "é"}


def test_counters_add_up(far: Redis, names: Names) -> None:
    name = names.own("n")
    far.increment(name, {"a": 2, "b": 1})
    far.increment(name, {"a": -5})

    assert far.counts(name) == {"a": -3, "b": 1}


def test_a_mark_is_its_owners_alone(far: Redis, names: Names) -> None:
    name = names.own("m")

    assert (far.claim(name, "one", ttl=MINUTE), far.claim(name, "two", ttl=MINUTE)) == (True, False)
    assert far.release(name, "two") is False
    assert far.claimed([name, names.own("none")]) == ["one", None]
    assert far.release(name, "one") is True
    assert far.claimed([name]) == [None]


def test_ten_thousand_keys_are_found_and_removed_in_batches(
    far: Redis, names: Names, raw: redis.Redis
) -> None:
    entries = {names.entry("many", number): number for number in range(10_000)}
    far.set_many(entries, ttl=MINUTE)
    other = Names("somebody-else").entry("many", 1)
    raw.set(other, "x")
    before = raw.info("commandstats")

    found = {key for keys in far.matching(names.pattern("many")) for key in keys}

    assert found == set(entries)
    assert far.delete(sorted(found)) == 10_000
    assert raw.get(other) == b"x"
    used = set(raw.info("commandstats")) - set(before)
    assert not {"cmdstat_keys", "cmdstat_flushdb", "cmdstat_flushall"} & (used | set(before))


@pytest.mark.parametrize("kept", [b"", b"J", b"garbage", b"J\x00\x00\x00\x00{}", encode([1])[:-1]])
def test_what_we_did_not_write_is_missing(
    far: Redis, names: Names, raw: redis.Redis, kept: bytes
) -> None:
    key = names.entry("a")
    raw.set(key, kept)
    raw.hset(names.own("h"), mapping={b"a": kept, b"b": encode(1)})

    assert far.get_many([key, key]) == [MISSING, MISSING]
    assert far.hash_get(names.own("h")) == {"b": 1}


def test_a_value_of_another_type_is_a_bad_reply(far: Redis, names: Names, raw: redis.Redis) -> None:
    raw.lpush(names.entry("a"), "x")

    with pytest.raises(BadReply):
        far.get_many([names.entry("a")])
    assert far.get_many([names.entry("a"), names.entry("b")]) == [MISSING, MISSING]


def test_it_tells_of_itself(far: Redis) -> None:
    told = far.told()

    assert told.server is not None
    assert told.server.startswith("Valkey 9.")
    assert (told.memory or 0) > 100_000


def test_a_wrong_password_is_no_answer_and_is_not_repeated(server: str) -> None:
    store = Redis(server.replace(":hush@", ":WrongWord@"), seconds=20)

    with pytest.raises(Unavailable) as refused:
        store.get_many(["a"])
    assert "WrongWord" not in refused.value.message
    store.close()


def test_a_url_that_is_not_understood_does_not_leak_its_password() -> None:
    with pytest.raises(Invalid) as refused:
        Redis("redis://:pass/word@127.0.0.1:1/0")

    assert "word" not in str(refused.value)
    assert refused.value.__cause__ is None
