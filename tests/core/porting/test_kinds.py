"""Kinds: the order in which they refer to one another, and their counts in words."""

from maang.core.porting.kinds import KINDS, counted


def test_a_kind_stands_after_those_it_refers_to() -> None:
    order = list(KINDS)
    for kind in KINDS.values():
        for column in kind.columns:
            if column.refers is not None:
                assert order.index(column.refers) <= order.index(kind.name)


def test_counts_are_told_in_words() -> None:
    told = counted({"attempt": 1, "company": 2, "activity": 3, "weakness": 4, "note": 0})

    assert told == "1 attempt, 2 companies, 3 activities, 4 weaknesses"
