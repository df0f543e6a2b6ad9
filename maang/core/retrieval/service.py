"""A search: read the question, look by words and by meaning, score, look finer, name the best.

No transaction is open while the model works. Without a model words alone are compared, and the
answer says so.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any
from uuid import UUID

from maang.core.clock import Clock
from maang.core.db.database import Database, Session
from maang.core.embedding.ports import TokenEmbedder
from maang.core.errors import Invalid, MaangError, NotFound
from maang.core.indexing import store as indexing
from maang.core.indexing.ports import Embedders
from maang.core.indexing.service import DIMENSIONS
from maang.core.indexing.service import WORDS as ONLY_WORDS
from maang.core.memory.models import FILES
from maang.core.memory.terms import places, simple_parts
from maang.core.problems import naming
from maang.core.problems import store as problems
from maang.core.problems.models import NameKind
from maang.core.problems.slugs import parse_reference
from maang.core.retrieval import lexical, query, rerank, scoring, store
from maang.core.retrieval.models import (
    EXACT,
    FLOOR,
    MEANING,
    TIME,
    TOKENS,
    WORDS,
    Asked,
    Candidate,
    Corpus,
    Filters,
    Found,
    Model,
    Passage,
)

BREADTH = 100
"""Chunks that each leg may bring."""

NOTHING: frozenset[str] = frozenset()

_SLUG_OR_NUMBER = re.compile(r"#?\d+|[a-z0-9]+(?:-[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class _Legs:
    """What both legs have brought, before anything is scored."""

    candidates: list[Candidate]
    corpus: Corpus
    problem: UUID | None


@dataclass(frozen=True, slots=True)
class Search:
    """Find again what is remembered."""

    db: Database
    now: Clock
    zone: tzinfo
    embedders: Embedders

    def search(
        self,
        said: str,
        *,
        limit: int = 10,
        filters: Filters | None = None,
        switched_off: Collection[str] = NOTHING,
    ) -> Found:
        """The passages that answer best, best first; none where nothing is relevant.

        `switched_off` are terms of `models.TERMS` that are to count for nothing. Raises Invalid
        for a question without a word.
        """
        asked = query.read(said, now=self.now(), zone=self.zone)
        if not asked.text:
            raise Invalid("nothing is asked", hint="say a word that must be there, or a question")
        if TIME in switched_off:
            asked = replace(asked, stretch=None)
        if EXACT in switched_off:
            asked = replace(asked, literals=())
        model, vector = self.model(), None
        if MEANING not in switched_off:
            model, vector = model.vector_of(asked.text)
        with self.db.read() as session:
            legs = self._legs(
                session, asked, model.name, vector, filters or Filters(), switched_off
            )
            waiting = indexing.waiting(session)
        passages = self._ranked(asked, legs, model, switched_off, limit=limit)
        return Found(
            query=said,
            passages=tuple(passages),
            meanings=vector is not None,
            reason=model.reason,
            waiting=waiting,
            time=asked.stretch.words if asked.stretch else None,
        )

    def shown(self, found: Found) -> None:
        """Count that somebody was shown these; nothing is ranked by it."""
        ids = [passage.memory_id for passage in found.passages]
        if ids and not self.db.dry_run:
            with self.db.write() as session:
                store.count_access(session, ids)

    def filters(
        self, *, problem: str | None = None, pattern: str | None = None, **rest: Any
    ) -> Filters:
        """Filters by the names a person has for problems and patterns. Raises NotFound and
        Ambiguous for a name that is none, or several."""
        with self.db.read() as session:
            known = problems.resolve(session, problem) if problem else None
            names = problems.names(session, NameKind.PATTERN) if pattern else []
        meant = naming.matching(names, pattern) if pattern else ()
        if pattern and not meant:
            near = ", ".join(naming.nearest(names, pattern))
            raise NotFound(f"no pattern is called {pattern!r}", hint=near or None)
        return Filters(
            problem_id=known.id if known else None, pattern=meant[0] if meant else None, **rest
        )

    def model(self) -> Model:
        """The set of chunks that is searched, and the model for it."""
        with self.db.read() as session:
            chosen = indexing.chosen(session)
        name = chosen.model or ONLY_WORDS
        try:
            embedder = self.embedders(chosen.embedder)
        except MaangError as error:
            return Model(name, None, error.message)
        if embedder.dimensions != DIMENSIONS:
            return Model(name, None, f"{embedder.model_id} makes vectors of another size")
        if chosen.model != embedder.model_id:
            reason = "nothing is indexed by meaning yet"
            if chosen.model is not None:
                reason = f"memory was indexed with {chosen.model}, not with {embedder.model_id}"
            return Model(name, None, reason)
        return Model(name, embedder, None)

    def _legs(
        self,
        session: Session,
        asked: Asked,
        model: str,
        vector: Any | None,
        filters: Filters,
        switched_off: Collection[str],
    ) -> _Legs:
        size = store.slice_size(session, model, filters)
        said = () if WORDS in switched_off else asked.terms
        ids, corpus = _by_words(session, said, model, filters, size=size)
        if vector is not None:
            ids += store.nearest(session, model, vector, filters, size=size, limit=BREADTH)
        problem = None if EXACT in switched_off else _named(session, asked.text)
        ids += _exactly(session, asked, model, filters, problem)
        if asked.stretch:
            since, until = asked.stretch.start, asked.stretch.end
            ids += store.within(session, model, filters, since=since, until=until, limit=BREADTH)
        once = list(dict.fromkeys(ids))
        return _Legs(store.candidates(session, once, terms=said, vector=vector), corpus, problem)

    def _ranked(
        self,
        asked: Asked,
        legs: _Legs,
        model: Model,
        switched_off: Collection[str],
        *,
        limit: int,
    ) -> list[Passage]:
        allowed = [each for each in legs.candidates if scoring.allowed(asked, each)]
        shares = scoring.shares(asked, allowed, corpus=legs.corpus, switched_off=switched_off)
        scored = [
            _passage(each, share, asked, problem=legs.problem)
            for each, share in zip(allowed, shares, strict=True)
        ]
        scored.sort(key=_order)
        if TOKENS not in switched_off and isinstance(model.embedder, TokenEmbedder):
            scored = _finer(asked, scored, model.embedder)
        answered = FLOOR in switched_off or _has_answer(asked, scored, named=legs.problem)
        best = scored[:limit] if answered else []
        return [replace(each, marks=tuple(places(each.text, asked.terms))) for each in best]


def _by_words(
    session: Session, terms: Sequence[str], model: str, filters: Filters, *, size: int
) -> tuple[list[UUID], Corpus]:
    """The chunks with the highest BM25, and what BM25 knows of the texts as a whole."""
    many = size > store.NARROW
    wanted, most = list(terms), size
    if many:
        corpus = store.estimated(session, terms, least=size)
        wanted, most = lexical.rarest(terms, corpus, most=store.POSTINGS), 2 * store.POSTINGS
    else:
        corpus = store.counted(session, model, filters)
    rows = store.with_terms(session, model, filters, wanted, every=terms, limit=most)
    if not many or len(rows) < most:  # now those are known, not estimated
        holding = [sum(1 for row in rows if row[2][at]) for at in range(len(terms))]
        known = (
            counted if term in wanted else corpus.holding[at]
            for at, (term, counted) in enumerate(zip(terms, holding, strict=True))
        )
        corpus = replace(corpus, holding=tuple(known))
    rarity = lexical.rarities(corpus)
    scored = [
        (lexical.coverage(counts, length, rarity=rarity, average=corpus.length), id)
        for id, length, counts in rows
    ]
    scored.sort(reverse=True)
    return [id for _, id in scored[:BREADTH]], corpus


def _named(session: Session, said: str) -> UUID | None:
    """The problem whose number, slug, URL or title a question is, and nothing more."""
    try:
        parsed = parse_reference(said)
    except Invalid:
        return None
    return store.problem_named(session, number=parsed.number, slug=parsed.slug)


def _exactly(
    session: Session, asked: Asked, model: str, filters: Filters, problem: UUID | None
) -> list[UUID]:
    found: list[UUID] = []
    for literal in asked.literals:
        needed = sorted(simple_parts(literal))
        found += store.with_literal(
            session, model, filters, scoring.folded(literal), terms=needed, limit=BREADTH
        )
    if problem is not None:
        found += store.of_problem(session, model, filters, problem, limit=BREADTH)
    return found


def _has_answer(asked: Asked, scored: Sequence[Passage], *, named: UUID | None) -> bool:
    best = scored[: rerank.DEPTH]
    if any(each.exact for each in best):
        return True
    if named is not None and _SLUG_OR_NUMBER.fullmatch(asked.text):
        return False  # a problem that nothing was ever written about
    return any(scoring.is_relevant(each.shares) for each in best)


def _finer(asked: Asked, scored: list[Passage], embedder: TokenEmbedder) -> list[Passage]:
    """The best, ranked anew with their tokens; the others stay behind them."""
    head, tail = scored[: rerank.DEPTH], scored[rerank.DEPTH :]
    texts = [f"{each.context}\n{each.text}" for each in head]
    likenesses = rerank.likenesses(embedder, asked.text, texts)
    weight = scoring.WEIGHTS[TOKENS]
    for at, likeness in enumerate(likenesses):
        shares = {**head[at].shares, TOKENS: likeness * weight}
        head[at] = replace(head[at], shares=shares, score=sum(shares.values()))
    return sorted(head, key=_order) + tail


def _order(passage: Passage) -> tuple[bool, float, str]:
    return not passage.exact, -passage.score, str(passage.id)


def _passage(
    each: Candidate, share: dict[str, float], asked: Asked, *, problem: UUID | None
) -> Passage:
    about = each.details.get("problem")
    return Passage(
        id=each.id,
        memory_id=each.memory_id,
        source=each.source,
        kind=each.kind,
        handle=f"{each.key}:{each.line}" if each.source == FILES else each.key,
        title=each.title,
        text=each.text,
        context=each.context,
        happened_at=each.happened_at,
        company=each.company,
        problem=str(about) if about else None,
        score=sum(share.values()),
        exact=scoring.is_exact(asked, each, problem=problem),
        shares=share,
    )
