"""Made things: made once, kept in two levels, forgotten by tag, never wrong."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import redis
from hypothesis import HealthCheck, given, settings

from maang.core.cache import keys
from maang.core.cache.encoding import encode
from maang.core.cache.models import MISSING, Recipe, Value
from maang.core.cache.redis import Redis
from maang.core.cache.service import COUNTS, Cache
from tests.core.cache.conftest import Caches
from tests.core.cache.test_encoding import JSON

MINUTE = timedelta(minutes=1)
WORDS = Recipe[list[str]]("words", MINUTE, lambda words: [*words], lambda kept: [*map(str, kept)])  # type: ignore[arg-type]


class Making:
    """Counts how often it had to make something."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> list[str]:
        self.made += 1
        return [f"made {self.made}"]


@given(JSON)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_survives_both_levels(caches: Caches, value: Value) -> None:
    here, elsewhere = caches().cache, caches().cache
    key = here.key("a", repr(value))
    here.set(key, value, ttl=MINUTE)

    assert (here.get(key), elsewhere.get(key), elsewhere.get(key)) == (value, value, value)
    here.link.close()
    elsewhere.link.close()


def test_what_another_process_made_is_not_made_again(caches: Caches) -> None:
    make = Making()

    answers = [caches().cache.memoise(WORDS, make, parts=["q", 10]) for _ in range(3)]

    assert (answers, make.made) == (3 * [["made 1"]], 1)


def test_what_this_process_holds_is_not_asked_for(caches: Caches) -> None:
    kept, make = caches(), Making()
    kept.cache.memoise(WORDS, make, parts=[1])
    kept.link.close()
    looked = len(kept.looked)

    assert kept.cache.memoise(WORDS, make, parts=[1]) == ["made 1"]
    assert len(kept.looked) == looked


def test_other_parts_and_another_version_are_made_anew(cache: Cache) -> None:
    make = Making()
    newer = Recipe("words", MINUTE, WORDS.dump, WORDS.load, version=2)
    for parts in ([1], [2], [1, 2]):
        cache.memoise(WORDS, make, parts=parts)
    cache.memoise(newer, make, parts=[1])

    assert make.made == 4


def test_what_another_version_of_the_cache_kept_is_not_read(
    cache: Cache, caches: Caches, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.memoise(WORDS, Making(), parts=[1])
    monkeypatch.setattr(keys, "VERSION", "v2")

    assert caches().cache.memoise(WORDS, lambda: ["newer"], parts=[1]) == ["newer"]


def test_what_is_damaged_or_of_another_shape_is_made_anew(caches: Caches, raw: redis.Redis) -> None:
    key = caches().cache.key("words", 1, 1)
    for kept in (b"damaged", encode(17), encode(None)):
        raw.set(key, kept)
        cache = caches().cache

        assert cache.memoise(WORDS, lambda: ["made"], parts=[1]) == ["made"]
        assert caches().cache.memoise(WORDS, lambda: ["again"], parts=[1]) == ["made"]


def test_what_carries_a_tag_is_forgotten_with_it_everywhere(caches: Caches) -> None:
    here, elsewhere, make = caches().cache, caches().cache, Making()

    def ask(cache: Cache, *tags: str) -> list[str]:
        return cache.memoise(WORDS, make, parts=[1], tags=tags)

    assert [ask(cache, "notes", "attempts") for cache in (here, elsewhere)] == 2 * [["made 1"]]
    assert ask(here, "attempts", "notes") == ["made 1"], "the order of tags means nothing"
    elsewhere.forget("attempts")
    assert [ask(cache, "notes", "attempts") for cache in (here, elsewhere)] == 2 * [["made 2"]]
    elsewhere.forget("something else")
    assert ask(here, "notes", "attempts") == ["made 2"]


def test_what_is_forgotten_while_it_is_being_made_is_not_kept(caches: Caches) -> None:
    here, elsewhere = caches().cache, caches().cache

    def slowly() -> list[str]:
        elsewhere.forget("notes")  # somebody writes while we read what was there before
        return ["old"]

    assert here.memoise(WORDS, slowly, parts=[1], tags=["notes"]) == ["old"]
    assert here.memoise(WORDS, lambda: ["new"], parts=[1], tags=["notes"]) == ["new"]


def test_a_tag_the_server_threw_out_forgets_rather_than_lies(
    caches: Caches, raw: redis.Redis
) -> None:
    cache, make = caches().cache, Making()
    cache.memoise(WORDS, make, parts=[1], tags=["notes"])
    raw.delete(cache.names.tag("notes"))

    assert cache.memoise(WORDS, make, parts=[1], tags=["notes"]) == ["made 2"]


def test_what_fails_to_be_made_is_not_kept_and_fails_as_it_did(cache: Cache) -> None:
    def fail() -> list[str]:
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            cache.memoise(WORDS, fail, parts=[1])
    assert cache.memoise(WORDS, Making(), parts=[1]) == ["made 1"]


def test_many_are_read_in_one_round_trip(caches: Caches, raw: redis.Redis) -> None:
    here, elsewhere = caches().cache, caches().cache
    wanted = [here.key("a", number) for number in range(200)]
    here.set_many({key: number for number, key in enumerate(wanted)}, ttl=MINUTE)
    before = calls(raw)

    assert elsewhere.get_many([*wanted, here.key("b")]) == [*range(200), MISSING]
    assert elsewhere.get_many(wanted) == [*range(200)]
    assert calls(raw) - before == 1
    assert elsewhere.get_many([]) == []


def test_a_deleted_value_is_gone_in_both_levels(caches: Caches) -> None:
    here, elsewhere = caches().cache, caches().cache
    key = here.key("a")
    here.set(key, 1, ttl=MINUTE)
    here.delete(key)

    assert (here.get(key), elsewhere.get(key)) == (MISSING, MISSING)


def test_nothing_of_a_question_stands_on_the_server_but_its_answer(
    cache: Cache, raw: redis.Redis
) -> None:
    cache.memoise(WORDS, lambda: ["answer"], parts=["token=hunter2"], tags=["hunter2"])
    cache.close()

    found = [key.decode() for key in raw.scan_iter(cache.names.pattern("*"), count=1000)]
    assert {cache.names.kind(key) for key in found} == {"words", "tag", "own"}
    assert "hunter2" not in json.dumps(found)


def test_how_asking_went_is_counted_on_the_server(caches: Caches, far: Redis) -> None:
    for number in range(3):
        cache = caches().cache
        for _ in range(2):
            cache.memoise(WORDS, Making(), parts=[number % 2])
        cache.close()
        cache.close()

    name = cache.names.own(COUNTS)
    assert far.counts(name) == {"words.miss": 2, "words.far": 1, "words.near": 3}


def test_counts_wait_for_the_server(caches: Caches, far: Redis) -> None:
    cache = caches(None).cache
    cache.memoise(WORDS, Making(), parts=[1])
    cache.close()

    assert cache.tally.taken() == {"words.miss": 1}


def calls(raw: redis.Redis) -> int:
    """How often anything was read so far."""
    said: dict[str, dict[str, int]] = raw.info("commandstats")
    return sum(said.get(f"cmdstat_{name}", {"calls": 0})["calls"] for name in ("get", "mget"))


def test_the_type_of_a_recipe_is_that_of_its_answer(cache: Cache) -> None:
    make: Callable[[], bytes] = lambda: b"\x00\x01"  # noqa: E731
    vectors = Recipe[bytes]("vector", MINUTE, bytes, lambda kept: bytes(kept))  # type: ignore[arg-type]

    assert cache.memoise(vectors, make, parts=["q"]) == b"\x00\x01"


def test_a_kind_that_is_cleared_is_gone_everywhere_and_others_stay(
    caches: Caches, raw: redis.Redis
) -> None:
    here, elsewhere, make = caches().cache, caches().cache, Making()
    for cache in (here, elsewhere):
        cache.memoise(WORDS, make, parts=[1])
    here.set(here.key("wordslike", 1), "stays", ttl=MINUTE)
    here.clear("words", "unheard-of")

    kinds = {here.names.kind(key.decode()) for key in raw.scan_iter(here.names.pattern("*"))}
    assert kinds == {"wordslike"}
    assert here.memoise(WORDS, make, parts=[1]) == ["made 2"]


def test_what_is_not_worth_it_is_given_and_not_kept(cache: Cache) -> None:
    make = Making()
    picky = Recipe("words", MINUTE, WORDS.dump, WORDS.load, worth=lambda made: made != ["made 1"])

    assert [cache.memoise(picky, make, parts=[1]) for _ in range(3)] == [
        ["made 1"],
        ["made 2"],
        ["made 2"],
    ]


def test_what_comes_piece_by_piece_is_kept_and_found_by_hand(caches: Caches) -> None:
    here, elsewhere = caches().cache, caches().cache

    assert here.kept(WORDS, "q") is MISSING
    here.keep(WORDS, ["made"], "q")
    assert elsewhere.kept(WORDS, "q") == ["made"]
    assert here.tally.taken() == {"words.miss": 1}
