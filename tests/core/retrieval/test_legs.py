"""Each leg brings what is best for it, of what passes the filters and of nothing else."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import numpy as np
import pytest

from maang.core.ids import new_id
from maang.core.retrieval import legs
from maang.core.retrieval.models import Filters, Row
from maang.core.retrieval.segments import made
from tests.core.retrieval.chunks import AT, chunk

PROBLEM = new_id()
HOUR = timedelta(hours=1)

ROWS = [
    chunk("heap of the largest", kind="attempt", problem_id=PROBLEM, happened_at=AT - 2 * HOUR),
    chunk("heap heap heap", source="files", pattern="top k", happened_at=AT - HOUR),
    chunk("graph walk", company="großartig ag", problem_id=PROBLEM),
    chunk("heap and graph", pattern="graphs", company="acme", happened_at=AT + HOUR),
]


def sliced(filters: Filters, *terms: str, rows: Sequence[Row] = ROWS) -> legs.Slice:
    """The rows in two segments, as a copy with news has them."""
    return legs.sliced([made(rows[:2]), made(rows[2:])], filters, terms)


def numbers(ids: Sequence[UUID]) -> list[int]:
    known = [row.id for row in ROWS]
    return [known.index(each) for each in ids]


def test_words_bring_what_has_them_the_highest_score_first() -> None:
    assert numbers(sliced(Filters(), "heap").by_words(10)) == [1, 3, 0]
    assert numbers(sliced(Filters(), "heap").by_words(1)) == [1]
    assert sliced(Filters(), "nowhere").by_words(10) == []
    assert sliced(Filters()).by_words(10) == []


@pytest.mark.parametrize(
    ("filters", "passing"),
    [
        (Filters(), {0, 1, 2, 3}),
        (Filters(kind="attempt"), {0}),
        (Filters(source="files"), {1}),
        (Filters(problem_id=PROBLEM), {0, 2}),
        (Filters(problem_id=new_id()), set()),
        (Filters(pattern="Top K"), {1}),
        (Filters(company="Großartig AG"), {2}),
        (Filters(since=AT), {2, 3}),
        (Filters(until=AT), {0, 1}),
        (Filters(since=AT - HOUR, until=AT + HOUR), {1, 2}),
        (Filters(kind="note", pattern="graphs"), {3}),
    ],
)
def test_what_does_not_pass_the_filters_is_in_no_leg(filters: Filters, passing: set[int]) -> None:
    found = sliced(filters, "heap", "graph", "walk")

    assert set(numbers(found.by_words(10))) == passing
    assert set(numbers(found.within(AT - 9 * HOUR, AT + 9 * HOUR, 10))) == passing
    assert found.corpus.chunks == len(passing)


def test_time_and_problem_bring_the_newest_first() -> None:
    found = sliced(Filters())

    assert numbers(found.within(AT - HOUR, AT + HOUR, 10)) == [2, 1]
    assert numbers(found.within(AT - HOUR, AT + 2 * HOUR, 1)) == [3]
    assert numbers(found.of_problem(PROBLEM, 10)) == [2, 0]
    assert found.of_problem(new_id(), 10) == []


def test_a_chunk_that_another_leg_brought_has_its_share_of_words_too() -> None:
    found = sliced(Filters(), "heap", "graph")
    ids = [*(row.id for row in ROWS), new_id()]

    shares = found.words_of(ids)

    assert shares[3] == max(shares)
    assert min(shares[:4]) > 0
    assert shares[4] == 0


def test_the_nearest_in_bytes_hold_the_nearest_there_are() -> None:
    chance = np.random.default_rng(5)
    subjects = chance.normal(size=(20, 384))
    vectors = subjects[chance.integers(0, 20, 1500)] + chance.normal(scale=0.9, size=(1500, 384))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = [chunk("x", vector=list(vector), kind="many") for vector in vectors[:1400]]
    rows += [chunk("x", vector=list(vector), kind="few") for vector in vectors[1400:]]
    rows.append(chunk("x", kind="few"))

    for kind, begin in (("many", 0), ("few", 1400)):
        found = sliced(Filters(kind=kind), rows=rows)
        for question in vectors[begin : begin + 100 : 10] + 0.02:
            brought = found.likest(question, 30)
            likeness = vectors @ question
            here = range(begin, 1400 if kind == "many" else 1500)
            best = sorted(here, key=lambda at: -likeness[at])[:10]
            assert {rows[at].id for at in best} <= set(brought)
            assert rows[-1].id not in brought


def test_equals_are_brought_in_one_order_and_no_more_than_asked_for() -> None:
    rows = [chunk("heap words") for _ in range(300)]
    found = sliced(Filters(), "heap", rows=rows)

    newest = sorted((row.id for row in rows), reverse=True)
    assert found.by_words(100) == newest[:100]
    assert found.within(AT, AT + HOUR, 100) == newest[:100]
