"""(rules) The chunks of a slice that are worth scoring: by words, by likeness, by time, by problem.

A slice is what passes the filters. Its vectors are compared one by one, in bytes: enough to name
the nearest hundred, whose likeness the database then tells exactly.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from maang.core.retrieval import lexical
from maang.core.retrieval.models import Corpus, Filters
from maang.core.retrieval.segments import Array, Mask, Segment, hashed, microseconds

BLOCK = 1024
"""Vectors that are compared at once: they stay in the processor's cache."""

Scores = Sequence[NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Slice:
    """The chunks that pass, in segments, and for each how much of the question it has."""

    segments: Sequence[Segment]
    passing: Sequence[Mask]
    words: Scores
    corpus: Corpus

    def by_words(self, limit: int) -> list[UUID]:
        """The highest BM25 first; only what has a word of the question."""
        return self._best(self.words, limit, above=0.0)

    def likest(self, vector: Array, limit: int) -> list[UUID]:
        """The nearest to a vector first."""
        scores = [
            _likenesses(segment, mask & (segment.scale > 0), vector)
            for segment, mask in zip(self.segments, self.passing, strict=True)
        ]
        return self._best(scores, limit, above=-np.inf)

    def within(self, since: datetime, until: datetime, limit: int) -> list[UUID]:
        """What happened in a stretch of time, newest first."""
        begin, end = microseconds(since), microseconds(until)
        return self._newest(lambda each: (each.moment >= begin) & (each.moment < end), limit)

    def of_problem(self, problem_id: UUID, limit: int) -> list[UUID]:
        """What was written about a problem, newest first."""
        wanted = np.uint64(hashed(str(problem_id)))
        return self._newest(lambda each: each.problem == wanted, limit)

    def words_of(self, ids: Sequence[UUID]) -> list[float]:
        """The share of the question that each of these chunks has."""
        found = np.zeros(len(ids))
        for segment, words in zip(self.segments, self.words, strict=True):
            places = segment.find(ids)
            here = places >= 0
            found[here] = words[places[here]]
        return [float(each) for each in found]

    def _newest(self, wanted: Callable[[Segment], Mask], limit: int) -> list[UUID]:
        moments = [
            np.where(mask & wanted(segment), segment.moment.astype(float), -np.inf)
            for segment, mask in zip(self.segments, self.passing, strict=True)
        ]
        return self._best(moments, limit, above=-np.inf)

    def _best(self, scores: Scores, limit: int, *, above: float) -> list[UUID]:
        """The highest above a bound; of equal ones, the highest ids."""
        whole = np.concatenate(scores) if len(scores) > 1 else scores[0]
        places = np.flatnonzero(whole > above)
        if len(places) > limit:
            least = np.partition(whole[places], -limit)[-limit]
            places = places[whole[places] >= least]
        high, low = (
            np.concatenate([getattr(each, half) for each in self.segments])[places]
            for half in ("high", "low")
        )
        order = np.lexsort((low, high, whole[places]))[::-1][:limit]
        return [UUID(int=(int(high[at]) << 64) | int(low[at])) for at in order]


def sliced(segments: Sequence[Segment], filters: Filters, terms: Sequence[str]) -> Slice:
    """The chunks that pass the filters, each with its share of the question's words."""
    passing = [_passing(each, filters) for each in segments]
    words, corpus = lexical.shares(terms, segments, passing)
    return Slice(segments, passing, words, corpus)


def _passing(segment: Segment, filters: Filters) -> Mask:
    named = {
        "kind": filters.kind,
        "source": filters.source,
        "problem": str(filters.problem_id) if filters.problem_id else None,
        "pattern": filters.pattern.lower() if filters.pattern else None,
        "company": filters.company.lower() if filters.company else None,
    }
    mask: Mask = segment.alive
    for name, value in named.items():
        if value is not None:
            mask = mask & (getattr(segment, name) == np.uint64(hashed(value)))
    if filters.since is not None:
        mask = mask & (segment.moment >= microseconds(filters.since))
    if filters.until is not None:
        mask = mask & (segment.moment < microseconds(filters.until))
    return mask


def _likenesses(segment: Segment, mask: Mask, vector: Array) -> NDArray[np.float64]:
    found = np.full(len(segment), -np.inf)
    places = np.flatnonzero(mask)
    whole = len(places) == len(segment)
    question = np.asarray(vector, np.float32)
    for begin in range(0, len(places), BLOCK):
        here = slice(begin, begin + BLOCK)
        chosen = here if whole else places[here]
        found[chosen] = segment.vectors[chosen].astype(np.float32) @ question
    found[places] *= segment.scale[places]
    return found
