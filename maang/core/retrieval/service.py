"""A search: read the question, look by words and by meaning, score, name the best.

The database is asked three times: what is new, how like the candidates are, what the best say. No
transaction is open while the model works. Without a model words alone are compared, and the answer
says so.
"""

from collections.abc import Collection, Sequence
from contextlib import suppress
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
    Row,
    Written,
)
from maang.core.retrieval.ranking import Wanted
from maang.core.retrieval.replica import PAGE, Held, Replica, fits

BREADTH = 50
"""Chunks that each leg brings at least: 100 found nothing more on the development half."""

NOTHING: frozenset[str] = frozenset()

Ready = tuple[Model, Any | None]
"""The set that is searched, and the question as a vector of its model, where there is one."""


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
        wanted = Wanted(asked, filters or Filters(), switched_off, limit)
        known = self.replica.held(self._user())
        ready = self._ready(wanted, known.model, known.embedder) if known else None
        with self.db.read() as session:
            news = self._news(session, wanted, known)
            if ready and known and fits(known, news) and not (news.more or news.gone):
                return _found(session, said, wanted, ready, news, known)
        if not ready or not known or (known.model, known.embedder) != (news.model, news.embedder):
            ready = self._ready(wanted, news.model, news.embedder)
        held = self._up_to_date(news)
        with self.db.read() as session:
            return _found(session, said, wanted, ready, news, held)

    def refresh(self) -> None:
        """Bring the copy up to date without a search: what was forgotten is overwritten in it."""
        known = self.replica.held(self._user())
        with self.db.read() as session:
            news = self._news(session, None, known)
        self._up_to_date(news)

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

    def _news(self, session: Session, wanted: Wanted | None, held: Held | None) -> News:
        """What is new, and the problem whose number, slug, URL or title was said, and nothing
        more."""
        number = slug = None
        if wanted is not None and EXACT not in wanted.switched_off:
            with suppress(Invalid):
                parsed = parse_reference(wanted.asked.text)
                number, slug = parsed.number, parsed.slug
        since = held.horizon if held else None
        return store.news(session, since=since, number=number, slug=slug)

    def _up_to_date(self, news: News) -> Held:
        fetch = partial(self._rows, news.model)
        return self.replica.up_to_date(self._user(), news, fetch, keep=not self.db.dry_run)

    def _rows(self, model: str | None, since: int | None, after: UUID | None) -> Sequence[Row]:
        with self.db.read() as session:
            return store.rows(session, model or ONLY_WORDS, since=since, after=after, limit=PAGE)

    def _user(self) -> UUID:
        if self.db.user_id is None:
            raise RuntimeError("nobody searches")
        return self.db.user_id

    def _ready(self, wanted: Wanted, model: str | None, embedder: str | None) -> Ready:
        """The set of chunks that is searched, and the question in its terms."""
        opened = self._model(model, embedder)
        if MEANING in wanted.switched_off:
            return opened, None
        return opened.vector_of(wanted.asked.text)

    def _model(self, model: str | None, name: str | None) -> Model:
        chosen = model or ONLY_WORDS
        try:
            embedder = self.embedders(name)
        except MaangError as error:
            return Model(chosen, None, error.message)
        if embedder.dimensions != DIMENSIONS:
            return Model(chosen, None, f"{embedder.model_id} makes vectors of another size")
        if model != embedder.model_id:
            reason = "nothing is indexed by meaning yet"
            if model is not None:
                reason = f"memory was indexed with {model}, not with {embedder.model_id}"
            return Model(chosen, None, reason)
        return Model(chosen, embedder, None)


def _found(
    session: Session, said: str, wanted: Wanted, ready: Ready, news: News, held: Held
) -> Found:
    """What both legs bring, scored; texts only of those that are shown, unless all are needed."""
    model, vector = ready
    terms = () if WORDS in wanted.switched_off else wanted.asked.terms
    chunks = legs.sliced(held.segments, wanted.filters, terms)
    candidates = _candidates(session, wanted, ready, chunks, problem=news.problem)
    texts: dict[UUID, Written] = {}
    if wanted.needs_texts:
        texts = {each.id: each for each in store.written(session, [c.id for c in candidates])}
    unheard = lexical.unheard(chunks.corpus)
    best = ranking.ranked(wanted, candidates, texts, problem=news.problem, unheard=unheard)
    rest = [each.id for each in best if each.id not in texts]
    texts |= {each.id: each for each in store.written(session, rest)} if rest else {}
    shown = [(each, texts[each.id]) for each in best if each.id in texts]
    stretch = wanted.asked.stretch
    return Found(
        query=said,
        passages=tuple(ranking.passage(each, text, wanted.asked) for each, text in shown),
        meanings=vector is not None,
        reason=model.reason,
        waiting=news.waiting,
        time=stretch.words if stretch else None,
    )


def _candidates(
    session: Session, wanted: Wanted, ready: Ready, chunks: Slice, *, problem: UUID | None
) -> list[Candidate]:
    """What the legs bring, each once, with the figures that a score needs."""
    model, vector = ready
    breadth = max(BREADTH, wanted.limit)
    ids = chunks.by_words(breadth)
    nearest = 0
    if vector is not None and chunks.corpus.chunks <= store.SCANNED:
        ids += chunks.likest(vector, breadth)
    elif vector is not None:
        store.look_on(session, rows=sum(map(len, chunks.segments)))
        nearest = breadth
    for literal in wanted.asked.literals:
        needed, as_said = sorted(simple_parts(literal)), scoring.folded(literal)
        ids += store.with_literal(
            session, model.name, wanted.filters, as_said, terms=needed, limit=breadth
        )
    if problem is not None:
        ids += chunks.of_problem(problem, breadth)
    if stretch := wanted.asked.stretch:
        ids += chunks.within(stretch.start, stretch.end, breadth)
    weighed = store.likenesses(
        session,
        model.name,
        wanted.filters,
        ids=list(dict.fromkeys(ids)),
        vector=vector,
        nearest=nearest,
    )
    words = chunks.words_of([each[0] for each in weighed])
    return [
        Candidate(id, of, happened_at, share, likeness)
        for (id, of, happened_at, likeness), share in zip(weighed, words, strict=True)
    ]
