"""(rules) How the terms make one score, and the floor under which nothing is relevant.

The weights are fitted on the development half of `benchmarks/retrieval` and reported on the test
half. Tried there and left out: diversification (maximal marginal relevance) and min-max per
question.
"""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from maang.core.retrieval import lexical
from maang.core.retrieval.models import (
    MEANING,
    TIME,
    TOKENS,
    WORDS,
    Asked,
    Candidate,
    Corpus,
)

WEIGHTS: Mapping[str, float] = {MEANING: 1.0, WORDS: 0.4, TOKENS: 1.0, TIME: 0.6}
"""What each term counts: likeness and token likeness are cosines, words a share of the question,
time 1 for what lies within the stretch asked for."""

LEAST, LEAST_WITH_TOKENS = 0.28, 0.57
"""What the best score must be, time left out, for there to be an answer: without and with tokens.
Chosen on the development half, where the second turns away 5 of 14 questions that have no answer
and 2 of 129 that have one (0.74 would be 7 and 18)."""

LEAST_OF_WORDS = 0.1
"""Without a model: the share of the question that the best passage must have."""


def shares(
    asked: Asked,
    candidates: Sequence[Candidate],
    *,
    corpus: Corpus,
    switched_off: Collection[str] = (),
) -> list[dict[str, float]]:
    """What words, meaning and time add to the score of each candidate."""
    rarity = lexical.rarities(corpus)
    found = []
    for each in candidates:
        share = lexical.coverage(each.counts, each.length, rarity=rarity, average=corpus.length)
        parts = {
            MEANING: each.likeness or 0.0,
            WORDS: share,
            TIME: float(bool(asked.stretch and asked.stretch.holds(each.happened_at))),
        }
        found.append(
            {
                term: value * WEIGHTS[term]
                for term, value in parts.items()
                if term not in switched_off and value
            }
        )
    return found


def is_exact(asked: Asked, each: Candidate, *, problem: UUID | None) -> bool:
    """Whether a passage has a name that was typed exactly, or is about the problem named."""
    if problem is not None and each.problem_id == problem:
        return True
    said = _said(each)
    return any(folded(literal) in said for literal in asked.literals)


def allowed(asked: Asked, each: Candidate) -> bool:
    """Whether a passage has what must be there, and nothing of what must not."""
    if not asked.required and not asked.refused:
        return True
    said = _said(each)
    return all(folded(phrase) in said for phrase in asked.required) and not any(
        folded(phrase) in said for phrase in asked.refused
    )


def is_relevant(share: Mapping[str, float]) -> bool:
    """Whether a passage, if it is the best, is good enough for there to be an answer at all.

    What lies within the time asked for is an answer.
    """
    if share.get(TIME):
        return True
    if MEANING not in share:
        return share.get(WORDS, 0.0) >= LEAST_OF_WORDS * WEIGHTS[WORDS]
    return sum(share.values()) >= (LEAST_WITH_TOKENS if TOKENS in share else LEAST)


def folded(text: str) -> str:
    """As exact names are compared: case and white space count for nothing."""
    return " ".join(text.casefold().split())


def _said(each: Candidate) -> str:
    return folded(f"{each.context} {each.text}")
