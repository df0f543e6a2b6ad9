"""Counts of a process: handed on once, and not lost when they cannot be."""

from maang.core.cache.models import KindStats
from maang.core.cache.tally import FAR, MISS, NEAR, Tally, by_kind


def test_counts_are_taken_once_and_can_be_given_back() -> None:
    tally = Tally()
    for where in (NEAR, NEAR, FAR, MISS):
        tally.count("search", where)

    taken = tally.taken()
    assert taken == {"search.near": 2, "search.far": 1, "search.miss": 1}
    assert tally.taken() == {}
    tally.count("search", MISS)
    tally.back(taken)
    assert tally.taken() == {"search.near": 2, "search.far": 1, "search.miss": 2}


def test_a_kind_shows_when_it_was_asked_for_or_is_kept() -> None:
    kinds = by_kind({"b.near": 1, "b.far": 2, "b.miss": 1, "c.miss": 1}, {"a": 4, "b": 5})

    assert kinds == [
        KindStats("a", 4),
        KindStats("b", 5, near=1, far=2, misses=1),
        KindStats("c", 0, misses=1),
    ]
    assert [each.hit_rate for each in kinds] == [None, 0.75, 0.0]
