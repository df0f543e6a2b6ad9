"""BM25: rare words count more, long texts less, and a score is a share of the question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.retrieval.lexical import coverage, rarest, rarities
from maang.core.retrieval.models import Corpus


def test_the_score_is_that_of_the_formula() -> None:
    rarity = rarities(Corpus(10, 20.0, (1, 5)))

    # ln(1 + 9.5 / 1.5), ln(1 + 5.5 / 5.5); tf 2 in a text of middle length: 2 * 2.2 / 3.2
    assert rarity == pytest.approx((1.99243, 0.69315), abs=1e-5)
    share = coverage((2, 0), 20, rarity=rarity, average=20.0)
    assert share == pytest.approx(1.99243 * (4.4 / 3.2) / (2.68558 * 2.2), abs=1e-5)


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    rarity = rarities(Corpus(1000, 20.0, (2, 600)))

    rare = coverage((1, 0), 20, rarity=rarity, average=20.0)
    assert rare > coverage((0, 1), 20, rarity=rarity, average=20.0)


def test_a_longer_text_with_the_same_words_counts_less() -> None:
    rarity = rarities(Corpus(1000, 20.0, (2,)))

    assert coverage((1,), 200, rarity=rarity, average=20.0) < coverage(
        (1,), 10, rarity=rarity, average=20.0
    )


def test_only_the_rarest_are_looked_up_where_there_are_many() -> None:
    corpus = Corpus(100_000, 40.0, (50_000, 30, 900))

    assert rarest(("common", "rare", "some"), corpus, most=2_000) == ["rare", "some"]
    assert rarest(("common",), Corpus(100_000, 40.0, (50_000,)), most=2_000) == ["common"]


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 1000)), max_size=8),
    st.integers(0, 5000),
)
def test_a_share_lies_between_nothing_and_all(words: list[tuple[int, int]], length: int) -> None:
    corpus = Corpus(1000, 30.0, tuple(holding for _, holding in words))

    share = coverage(
        [count for count, _ in words], length, rarity=rarities(corpus), average=corpus.length
    )

    assert 0 <= share <= 1
