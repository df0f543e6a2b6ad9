"""(rules) BM25 of every chunk, as a share of the best score the question could have.

Score as in Robertson and Zaragoza, 'The Probabilistic Relevance Framework: BM25 and Beyond'
(2009), with 1 added inside the logarithm. Divided by what a passage would earn that has every
term without end, it is comparable between questions: min-max per question, tried on the
development split, made a chance word as good as a whole answer (nDCG@10 .57 instead of .62).
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from maang.core.retrieval.models import Corpus
from maang.core.retrieval.segments import Array, Mask, Segment

K1 = 1.2
B = 0.4
"""Fitted on the development split of the evaluation set; .75 punishes long notes (.473 → .478)."""


def rarities(corpus: Corpus) -> tuple[float, ...]:
    """The inverse document frequency of each term that was asked for."""
    return tuple(
        math.log(1 + (corpus.chunks - holding + 0.5) / (holding + 0.5))
        for holding in (min(each, corpus.chunks) for each in corpus.holding)
    )


def unheard(corpus: Corpus) -> float:
    """The share of a question that no chunk has a word of, from 0 to 1; rare words weigh more."""
    rarity = rarities(corpus)
    nowhere = (each for each, holding in zip(rarity, corpus.holding, strict=True) if not holding)
    return math.fsum(nowhere) / (math.fsum(rarity) or 1.0)


def shares(
    terms: Sequence[str], segments: Sequence[Segment], passing: Sequence[Mask]
) -> tuple[list[NDArray[np.float64]], Corpus]:
    """How much of the question each chunk has, from 0 to 1, and what was counted for it.

    Only the chunks that pass are looked at; all others have 0.
    """
    wholly = [bool(mask.all()) for mask in passing]
    found = [
        [
            each.postings(term) if whole else _passing(each.postings(term), mask)
            for each, mask, whole in zip(segments, passing, wholly, strict=True)
        ]
        for term in terms
    ]
    chunks = sum(int(np.count_nonzero(mask)) for mask in passing)
    length = sum(
        int(each.lengths.sum() if whole else each.lengths[mask].sum())
        for each, mask, whole in zip(segments, passing, wholly, strict=True)
    )
    holding = tuple(sum(len(docs) for docs, _ in postings) for postings in found)
    corpus = Corpus(chunks, length / chunks if chunks else 0.0, holding)
    rarity = rarities(corpus)
    best = math.fsum(rarity) * (K1 + 1) or 1.0
    scores = []
    for at, each in enumerate(segments):
        earned = np.zeros(len(each))
        long = K1 * (1 - B) + K1 * B / (corpus.length or 1.0) * each.lengths if terms else earned
        for weight, postings in zip(rarity, found, strict=True):
            docs, counts = postings[at]
            share = counts / (counts + long[docs])
            share *= weight * (K1 + 1) / best
            earned[docs] += share
        scores.append(earned)
    return scores, corpus


def _passing(postings: tuple[Array, Array], mask: Mask) -> tuple[Array, Array]:
    docs, counts = postings
    passing = mask[docs]
    return docs[passing], counts[passing]
