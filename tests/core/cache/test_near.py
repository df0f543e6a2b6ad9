"""The first level: a limit in bytes, a time to live, and nobody shares what comes out."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as some

from maang.core.cache.models import MISSING
from maang.core.cache.near import LONGEST, Near
from tests.core.cache.test_encoding import JSON

MINUTE = timedelta(minutes=1)


class Ticks:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@given(JSON | some.binary())
def test_any_value_survives(value: object) -> None:
    near = Near()
    near.set_many({"a": value}, ttl=MINUTE)

    assert near.get_many(["a", "b"]) == [value, MISSING]


def test_changing_what_came_out_changes_nothing() -> None:
    near = Near()
    value = ["a"]
    near.set_many({"a": value}, ttl=MINUTE)
    value.append("b")
    found = near.get("a")
    assert isinstance(found, list)
    found.append("c")

    assert near.get("a") == ["a"]


def test_a_value_goes_when_its_time_is_over_and_after_five_minutes_at_the_latest() -> None:
    ticks = Ticks()
    near = Near(ticks=ticks)
    near.set_many({"short": 1}, ttl=MINUTE)
    near.set_many({"long": 2}, ttl=timedelta(days=1))

    ticks.now += 61
    assert near.get_many(["short", "long"]) == [MISSING, 2]
    ticks.now += LONGEST.total_seconds()
    assert near.get("long") is MISSING


def test_it_never_holds_more_than_its_limit() -> None:
    near = Near(limit=100_000)
    for number in range(1000):
        near.set_many({str(number): b"x" * (number * 7 % 5000)}, ttl=MINUTE)
        assert near.size <= 100_000

    assert near.get("999") == b"x" * (999 * 7 % 5000)
    assert near.get("0") is MISSING


def test_what_is_read_stays_longer_than_what_is_not() -> None:
    near = Near(limit=100_000)
    near.set_many({"read": b"", "unread": b""}, ttl=MINUTE)
    for number in range(500):
        near.set_many({str(number): b"x" * 500}, ttl=MINUTE)
        assert near.get("read") == b""

    assert near.get("unread") is MISSING


def test_one_value_may_not_push_out_all_others() -> None:
    near = Near(limit=80_000)
    near.set_many({"small": 1, "large": b"x" * 10_001}, ttl=MINUTE)

    assert near.get_many(["small", "large"]) == [1, MISSING]


def test_a_value_that_replaces_another_counts_once() -> None:
    near = Near()
    for _ in range(3):
        near.set_many({"a": b"x" * 100}, ttl=MINUTE)
    once = near.size

    assert near.delete(["a", "b"]) == 1
    assert (once < 1000, near.size) == (True, 0)


def test_the_keys_that_fit_a_pattern() -> None:
    near = Near()
    near.set_many({"a:1": 1, "a:2": 2, "b:1": 3}, ttl=MINUTE)

    assert [sorted(found) for found in near.matching("a:*")] == [["a:1", "a:2"]]
