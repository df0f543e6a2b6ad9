"""(rules) How the terms make one score, and the floor under which nothing is relevant.

The weights are fitted on the development half of `benchmarks/retrieval` and reported on the test
half. Tried there and left out: a rerank token by token with the same model, diversification
(maximal marginal relevance) and min-max per question.
"""

import math
from collections.abc import Collection, Mapping, Sequence

from maang.core.retrieval.models import MEANING, TIME, WORDS, Asked, Candidate, Written

WEIGHTS: Mapping[str, float] = {MEANING: 1.0, WORDS: 0.4, TIME: 0.6}
"""What each term counts: likeness is a cosine, words a share of the question, time 1 for what lies
within the stretch asked for."""

CROWD = 50
"""The likest passages among which an answer stands out."""

STANDS_OUT, UNHEARD = 0.05, 0.11
"""How much likelier than the crowd the best must be; more where words of the question occur
nowhere. Chosen on the development half: 10 of 14 questions that have no answer are turned away,
and 7 of 129 that have one."""

LEAST, LEAST_OF_FEW = 0.2, 0.24
"""What the best score must be in any case, time left out; and where there is no crowd."""

LEAST_OF_WORDS = 0.1
"""Without a model: the share of the question that the best passage must have."""


def shares(
    asked: Asked, each: Candidate, *, switched_off: Collection[str] = ()
) -> dict[str, float]:
    """What words, meaning and time add to the score of a candidate."""
    parts = {
        MEANING: each.likeness or 0.0,
        WORDS: each.words,
        TIME: float(bool(asked.stretch and asked.stretch.holds(each.happened_at))),
    }
    return {
        term: value * WEIGHTS[term]
        for term, value in parts.items()
        if term not in switched_off and value
    }


def is_relevant(shares: Sequence[Mapping[str, float]], *, unheard: float) -> bool:
    """Whether the best of these is good enough for there to be an answer at all.

    `unheard` is the share of the question that no text has a word of. What lies within the time
    asked for is an answer.
    """
    if any(share.get(TIME) for share in shares):
        return True
    likenesses = sorted((share[MEANING] for share in shares if MEANING in share), reverse=True)
    if not likenesses:
        best = max((share.get(WORDS, 0.0) for share in shares), default=0.0)
        return best >= LEAST_OF_WORDS * WEIGHTS[WORDS]
    best = max(sum(share.values()) for share in shares)
    crowd = likenesses[:CROWD]
    if len(crowd) < CROWD:
        return best >= LEAST_OF_FEW
    ahead = crowd[0] - math.fsum(crowd) / CROWD
    return best >= LEAST and ahead >= STANDS_OUT + UNHEARD * unheard


def is_exact(asked: Asked, text: str | None, *, named: bool) -> bool:
    """Whether a passage has a name that was typed exactly, or is about the problem named."""
    if named or text is None:
        return named
    return any(folded(literal) in text for literal in asked.literals)


def allowed(asked: Asked, text: str | None) -> bool:
    """Whether a passage has what must be there, and nothing of what must not."""
    if text is None:
        return True
    return all(folded(phrase) in text for phrase in asked.required) and not any(
        folded(phrase) in text for phrase in asked.refused
    )


def said(each: Written) -> str:
    """All that a passage says, folded."""
    return folded(f"{each.context} {each.text}")


def folded(text: str) -> str:
    """As exact names are compared: case and white space count for nothing."""
    return " ".join(text.casefold().split())
