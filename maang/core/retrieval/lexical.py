"""(rules) BM25 of candidates, as a share of the best score the question could have.

Score as in Robertson and Zaragoza, 'The Probabilistic Relevance Framework: BM25 and Beyond'
(2009), with 1 added inside the logarithm. Divided by what a passage would earn that has every
term without end, it is comparable between questions: min-max per question, tried on the
development split, made a chance word as good as a whole answer (nDCG@10 .57 instead of .62).
"""

import math
from collections.abc import Sequence

from maang.core.retrieval.models import Corpus

K1 = 1.2
B = 0.4
"""Fitted on the development split of the evaluation set; .75 punishes long notes (.473 → .478)."""


def rarities(corpus: Corpus) -> tuple[float, ...]:
    """The inverse document frequency of each term that was asked for."""
    return tuple(
        math.log(1 + (corpus.chunks - holding + 0.5) / (holding + 0.5))
        for holding in (min(each, corpus.chunks) for each in corpus.holding)
    )


def rarest(terms: Sequence[str], corpus: Corpus, *, most: int) -> list[str]:
    """The terms to look up where there are too many chunks to score them all: the rarest, as long
    as at most `most` chunks have one; at least one."""
    chosen: list[str] = []
    chunks = 0
    for holding, term in sorted(zip(corpus.holding, terms, strict=True)):
        chunks += holding
        if chosen and chunks > most:
            break
        chosen.append(term)
    return chosen


def coverage(
    counts: Sequence[int], length: int, *, rarity: Sequence[float], average: float
) -> float:
    """How much of the question a passage has, from 0 to 1."""
    best = math.fsum(rarity) * (K1 + 1)
    long = K1 * (1 - B + B * length / (average or 1.0))
    earned = math.fsum(
        weight * count * (K1 + 1) / (count + long)
        for weight, count in zip(rarity, counts, strict=True)
        if count
    )
    return earned / best if best else 0.0
