"""BM25 over arrays is BM25: the same scores as the formula worked out chunk by chunk."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.retrieval.lexical import K1, B, rarities, shares, unheard
from maang.core.retrieval.models import Corpus, Row
from maang.core.retrieval.segments import made
from tests.core.retrieval.chunks import chunk

WORDS = ("heap", "graph", "trie", "stack", "queue")
TEXTS = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join), min_size=1, max_size=15
)


def coverage(row: Row, terms: Sequence[str], corpus: Corpus) -> float:
    """The formula for one chunk, term by term."""
    rarity = rarities(corpus)
    counts = dict(zip(row.terms, row.counts, strict=True))
    long = K1 * (1 - B + B * row.length / (corpus.length or 1.0))
    earned = math.fsum(
        weight * counts[term] * (K1 + 1) / (counts[term] + long)
        for weight, term in zip(rarity, terms, strict=True)
        if term in counts
    )
    return earned / (math.fsum(rarity) * (K1 + 1) or 1.0)


def of(rows: Sequence[Row], terms: Sequence[str]) -> Corpus:
    """What BM25 must know of some chunks."""
    holding = tuple(sum(term in row.terms for row in rows) for term in terms)
    length = sum(row.length for row in rows) / len(rows) if rows else 0.0
    return Corpus(len(rows), length, holding)


def test_the_score_is_that_of_the_formula() -> None:
    rarity = rarities(Corpus(10, 20.0, (1, 5)))

    # ln(1 + 9.5 / 1.5), ln(1 + 5.5 / 5.5); tf 2 in a text of middle length: 2 * 2.2 / 3.2
    assert rarity == pytest.approx((1.99243, 0.69315), abs=1e-5)
    row = Row(chunk("x").id, 20, ["a"], [2], None, "", "", None, None, None, chunk("x").happened_at)
    share = coverage(row, ("a", "b"), Corpus(10, 20.0, (1, 5)))
    assert share == pytest.approx(1.99243 * (4.4 / 3.2) / (2.68558 * 2.2), abs=1e-5)


@given(
    TEXTS,
    TEXTS,
    st.lists(st.sampled_from((*WORDS, "nowhere")), unique=True, max_size=4),
    st.data(),
)
def test_every_chunk_that_passes_has_the_score_of_the_formula_and_no_other_has_any(
    texts: list[str], more: list[str], terms: list[str], data: st.DataObject
) -> None:
    parts = [[chunk(text) for text in each] for each in (texts, more)]
    segments = [made(rows) for rows in parts]
    passing = [
        np.array(data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows))))
        for rows in parts
    ]
    terms = [term for word in terms for term in chunk(word).terms]

    scores, corpus = shares(terms, segments, passing)

    found = [
        (row, float(score[place]), bool(mask[place]))
        for rows, segment, score, mask in zip(parts, segments, scores, passing, strict=True)
        for row, place in zip(rows, segment.find([each.id for each in rows]), strict=True)
    ]
    within = [row for row, _, passes in found if passes]
    assert corpus == of(within, terms)
    for row, score, passes in found:
        assert score == pytest.approx(coverage(row, terms, corpus) if passes else 0.0)
        assert 0 <= score <= 1


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    rare, common = rarities(Corpus(1000, 20.0, (2, 600)))

    assert rare > common > 0


def test_a_longer_text_with_the_same_words_counts_less() -> None:
    rows = [chunk("heap"), chunk("heap of many other words that were written down")]
    segment = made(rows)

    scores, _ = shares(["heap"], [segment], [segment.alive])

    short, long = (scores[0][place] for place in segment.find([row.id for row in rows]))
    assert short > long > 0


def test_what_nobody_wrote_of_is_a_share_of_the_question() -> None:
    assert unheard(Corpus(100, 20.0, (0, 0))) == 1
    assert unheard(Corpus(100, 20.0, (3, 50))) == 0
    assert unheard(Corpus(100, 20.0, ())) == 0
    # the word that occurs nowhere is rarer than any other, and weighs more than half
    assert 0.5 < unheard(Corpus(100, 20.0, (0, 3))) < 1
