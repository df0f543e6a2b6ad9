"""The dense leg finds the nearest on any slice: the database's own choice would silently lose most
of a narrow one (recall@10 of 0.05 on a hundredth, measured at 100,000)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from maang.core.bootstrap import Core
from maang.core.retrieval import store
from maang.core.retrieval.models import Filters

MODEL = "synthetic"
KINDS = {"rare": 0.01, "some": 0.1}
"""Planted slices; all the others are `many`."""


@pytest.mark.parametrize(
    "count", [6_000, pytest.param(100_000, marks=pytest.mark.slow)], ids=["small", "large"]
)
def test_recall_is_kept_on_a_hundredth_on_a_tenth_and_on_all(
    core: Core, connection: Connection, count: int
) -> None:
    vectors, kinds = clustered(count)
    ids = planted(core, connection, vectors, kinds)
    questions = vectors[:: count // 20] + 0.03

    for kind in (None, *KINDS):
        filters = Filters(kind=kind)
        mask = np.array([kind in (None, each) for each in kinds])
        found = [recall(core, filters, each, vectors, ids, mask) for each in questions]
        assert np.mean(found) >= 0.98, (kind, found)


def recall(
    core: Core,
    filters: Filters,
    question: NDArray[np.float32],
    vectors: NDArray[np.float32],
    ids: Sequence[UUID],
    mask: NDArray[np.bool_],
) -> float:
    """How many of the ten nearest that pass the filter are among the first ten found."""
    likeness = np.where(mask, vectors @ question, -np.inf)
    nearest = {ids[at] for at in np.argsort(-likeness)[:10]}
    with core.db.read() as session:
        size = store.slice_size(session, MODEL, filters)
        found = store.nearest(session, MODEL, question, filters, size=size, limit=100)
    return len(nearest & set(found[:10])) / 10


def clustered(count: int) -> tuple[NDArray[np.float32], list[str]]:
    """Vectors like those of texts: a few hundred subjects, with kinds dealt across them."""
    chance = np.random.default_rng(7)
    subjects = chance.normal(size=(300, 384))
    chosen = chance.integers(0, len(subjects), count)
    vectors = subjects[chosen] + chance.normal(scale=0.9, size=(count, 384))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    dealt = chance.random(count)
    kinds = ["rare" if one < 0.01 else "some" if one < 0.11 else "many" for one in dealt]
    return vectors.astype(np.float32), kinds


def planted(
    core: Core, connection: Connection, vectors: NDArray[np.float32], kinds: Sequence[str]
) -> list[UUID]:
    """Rows by COPY, with the index made anew behind them: many times faster than row by row."""
    ids = [uuid4() for _ in kinds]
    user = core.db.user_id
    at = datetime(2026, 3, 1, tzinfo=UTC).isoformat()
    index = connection.scalar(
        text("SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_vector_embeddings_embedding'")
    )
    connection.execute(text("DROP INDEX ix_vector_embeddings_embedding"))
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor:
        with cursor.copy(
            "COPY conversation_memory (id, user_id, source, kind, key, version, title, text,"
            " metadata, happened_at, created_at, changed_at) FROM STDIN"
        ) as copy:
            for id, kind in zip(ids, kinds, strict=True):
                copy.write_row((id, user, "notes", kind, str(id), "1", "", "x", "{}", at, at, at))
        with cursor.copy(
            "COPY vector_embeddings (id, memory_id, user_id, model, version, position, text,"
            " context, begins, ends, embedding, terms, counts, length) FROM STDIN"
        ) as copy:
            for id, vector in zip(ids, vectors, strict=True):
                written = "[" + ",".join(f"{number:.5f}" for number in vector) + "]"
                row = (id, id, user, MODEL, "1", 0, "x", "", 0, 1, written, ["x"], [1], 1)
                copy.write_row(row)
    connection.execute(text("SET LOCAL maintenance_work_mem = '300MB'"))
    connection.execute(text(str(index)))
    connection.execute(text("ANALYZE conversation_memory, vector_embeddings"))
    return ids
