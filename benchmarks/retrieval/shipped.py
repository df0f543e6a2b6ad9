"""The search that ships, on a database of its own.

    python -m benchmarks.retrieval.run --split test --searcher benchmarks.retrieval.shipped:searcher

Passages are remembered as the product's own writers would, and indexed by the product's own
indexing; each question is asked at its own 'now', and what happened later is left out, since no
memory holds the future.
"""

import atexit
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from benchmarks.retrieval.loading import Passage
from maang.core.accounts.service import Accounts
from maang.core.db import migrate
from maang.core.db.database import Database, engine_for
from maang.core.embedding.ports import Embedder
from maang.core.embedding.service import Embedding
from maang.core.indexing.service import Indexing
from maang.core.memory import store
from maang.core.memory.models import Remembered
from maang.core.problems import store as problems
from maang.core.problems.service import load_catalogue
from maang.core.retrieval.models import (
    EXACT,
    FLOOR,
    MEANING,
    TERMS,
    TIME,
    WORDS,
    Filters,
)
from maang.core.retrieval.replica import Replica
from maang.core.retrieval.service import Search
from maang.core.servers.postgres import EmbeddedPostgres

ZONE = ZoneInfo("Europe/Berlin")
"""Where the person of the set lives."""

LATEST = datetime(2026, 12, 1, tzinfo=UTC)
"""When the passages are written down: after all of them."""


class Opens(Protocol):
    """Whoever opens a model."""

    def embedder(self, name: str | None = None) -> Embedder:
        """The model of a name."""


EXTRAS = frozenset({TIME, EXACT, FLOOR})


@dataclass
class Shipped:
    """The product's search, as `run` asks for it."""

    db: Database
    embedding: Opens
    names: dict[UUID, str] = field(default_factory=dict)
    copy: Replica = field(default_factory=Replica)

    variants: Mapping[str, frozenset[str]] = field(
        default_factory=lambda: {
            "hybrid": frozenset(),
            "full text alone": EXTRAS | {MEANING},
            "dense alone": EXTRAS | {WORDS},
            "both legs, nothing else": EXTRAS,
            **{f"without {term}": frozenset({term}) for term in TERMS},
            "without a model": frozenset({MEANING}),
        }
    )

    def index(self, passages: Sequence[Passage]) -> None:
        """Remember these passages and make them findable."""
        texts = [self._remembered(each) for each in passages]
        with self.db.write(seconds=60) as session:
            store.remember(session, texts, at=LATEST)
        done = Indexing(self.db, lambda: LATEST, self.embedding.embedder, tuple, str).drain()
        if done.waiting or done.model is None:
            raise RuntimeError(f"not everything is indexed: {done}")
        with self.db.read() as session:
            known = store.listed(session, limit=len(texts))
        self.names = {each.id: each.key for each in known}

    def search(
        self, query: str, *, k: int, asked_at: datetime | None, switched_off: frozenset[str]
    ) -> list[tuple[str, float]]:
        """Passages by their best chunk."""
        at = asked_at or LATEST
        search = Search(self.db, lambda: at, ZONE, self.embedding.embedder, replica=self.copy)
        filters = Filters(until=asked_at) if asked_at else Filters()
        found = search.search(query, limit=k, filters=filters, switched_off=switched_off)
        scores: dict[str, float] = {}
        for passage in found.passages:
            scores.setdefault(self.names[passage.memory_id], passage.score)
        return list(scores.items())

    def _remembered(self, passage: Passage) -> Remembered:
        told = {
            "problem": passage.problem,
            "pattern": passage.pattern,
            "speaker": passage.speaker,
            "previous": passage.previous,
            "name": passage.source,
        }
        with self.db.read() as session:
            known = problems.resolve(session, passage.problem) if passage.problem else None
        return Remembered(
            source="notes",
            key=passage.id,
            version="1",
            kind=passage.kind or "note",
            title=passage.title,
            text=passage.text,
            happened_at=passage.happened_at or LATEST,
            details={name: value for name, value in told.items() if value},
            problem_id=known.id if known else None,
            company=passage.company,
        )


def searcher(embedding: Opens | None = None) -> Shipped:
    """The shipped search on a new embedded database, which goes when the process ends; with the
    shipped model, unless another is given."""
    folder = tempfile.TemporaryDirectory(prefix="maang-retrieval-")
    server = EmbeddedPostgres(Path(folder.name) / "data", Path(folder.name) / "state")
    engine = engine_for(server.ensure(lambda _: None).url, connections=2)
    atexit.register(folder.cleanup)
    atexit.register(server.stop)
    atexit.register(engine.dispose)
    migrate.upgrade(engine)
    nobody = Database(engine, seconds=60)
    load_catalogue(nobody, now=lambda: LATEST)
    db = Database(engine, Accounts(nobody, lambda: LATEST).open("local"), seconds=60)
    return Shipped(db, embedding or Embedding())
