"""Plain Okapi BM25 in Python: what the set asks of a searcher that knows only words.

Score as in Robertson and Zaragoza, 'The Probabilistic Relevance Framework: BM25 and Beyond' (2009),
k1 = 1.2, b = 0.75; the inverse document frequency has 1 added inside the logarithm, so that a word
of more than half the passages is worth little rather than less than nothing.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from benchmarks.retrieval.loading import Passage
from benchmarks.retrieval.words import content

K1 = 1.2
B = 0.75
CONTEXT = "context"


class Bm25:
    """Two indexes, with and without a passage's context (problem, pattern, company, neighbour)."""

    variants: Mapping[str, frozenset[str]] = {
        "BM25 with context": frozenset(),
        "BM25, text only": frozenset({CONTEXT}),
    }

    def __init__(self) -> None:
        self._whole = _Index({})
        self._bare = _Index({})

    def index(self, passages: Sequence[Passage]) -> None:
        """Forget what was there and hold these."""
        self._bare = _Index({each.id: f"{each.title} {each.text}" for each in passages})
        self._whole = _Index({each.id: " ".join(_said(each)) for each in passages})

    def search(
        self, query: str, *, k: int, asked_at: datetime | None, switched_off: frozenset[str]
    ) -> list[tuple[str, float]]:
        """The best k passages that share a word with the query; it knows nothing of time."""
        index = self._bare if CONTEXT in switched_off else self._whole
        scores = index.scores(query)
        return sorted(scores.items(), key=lambda found: (-found[1], found[0]))[:k]


def searcher() -> Bm25:
    """A new baseline, as `run` asks for it."""
    return Bm25()


class _Index:
    def __init__(self, texts: Mapping[str, str]) -> None:
        self._counts = {id: Counter(content(text)) for id, text in texts.items()}
        self._lengths = {id: counts.total() for id, counts in self._counts.items()}
        self._average = sum(self._lengths.values()) / max(1, len(texts)) or 1.0
        self._holding = Counter(word for counts in self._counts.values() for word in counts)

    def scores(self, query: str) -> dict[str, float]:
        words = set(content(query))
        found = {id: sum(self._weights(id, words)) for id in self._counts}
        return {id: score for id, score in found.items() if score > 0}

    def _weights(self, id: str, words: set[str]) -> Iterator[float]:
        counts = self._counts[id]
        for word in words & counts.keys():
            holding = self._holding[word]
            rarity = math.log(1 + (len(self._counts) - holding + 0.5) / (holding + 0.5))
            long = 1 - B + B * self._lengths[id] / self._average
            yield rarity * counts[word] * (K1 + 1) / (counts[word] + K1 * long)


def _said(passage: Passage) -> Iterator[str]:
    yield passage.title
    yield passage.text
    for known in (passage.kind, passage.problem, passage.pattern, passage.company):
        yield known or ""
    for known in (passage.speaker, passage.previous, passage.source):
        yield known or ""
