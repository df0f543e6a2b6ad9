"""(rules) Passages → the sentences in them that are nearest to the question, word for word.

A sentence counts by the share of the question's terms it has, rare ones for more, and, where there
is an embedder, by its likeness to the question. Nothing is invented, joined or reworded.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from maang.core.ask.models import Sentence, Source
from maang.core.ask.sentences import sentences
from maang.core.embedding.ports import Embedder
from maang.core.memory.terms import terms

MOST, EACH = 5, 2
"""Sentences of an answer, and of one passage."""

LOOKED_AT = 60
"""Sentences that are compared: some milliseconds each with an embedder."""

ENOUGH = 0.5
"""Share of the best sentence's score below which a further one is left out."""

ALIKE = 0.8
"""Share of terms in common from which two sentences say the same."""

SHORTEST, LONGEST = 3, 400
"""Words of a sentence at least, characters at most; a longer one is cut and shows it."""

_HEADING = re.compile(r"^\s*(?:#{1,6}\s.*|[-=*_]{3,}|```.*|~~~.*)$", re.MULTILINE)
_BULLET = re.compile(r"^(?:[-*+•>]|\d{1,2}[.)]|\[[ xX]\])\s+")


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    words: frozenset[str]
    source: Source
    place: int


def extracted(
    question: str, sources: Sequence[Source], *, embedder: Embedder | None
) -> tuple[Sentence, ...]:
    """The best sentences, those of one passage together, the best passage first."""
    candidates = [each for source in sources for each in _candidates(source)][:LOOKED_AT]
    if not candidates:
        return ()
    scores = _scores(question, candidates, embedder)
    best = sorted(range(len(candidates)), key=lambda at: -scores[at])
    floor = ENOUGH * scores[best[0]]
    chosen = _chosen([candidates[at] for at in best if scores[at] >= floor])
    order = list(dict.fromkeys(each.source.number for each in chosen))
    chosen.sort(key=lambda each: (order.index(each.source.number), each.place))
    return tuple(Sentence(each.text, (each.source.number,)) for each in chosen)


def _candidates(source: Source) -> list[_Candidate]:
    found = []
    for place, said in enumerate(sentences(_HEADING.sub("\n", source.text))):
        text = _BULLET.sub("", said)
        named = text.casefold() == source.title.casefold()  # the list of sources says it anyway
        if len(text.split()) >= SHORTEST and not named:
            shown = text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
            found.append(_Candidate(shown, frozenset(terms(text)), source, place))
    if not found and source.text.strip():  # a few words, or code: then that is what was written
        shown = " ".join(source.text.split())[:LONGEST]
        found.append(_Candidate(shown, frozenset(terms(shown)), source, 0))
    return found


def _scores(
    question: str, candidates: Sequence[_Candidate], embedder: Embedder | None
) -> list[float]:
    asked = frozenset(terms(question))
    count = len(candidates)
    rarity = {
        term: math.log(1 + count / (0.5 + sum(term in each.words for each in candidates)))
        for term in asked
    }
    total = math.fsum(rarity.values()) or 1.0
    scores = [
        math.fsum(rarity[term] for term in asked & each.words) / total
        + 0.2 / each.source.number  # a passage was found for a reason
        for each in candidates
    ]
    if embedder is not None:
        vectors = embedder.embed([question, *(each.text for each in candidates)])
        likeness = vectors[1:] @ vectors[0]
        scores = [score + float(like) for score, like in zip(scores, likeness, strict=True)]
    return scores


def _chosen(ranked: Sequence[_Candidate]) -> list[_Candidate]:
    chosen: list[_Candidate] = []
    for each in ranked:
        of_source = sum(other.source.number == each.source.number for other in chosen)
        if of_source < EACH and not any(_alike(each, other) for other in chosen):
            chosen.append(each)
        if len(chosen) == MOST:
            break
    return chosen


def _alike(one: _Candidate, other: _Candidate) -> bool:
    both = one.words | other.words
    return bool(both) and len(one.words & other.words) / len(both) >= ALIKE
