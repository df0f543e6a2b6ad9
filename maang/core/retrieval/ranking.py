"""(rules) Candidates → the best of them: exact names first, then by score; none if none is good
enough."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from maang.core.memory.models import FILES
from maang.core.memory.terms import places
from maang.core.retrieval import scoring
from maang.core.retrieval.models import FLOOR, Asked, Candidate, Filters, Passage, Written

_SLUG_OR_NUMBER = re.compile(r"#?\d+|[a-z0-9]+(?:-[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search as it was asked for."""

    asked: Asked
    filters: Filters
    switched_off: Collection[str]
    limit: int

    @property
    def needs_texts(self) -> bool:
        """Whether candidates are ranked by what they say, and not by their figures alone."""
        return bool(self.asked.literals or self.asked.required or self.asked.refused)


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate, what each term adds to its score, and whether it stands above all others."""

    id: UUID
    exact: bool
    score: float
    shares: Mapping[str, float]


def ranked(
    wanted: Wanted,
    candidates: Sequence[Candidate],
    texts: Mapping[UUID, Written],
    *,
    problem: UUID | None,
    unheard: float,
) -> list[Scored]:
    """The best, best first. `texts` are those of the candidates where they are needed, `problem`
    is the one that was named, `unheard` the share of the question that no chunk has a word of."""
    scored = []
    for each in candidates:
        said = scoring.said(texts[each.id]) if each.id in texts else None
        if not scoring.allowed(wanted.asked, said):
            continue
        named = problem is not None and each.problem_id == problem
        exact = scoring.is_exact(wanted.asked, said, named=named)
        shares = scoring.shares(wanted.asked, each, switched_off=wanted.switched_off)
        scored.append(Scored(each.id, exact, sum(shares.values()), shares))
    scored.sort(key=lambda each: (not each.exact, -each.score, str(each.id)))
    named = problem is not None and bool(_SLUG_OR_NUMBER.fullmatch(wanted.asked.text))
    if FLOOR in wanted.switched_off or _has_answer(scored, named=named, unheard=unheard):
        return scored[: wanted.limit]
    return []


def passage(each: Scored, text: Written, asked: Asked) -> Passage:
    """A candidate that is shown."""
    return Passage(
        id=each.id,
        memory_id=text.memory_id,
        source=text.source,
        kind=text.kind,
        handle=f"{text.key}:{text.line}" if text.source == FILES else text.key,
        title=text.title,
        text=text.text,
        context=text.context,
        happened_at=text.happened_at,
        company=text.company,
        problem=text.problem or None,
        score=each.score,
        exact=each.exact,
        shares=each.shares,
        marks=tuple(places(text.text, asked.terms)),
    )


def _has_answer(scored: Sequence[Scored], *, named: bool, unheard: float) -> bool:
    if scored and scored[0].exact:
        return True
    if named:
        return False  # a problem that nothing was ever written about
    return scoring.is_relevant([each.shares for each in scored], unheard=unheard)
