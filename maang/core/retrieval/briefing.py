"""What memory gives to an interviewer or a coach before they begin: passages within a budget.

The text of a passage is data: whoever puts it before a model marks it as such.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest

from maang.core.errors import NotFound
from maang.core.retrieval.models import FLOOR, Filters, Passage
from maang.core.retrieval.service import Search

BUDGET = 1_500
"""Tokens: a tenth or less of what small models read at once."""

CANDIDATES = 12
"""Passages that each question may bring."""

BYTES_OF_A_TOKEN = 4
"""Of English prose; an estimate, since every model counts in its own way."""

KINDS = {
    "coding": "mistakes, hints and feedback when solving problems aloud",
    "design": "system design: requirements, estimation, trade-offs, feedback",
    "behavioural": "stories, conflict, failure, leadership, feedback on how I tell them",
}
"""Kind of interview → what is asked of memory for it."""


@dataclass(frozen=True, slots=True)
class Given:
    """A passage as a caller gets it: `handle` opens it, `age` is how long ago it happened, `tokens`
    an estimate of its length."""

    source: str
    kind: str
    handle: str
    title: str
    text: str
    happened_at: datetime
    age: timedelta
    score: float
    tokens: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """Passages, the most telling first, none twice; `tokens` is at most the budget."""

    passages: tuple[Given, ...]
    tokens: int


@dataclass(frozen=True, slots=True)
class Briefings:
    """Ask memory on behalf of another part of maang."""

    search: Search

    def interview_context(
        self,
        problem: str | None = None,
        company: str | None = None,
        kind: str = "coding",
        *,
        budget: int = BUDGET,
    ) -> Briefing:
        """What is remembered of a problem, of a company and of interviews of a kind (`KINDS`, or
        words of one's own), taken in turn.

        Raises NotFound and Ambiguous for a problem that is none, or several.
        """
        about: list[Sequence[Passage]] = []
        if problem is not None:
            filters = self.search.filters(problem=problem)
            about.append(self._found(problem, filters, anything=True))
        if company is not None:
            said = f"{company} {KINDS.get(kind, kind)}"
            about.append(self._found(said, Filters(company=company), anything=True))
        about.append(self._found(KINDS.get(kind, kind), Filters()))
        return packed(about, budget=budget, now=self.search.now())

    def training_context(self, topic: str, *, budget: int = BUDGET) -> Briefing:
        """What is remembered of a topic: by the question itself, and by the pattern of that name
        where there is one."""
        about = [self._found(topic, Filters())]
        try:
            filters = self.search.filters(pattern=topic)
        except NotFound:
            pass
        else:
            about.insert(0, self._found(topic, filters, anything=True))
        return packed(about, budget=budget, now=self.search.now())

    def _found(
        self, query: str, filters: Filters, *, anything: bool = False
    ) -> tuple[Passage, ...]:
        switched_off = {FLOOR} if anything else ()
        found = self.search.search(
            query, limit=CANDIDATES, filters=filters, switched_off=switched_off
        )
        return found.passages


def packed(about: Sequence[Sequence[Passage]], *, budget: int, now: datetime) -> Briefing:
    """The best of each list in turn, then the second of each; what no longer fits is left out for
    what does. Nothing is given twice, by id or word for word."""
    chosen: list[Given] = []
    seen: set[str] = set()
    spent = 0
    for row in zip_longest(*about):
        for passage in row:
            if passage is None:
                continue
            said = " ".join(passage.text.casefold().split())
            tokens = length_of(passage)
            if said in seen or spent + tokens > budget:
                continue
            seen.add(said)
            spent += tokens
            chosen.append(_given(passage, tokens, now))
    return Briefing(tuple(chosen), spent)


def length_of(passage: Passage) -> int:
    """About how many tokens a model counts for a passage with its title."""
    return -(-len(f"{passage.title}\n{passage.text}".encode()) // BYTES_OF_A_TOKEN)


def _given(passage: Passage, tokens: int, now: datetime) -> Given:
    return Given(
        source=passage.source,
        kind=passage.kind,
        handle=passage.handle,
        title=passage.title,
        text=passage.text,
        happened_at=passage.happened_at,
        age=max(timedelta(), now - passage.happened_at),
        score=passage.score,
        tokens=tokens,
    )
