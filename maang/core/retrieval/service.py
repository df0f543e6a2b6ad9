"""A search: read the question, look by words and by meaning, score, name the best.

The database is asked three times: what is new, how like the candidates are, what the best say. No
transaction is open while the model works. Without a model words alone are compared, and the answer
says so.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from functools import partial
from typing import Any
from uuid import UUID

from maang.core.clock import Clock
from maang.core.db.database import Database, Session
from maang.core.errors import Invalid, MaangError, NotFound
from maang.core.indexing.ports import Embedders
from maang.core.indexing.service import DIMENSIONS
from maang.core.indexing.service import WORDS as ONLY_WORDS
from maang.core.memory.terms import simple_parts
from maang.core.problems import naming
from maang.core.problems import store as problems
from maang.core.problems.models import NameKind
from maang.core.problems.slugs import parse_reference
from maang.core.retrieval import legs, lexical, query, ranking, scoring, store
from maang.core.retrieval.legs import Slice
from maang.core.retrieval.models import (
    EXACT,
    MEANING,
    TIME,
    WORDS,
    Asked,
    Candidate,
    Filters,
    Found,
    Model,
    News,
    Passage,
    Row,
)
from maang.core.retrieval.ranking import Wanted
from maang.core.retrieval.replica import PAGE, Held, Replica

BREADTH = 100
"""Chunks that each leg may bring."""

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Search:
    """Find again what is remembered; `replica` is the copy of the chunks that legs go by."""

    db: Database
    now: Clock
    zone: tzinfo
    embedders: Embedders
    replica: Replica = field(default_factory=Replica, compare=False, repr=False, kw_only=True)

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
        asked = self._read(said, switched_off)
        news = self._news(None if EXACT in switched_off else asked.text)
        model, vector = self._model(news), None
        if MEANING not in switched_off:
            model, vector = model.vector_of(asked.text)
        held = self._held(model.name, news)
        terms = () if WORDS in switched_off else asked.terms
        filters = filters or Filters()
        found = legs.sliced(held.segments, filters, terms)
        wanted = Wanted(asked, filters, switched_off, limit, model.name, vector, news.problem)
        return Found(
            query=said,
            passages=tuple(self._passages(wanted, found)),
            meanings=vector is not None,
            reason=model.reason,
            waiting=news.waiting,
            time=asked.stretch.words if asked.stretch else None,
        )

    def refresh(self) -> None:
        """Bring the copy up to date without a search: what was forgotten is overwritten in it."""
        news = self._news(None)
        self._held(news.model or ONLY_WORDS, news)

    def _passages(self, wanted: Wanted, found: Slice) -> list[Passage]:
        with self.db.read() as session:
            candidates = _candidates(session, wanted, found)
            ids = [each.id for each in candidates] if wanted.needs_texts else []
            texts = {each.id: each for each in store.written(session, ids)} if ids else {}
            unheard = lexical.unheard(found.corpus)
            best = ranking.ranked(wanted, candidates, texts, unheard=unheard)
            rest = [each.id for each in best if each.id not in texts]
            if rest:
                texts |= {each.id: each for each in store.written(session, rest)}
        shown = [(each, texts[each.id]) for each in best if each.id in texts]
        return [ranking.passage(each, text, wanted.asked) for each, text in shown]

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
        if not problem and not pattern:
            return Filters(**rest)
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

    def _read(self, said: str, switched_off: Collection[str]) -> Asked:
        asked = query.read(said, now=self.now(), zone=self.zone)
        if not asked.text:
            raise Invalid("nothing is asked", hint="say a word that must be there, or a question")
        if TIME in switched_off:
            asked = replace(asked, stretch=None)
        if EXACT in switched_off:
            asked = replace(asked, literals=())
        return asked

    def _news(self, said: str | None) -> News:
        """What is new, and the problem whose number, slug, URL or title was said, and nothing
        more."""
        number = slug = None
        if said is not None:
            try:
                parsed = parse_reference(said)
                number, slug = parsed.number, parsed.slug
            except Invalid:
                pass
        since = self.replica.horizon(self._user())
        with self.db.read() as session:
            return store.news(session, since=since, number=number, slug=slug)

    def _held(self, model: str, news: News) -> Held:
        return self.replica.up_to_date(self._user(), model, news, partial(self._rows, model))

    def _user(self) -> UUID:
        if self.db.user_id is None:
            raise RuntimeError("nobody searches")
        return self.db.user_id

    def _rows(self, model: str, since: int | None, after: UUID | None) -> Sequence[Row]:
        with self.db.read() as session:
            return store.rows(session, model, since=since, after=after, limit=PAGE)

    def _model(self, news: News) -> Model:
        """The set of chunks that is searched, and the model for it."""
        name = news.model or ONLY_WORDS
        try:
            embedder = self.embedders(news.embedder)
        except MaangError as error:
            return Model(name, None, error.message)
        if embedder.dimensions != DIMENSIONS:
            return Model(name, None, f"{embedder.model_id} makes vectors of another size")
        if news.model != embedder.model_id:
            reason = "nothing is indexed by meaning yet"
            if news.model is not None:
                reason = f"memory was indexed with {news.model}, not with {embedder.model_id}"
            return Model(name, None, reason)
        return Model(name, embedder, None)


def _candidates(session: Session, wanted: Wanted, found: Slice) -> list[Candidate]:
    """What the legs bring, each once, with the figures that a score needs."""
    ids = found.by_words(BREADTH)
    nearest = 0
    if wanted.vector is not None:
        if found.corpus.chunks <= store.SCANNED:
            ids += found.likest(wanted.vector, BREADTH)
        else:
            store.look_on(session, rows=sum(map(len, found.segments)))
            nearest = BREADTH
    ids += _exactly(session, wanted, found)
    if stretch := wanted.asked.stretch:
        ids += found.within(stretch.start, stretch.end, BREADTH)
    once = list(dict.fromkeys(ids))
    weighed = store.likenesses(
        session,
        wanted.model,
        wanted.filters,
        ids=once,
        vector=wanted.vector,
        nearest=nearest,
    )
    words = found.words_of([each[0] for each in weighed])
    return [
        Candidate(id, problem, happened_at, share, likeness)
        for (id, problem, happened_at, likeness), share in zip(weighed, words, strict=True)
    ]


def _exactly(session: Session, wanted: Wanted, found: Slice) -> list[UUID]:
    ids: list[UUID] = []
    for literal in wanted.asked.literals:
        needed = sorted(simple_parts(literal))
        said = scoring.folded(literal)
        ids += store.with_literal(
            session, wanted.model, wanted.filters, said, terms=needed, limit=BREADTH
        )
    if wanted.problem is not None:
        ids += found.of_problem(wanted.problem, BREADTH)
    return ids
