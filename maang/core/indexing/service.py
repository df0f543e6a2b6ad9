"""Drain the queue, and move to another model while search goes on with the old one.

No transaction is open while a model works: texts are taken up under a lease, embedded, and their
chunks put in place in a transaction that checks that the text is still the same.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from maang.core.clock import Clock
from maang.core.db.alone import alone
from maang.core.db.database import Database
from maang.core.embedding.ports import Embedder
from maang.core.errors import Conflict, Invalid, NotConfigured, Unavailable
from maang.core.ids import new_id
from maang.core.indexing import store
from maang.core.indexing.models import Indexed, Job, Piece, Reindexed
from maang.core.indexing.pieces import pieces, spoken
from maang.core.indexing.ports import Embedders
from maang.core.memory import store as memory
from maang.core.memory.models import MemoryStats
from maang.core.memory.ports import Source
from maang.core.memory.service import purge_due

WORDS = "words"
"""The set of chunks that is made until there is a model."""

DIMENSIONS = 384
"""Numbers in a vector of the table."""

LEASE = timedelta(minutes=10)
"""How long a worker that is alive but stuck keeps its texts."""

TOGETHER = 16
"""Texts taken up at once."""

SECONDS = 60.0
"""What writing a batch of chunks may take; the switch to another set, ten times that."""


@dataclass(frozen=True, slots=True)
class Indexing:
    """Make what is remembered findable. `gone` hears that a text must be nowhere any more."""

    db: Database
    now: Clock
    embedders: Embedders
    sources: Callable[[], Sequence[Source]]
    progress: Callable[[str], None]
    gone: Callable[[], None] = field(default=lambda: None, repr=False)

    def index(
        self, *, seconds: float | None = None, texts: int | None = None, words_will_do: bool = False
    ) -> Indexed:
        """Purge what was forgotten long enough ago, remember what was written past memory (by a
        sync, or before there was one), and `drain`."""
        with self.db.write(seconds=SECONDS) as session:
            purged = purge_due(session, self.sources(), now=self.now())
        if purged:
            self.gone()
        caught_up = self.catch_up()
        drained = self.drain(seconds=seconds, texts=texts, words_will_do=words_will_do)
        return replace(drained, caught_up=caught_up, purged=purged)

    def catch_up(self) -> int:
        """Remember what stands in the sources and memory has not heard of; how many texts."""
        count = 0
        for source in self.sources():
            while True:
                with self.db.write(seconds=SECONDS) as session:
                    found = source.catch_up(session, at=self.now(), limit=500)
                count += found
                if not found or self.db.dry_run:
                    break
                self.progress(f"remembering the {source.name} ... {count}")
        return count

    def drain(
        self, *, seconds: float | None = None, texts: int | None = None, words_will_do: bool = False
    ) -> Indexed:
        """Index what waits, until it is done, `seconds` have passed or `texts` were taken up (both
        looked at between batches). Several may do so at once: they share the work.

        Where no model is installed the words alone are indexed, and `reason` says why. One that is
        installed and broken (Unavailable) or of another dimension (Invalid) is an error before
        anything is written, unless `words_will_do`.
        """
        end = None if seconds is None else time.monotonic() + seconds
        model, embedder, reason = self._model(words_will_do=words_will_do)
        if self.db.dry_run:
            return Indexed(0, 0, self._waiting(), model if embedder else None, reason)
        done = made = 0
        left = self._prepare(model, dense=embedder is not None)
        while (texts is None or done < texts) and (end is None or time.monotonic() < end):
            limit = TOGETHER if texts is None else min(TOGETHER, texts - done)
            try:
                taken, parts = self._batch(model, embedder, limit=limit)
            except Unavailable as error:
                if embedder is None or not words_will_do:
                    raise
                embedder, reason = None, error.message
                continue
            if not taken:
                break
            done, made = done + taken, made + parts
            if left > TOGETHER:
                self.progress(f"indexing ... {done} of {max(done, left)}")
        return Indexed(done, made, self._waiting(), model if embedder else None, reason)

    def model(self) -> str | None:
        """The model whose set is searched; None before there was one."""
        with self.db.read() as session:
            return store.chosen(session).model

    def stats(self) -> MemoryStats:
        """What is remembered, and how much of it is indexed."""
        with self.db.read() as session:
            chosen = store.chosen(session)
            chunks, bare = store.chunks(session, chosen.model or WORDS)
            return MemoryStats(
                kinds=memory.kinds(session),
                chunks=chunks,
                unembedded=bare,
                waiting=store.waiting(session),
                model=chosen.model,
                coming=chosen.coming,
                forgotten=memory.forgotten(session),
                bytes=store.size(session),
            )

    def reindex(self, model: str | None = None) -> Reindexed:
        """Make every chunk anew, with another model if `model` names one. Search goes on with the
        old set until the new one is whole; a run that was cut goes on where it was. Where there
        never was a model and none is named, the words are indexed anew.

        Raises Conflict where somebody else does so, NotFound, NotConfigured, Unavailable for the
        model, Invalid for one of another dimension; nothing is changed then.
        """
        with self.db.read() as session:
            before = store.chosen(session).model
        embedder = self._wanted(model, before=before)
        with alone(self.db, "reindex") as held:
            if not held:
                raise Conflict("memory is being reindexed already", hint="maang memory stats")
            if embedder is not None and embedder.model_id != before:
                return self._move(embedder, before, name=model)
            with self.db.write(seconds=SECONDS) as session:
                store.enqueue(session, at=self.now())
            found = self.drain()
            return Reindexed(found.model, before, found.texts, found.chunks)

    def _move(self, embedder: Embedder, before: str | None, *, name: str | None) -> Reindexed:
        model = embedder.model_id
        with self.db.write() as session:
            now = store.chosen(session)
            store.choose(session, before or model, embedder=now.embedder, coming=model)
            total = store.standing(session)
        texts = chunks = 0
        after: UUID | None = None
        while True:
            with self.db.read() as session:
                jobs = store.lacking(session, model, after=after, limit=TOGETHER)
            if not jobs:
                break
            after = jobs[-1].memory_id
            done = self._embedded(jobs, embedder)
            with self.db.write(seconds=SECONDS) as session:
                texts += store.settle(session, model, done, lease=None)
            chunks += sum(len(parts) for _, parts in done)
            self.progress(f"reindexing with {model} ... {texts} of {total}")
        with self.db.write(seconds=10 * SECONDS) as session:
            store.choose(session, model, embedder=name)
            store.remove_others(session, model)
            store.enqueue(session, at=self.now(), lacking=model)  # what was written meanwhile
        self.drain()
        return Reindexed(model, before, texts, chunks)

    def _batch(self, model: str, embedder: Embedder | None, *, limit: int) -> tuple[int, int]:
        lease, now = new_id(), self.now()
        with self.db.write() as session:
            jobs = store.claim(session, lease, at=now, until=now + LEASE, limit=limit)
        if not jobs:
            return 0, 0
        try:
            done = self._embedded(jobs, embedder)
            with self.db.write(seconds=SECONDS) as session:
                store.settle(session, model, done, lease=lease)
        finally:
            with self.db.write() as session:
                store.release(session, lease)
        return len(jobs), sum(len(parts) for _, parts in done)

    def _embedded(
        self, jobs: Sequence[Job], embedder: Embedder | None
    ) -> list[tuple[Job, list[Piece]]]:
        cut = [(job, pieces(job)) for job in jobs]
        texts = [spoken(part) for _, parts in cut for part in parts]
        if embedder is None or not texts:
            return cut
        vectors = iter(embedder.embed(texts))
        return [
            (job, [replace(part, embedding=next(vectors)) for part in parts]) for job, parts in cut
        ]

    def _model(self, *, words_will_do: bool) -> tuple[str, Embedder | None, str | None]:
        """The set to fill, the embedder for it, and why there is none."""
        with self.db.read() as session:
            chosen = store.chosen(session)
        try:
            embedder = self._fitting(chosen.embedder)
        except (NotConfigured, Unavailable, Invalid) as error:
            if not words_will_do and not isinstance(error, NotConfigured):
                raise
            return chosen.model or WORDS, None, error.message
        if chosen.model not in (None, embedder.model_id):
            reason = f"`maang memory reindex` moves from {chosen.model} to {embedder.model_id}"
            return str(chosen.model), None, reason
        return embedder.model_id, embedder, None

    def _wanted(self, name: str | None, *, before: str | None) -> Embedder | None:
        """The embedder of a name, or that of the settings; it must be there where there are vectors
        already, since indexing without it would throw them away."""
        try:
            return self._fitting(name)
        except NotConfigured:
            if name is not None or before is not None:
                raise
            return None

    def _fitting(self, name: str | None) -> Embedder:
        embedder = self.embedders(name)
        if embedder.dimensions != DIMENSIONS:
            raise Invalid(
                f"{embedder.model_id} makes vectors of {embedder.dimensions} numbers",
                hint=f"memory holds vectors of {DIMENSIONS}; choose another model",
            )
        return embedder

    def _prepare(self, model: str, *, dense: bool) -> int:
        """Queue what was indexed without a model, once there is one; how many texts wait."""
        with self.db.write(seconds=SECONDS) as session:
            if dense:
                if store.chosen(session).model is None:
                    store.choose(session, model)
                    store.remove_others(session, model)
                    store.enqueue(session, at=self.now(), lacking=model)
                if store.chunks(session, model)[1]:
                    store.enqueue(session, at=self.now(), lacking=model)
            return store.waiting(session)

    def _waiting(self) -> int:
        with self.db.read() as session:
            return store.waiting(session)
