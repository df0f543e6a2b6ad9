"""Texts of like length go together, each exactly once."""

from hypothesis import given, settings
from hypothesis import strategies as st

from maang.core.embedding.batching import batches

LENGTHS = st.lists(st.integers(2, 256))


@given(lengths=LENGTHS, tokens=st.integers(1, 600))
@settings(deadline=None)
def test_every_text_goes_once_and_no_batch_is_too_large(lengths: list[int], tokens: int) -> None:
    groups = list(batches(lengths, tokens=tokens))

    assert sorted(index for group in groups for index in group) == list(range(len(lengths)))
    for group in groups:
        assert len(group) == 1 or len(group) * max(lengths[index] for index in group) <= tokens


@given(lengths=LENGTHS)
@settings(deadline=None)
def test_the_shortest_go_first(lengths: list[int]) -> None:
    order = [lengths[index] for group in batches(lengths) for index in group]

    assert order == sorted(lengths)


def test_no_texts_make_no_batch() -> None:
    assert list(batches([])) == []


def test_a_full_batch_is_full() -> None:
    assert list(batches([4, 4, 4, 4, 4], tokens=8)) == [[0, 1], [2, 3], [4]]
