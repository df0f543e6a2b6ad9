"""Segments hold what the rows said, joined or not, and nothing of what is gone."""

from collections.abc import Sequence
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.ids import new_id
from maang.core.retrieval.models import Row
from maang.core.retrieval.segments import Segment, arrays_of, hashed, joined, made
from tests.core.retrieval.chunks import chunk

TEXTS = st.lists(
    st.lists(st.sampled_from(["heap", "graph", "trie", "stack"]), max_size=6).map(" ".join),
    max_size=12,
)


def postings(segment: Segment, rows: Sequence[Row], term: str) -> dict[UUID, int]:
    """What a segment says of a term, by id."""
    docs, counts = segment.postings(term)
    at = {int(place): row.id for place, row in zip(segment.find(ids(rows)), rows, strict=True)}
    pairs = zip(docs.tolist(), counts.tolist(), strict=True)
    return {at[doc]: count for doc, count in pairs if segment.alive[doc]}


def ids(rows: Sequence[Row]) -> list[UUID]:
    return [row.id for row in rows]


def expected(rows: Sequence[Row], term: str) -> dict[UUID, int]:
    pairs = ((row, dict(zip(row.terms, row.counts, strict=True))) for row in rows)
    return {row.id: counts[term] for row, counts in pairs if term in counts}


@given(TEXTS, TEXTS)
def test_postings_are_those_of_the_rows_before_and_after_joining(
    texts: list[str], more: list[str]
) -> None:
    first, second = ([chunk(text) for text in each] for each in (texts, more))
    whole = joined([made(first), made(second)])

    for term in ("heap", "graph", "trie", "stack", "nowhere"):
        assert postings(made(first), first, term) == expected(first, term)
        assert postings(whole, [*first, *second], term) == expected([*first, *second], term)


def test_a_chunk_is_found_by_its_id_and_no_other() -> None:
    rows = [chunk(f"number {number}") for number in range(50)]
    segment = made(rows)

    places = segment.find(ids(rows))
    assert sorted(places) == list(range(50))
    assert [int(segment.lengths[place]) for place in places] == [row.length for row in rows]
    assert list(segment.find([new_id(), UUID(int=0), UUID(int=2**128 - 1)])) == [-1, -1, -1]
    assert list(made([]).find([new_id()])) == [-1]


def test_what_is_gone_leaves_nothing_but_its_id() -> None:
    gone = chunk("secret trie", vector=[0.5] * 384, pattern="tries", company="acme")
    stays = chunk("trie of words", vector=[0.1] * 384)
    segment = made([gone, stays])

    segment.blank(segment.find([gone.id]))

    place = int(segment.find([gone.id])[0])
    assert not segment.vectors[place].any()
    assert [int(getattr(segment, name)[place]) for name in ("lengths", "pattern", "company")] == [
        *(0, 0, 0)
    ]
    assert list(segment.postings("secret")[1]) == [0]
    assert postings(segment, [gone, stays], "trie") == {stays.id: 1}
    rest = joined([segment])
    assert len(rest) == 1
    assert hashed("secret") not in rest.terms.tolist()


def test_a_vector_in_bytes_keeps_its_direction() -> None:
    vector = np.random.default_rng(3).normal(size=384)
    vector /= np.linalg.norm(vector)
    segment = made([chunk("one", vector=list(vector)), chunk("none")])

    kept = segment.vectors.astype(np.float32) * segment.scale[:, None]
    first, second = segment.find([UUID(int=0)]), int(np.flatnonzero(segment.scale == 0)[0])
    assert list(first) == [-1]
    assert not kept[second].any()
    assert float(kept[1 - second] @ vector) == pytest.approx(1, abs=1e-3)


def test_a_count_beyond_two_bytes_is_cut_and_not_wrapped() -> None:
    row = chunk("again")
    many = Row(row.id, 70_000, ["heap"], [70_000], *list_of(row)[4:])

    assert made([many]).postings("heap")[1].tolist() == [2**16 - 1]


def list_of(row: Row) -> list[object]:
    return [getattr(row, name) for name in Row.__slots__]


def test_joining_nothing_gives_an_empty_segment() -> None:
    empty = joined([made([])])

    assert len(empty) == 0
    assert {name: len(each) for name, each in arrays_of(empty).items()} == {
        **dict.fromkeys(arrays_of(empty), 0),
        "starts": 1,
    }
