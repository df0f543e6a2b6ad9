"""The dense leg finds the nearest on any slice by whichever path: the database's own choice would
silently lose most of a narrow one (recall@10 of 0.05 on a hundredth, measured at 100,000, where
`benchmarks/search.py` asks the same of the sizes that ship)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from maang.core.accounts.service import Accounts
from maang.core.db import migrate
from maang.core.db.database import Database, engine_for
from maang.core.retrieval import store
from maang.core.retrieval.models import FLOOR, WORDS, Filters
from maang.core.retrieval.service import Search
from tests.conftest import NOON

pytestmark = pytest.mark.xdist_group("scale")  # planted once

COUNT = 20_000
KINDS = {"rare": 0.01, "some": 0.1}
"""Planted slices; all the others are `many`."""

MEMORIES = (
    "COPY conversation_memory (id, user_id, source, kind, key, version, title, text,"
    " metadata, happened_at, created_at, changed_at) FROM STDIN"
)
CHUNKS = (
    "COPY vector_embeddings (id, memory_id, user_id, model, version, position, text,"
    " context, begins, ends, embedding, terms, counts, length) FROM STDIN"
)


@dataclass
class Given:
    """An embedder that says the vector it was told to."""

    model_id: str = "minilm"
    dimensions: int = 384
    vector: Any = None

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self.vector for _ in texts], np.float32)


@dataclass
class Planted:
    """Vectors in a database of their own, and a search over them."""

    search: Search
    embedder: Given
    ids: list[UUID]
    vectors: NDArray[np.float32]
    kinds: list[str]

    def recall(self, question: NDArray[np.float32], kind: str | None) -> float:
        """How many of the ten nearest that pass the filter are the ten that are found."""
        mask = np.array([kind in (None, each) for each in self.kinds])
        likeness = np.where(mask, self.vectors @ question, -np.inf)
        nearest = {self.ids[at] for at in np.argsort(-likeness)[:10]}
        self.embedder.vector = question
        off = {FLOOR, WORDS}
        found = self.search.search("x", filters=Filters(kind=kind), switched_off=off)
        return len(nearest & {passage.id for passage in found.passages}) / 10


@pytest.fixture(scope="module")
def planted(new_database: Callable[[], str]) -> Iterator[Planted]:
    engine = engine_for(new_database())
    migrate.upgrade(engine)
    user = Accounts(Database(engine), lambda: NOON).open("local")
    vectors, kinds = clustered(COUNT)
    with engine.begin() as connection:
        ids = plant(connection, user, vectors, kinds)
    embedder = Given()
    search = Search(Database(engine, user, seconds=60), lambda: NOON, UTC, lambda _: embedder)
    yield Planted(search, embedder, ids, vectors, kinds)
    engine.dispose()


@pytest.mark.parametrize("kind", [None, *KINDS])
@pytest.mark.parametrize("scanned", [0, 1_000, COUNT], ids=["by the index", "mixed", "one by one"])
def test_recall_is_kept_on_all_on_a_tenth_and_on_a_hundredth_by_every_path(
    planted: Planted, kind: str | None, scanned: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "SCANNED", scanned)
    questions = planted.vectors[:: COUNT // 25] + 0.03

    found = [planted.recall(each, kind) for each in questions]

    assert np.mean(found) >= 0.98, found


def clustered(count: int) -> tuple[NDArray[np.float32], list[str]]:
    """Vectors like those of texts: a few hundred subjects, with kinds dealt across them."""
    chance = np.random.default_rng(7)
    subjects = chance.normal(size=(300, 384)).astype(np.float32)
    vectors = chance.standard_normal((count, 384), np.float32) * np.float32(0.9)
    vectors += subjects[chance.integers(0, len(subjects), count)]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    dealt = chance.random(count)
    kinds = ["rare" if one < 0.01 else "some" if one < 0.11 else "many" for one in dealt]
    return vectors, kinds


def plant(
    connection: Connection, user: UUID, vectors: NDArray[np.float32], kinds: Sequence[str]
) -> list[UUID]:
    """Rows by COPY, with the index made anew behind them: many times faster than row by row."""
    ids = [uuid4() for _ in kinds]
    at = datetime(2026, 3, 1, tzinfo=UTC).isoformat()
    index = connection.scalar(
        text("SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_vector_embeddings_embedding'")
    )
    connection.execute(text("DROP INDEX ix_vector_embeddings_embedding"))
    connection.execute(
        text("INSERT INTO memory_models (user_id, model) VALUES (:user, 'minilm')"), {"user": user}
    )
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor:
        with cursor.copy(MEMORIES) as copy:
            for id, kind in zip(ids, kinds, strict=True):
                copy.write_row((id, user, "notes", kind, str(id), "1", "", "x", "{}", at, at, at))
        with cursor.copy(CHUNKS) as copy:
            for id, vector in zip(ids, vectors.round(4).tolist(), strict=True):
                row = (id, id, user, "minilm", "1", 0, "x", "", 0, 1, str(vector), ["x"], [1], 1)
                copy.write_row(row)
    connection.execute(text("SET LOCAL maintenance_work_mem = '300MB'"))
    connection.execute(text(str(index)))
    connection.execute(text("ANALYZE conversation_memory, vector_embeddings"))
    return ids
