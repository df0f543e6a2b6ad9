"""Chunks by the hundred thousand, for `search.py`: the texts of the evaluation set as far as they
go, with their own vectors; beyond, words of theirs drawn by rank (Zipf) and clustered vectors."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from numpy.typing import NDArray
from pgvector import HalfVector
from pgvector.psycopg import register_vector
from sqlalchemy import text

from benchmarks.retrieval.loading import load
from maang.core.db.database import Database
from maang.core.embedding.models import DEFAULT
from maang.core.embedding.ports import Embedder
from maang.core.memory.terms import terms

AT = datetime(2026, 3, 1, tzinfo=UTC)
WORDS = 40
"""Words of a synthetic chunk."""

Vectors = NDArray[np.float32]

MEMORIES = (
    "COPY conversation_memory (id, user_id, source, kind, key, version, title, text, metadata,"
    " happened_at, created_at, changed_at) FROM STDIN"
)
CHUNKS = (
    "COPY vector_embeddings (id, memory_id, user_id, model, version, position, text, context,"
    " begins, ends, embedding, terms, counts, length) FROM STDIN (FORMAT BINARY)"
)
TYPES = (
    *("uuid", "uuid", "uuid", "text", "text", "int4", "text", "text"),
    *("int4", "int4", "halfvec", "text[]", "int4[]", "int4"),
)

BUILDS = {
    "vector": "CREATE INDEX measured ON vector_embeddings"
    " USING hnsw ((embedding::vector(384)) vector_cosine_ops)",
    "halfvec": "CREATE INDEX ix_vector_embeddings_embedding ON vector_embeddings"
    " USING hnsw (embedding halfvec_cosine_ops)",
}
BEHIND = {
    "ix_vector_embeddings_lexemes": "USING gin (lexemes)",
    "ix_vector_embeddings_terms": "USING gin (terms)",
}
"""Indexes that are made behind the rows: many times faster than row by row."""


@dataclass(frozen=True, slots=True)
class Planted:
    """What lies in the database, in order."""

    ids: list[UUID]
    texts: list[str]
    vectors: Vectors
    kinds: list[str]


def planted(db: Database, size: int, embedder: Embedder) -> Planted:
    """So many chunks, and no others."""
    texts = [each.text for each in load().passages][:size]
    real = embedder.embed(texts)
    synthetic, clustered = _made(size - len(texts))
    texts += synthetic
    dealt = np.random.default_rng(13).random(size)
    kinds = ["rare" if one < 0.01 else "some" if one < 0.11 else "many" for one in dealt]
    found = Planted([uuid4() for _ in texts], texts, np.vstack([real, clustered]), kinds)
    with db.write(seconds=1200) as session:
        session.execute(text("TRUNCATE conversation_memory, vector_embeddings, embed_queue"))
        for name in ("ix_vector_embeddings_embedding", *BEHIND):
            session.execute(text(f"DROP INDEX IF EXISTS {name}"))
        _copied(session.connection().connection.driver_connection, db.user_id, found)
        session.execute(text("SET LOCAL maintenance_work_mem = '500MB'"))
        for name, by in BEHIND.items():
            session.execute(text(f"CREATE INDEX {name} ON vector_embeddings {by}"))
    return found


def index_cost(db: Database) -> dict[str, object]:
    """Seconds and bytes of the index in both forms; the one that ships stays."""
    found: dict[str, float] = {}
    for name, build in BUILDS.items():
        with db.write(seconds=1200) as session:
            session.execute(text("SET LOCAL maintenance_work_mem = '500MB'"))
            begun = time.perf_counter()
            session.execute(text(build))
            found[f"{name} seconds"] = round(time.perf_counter() - begun, 2)
            index = build.split()[2]
            size = session.scalar(text(f"SELECT pg_relation_size('{index}')"))
            found[f"{name} bytes"] = int(size or 0)
            session.execute(text("DROP INDEX IF EXISTS measured"))
    with db.write(seconds=600) as session:
        session.execute(text("ANALYZE conversation_memory, vector_embeddings"))
    size = round(found["halfvec bytes"] / found["vector bytes"], 3)
    pace = round(found["halfvec seconds"] / found["vector seconds"], 3)
    return {**found, "halfvec / vector bytes": size, "halfvec / vector seconds": pace}


def written(vector: Vectors) -> str:
    """A vector as a statement has it."""
    return "[" + ",".join(f"{number:.5f}" for number in vector) + "]"


def _made(size: int) -> tuple[list[str], Vectors]:
    chance = np.random.default_rng(11)
    known = {word for each in load().passages for word in each.text.lower().split()}
    vocabulary = np.array(sorted(word for word in known if word.isalpha() and word.isascii()))
    chance.shuffle(vocabulary)
    drawn = np.minimum(chance.zipf(1.2, size=(size, WORDS)) - 1, len(vocabulary) - 1)
    texts = [" ".join(vocabulary[row]) for row in drawn]
    subjects = chance.standard_normal((300, 384), np.float32)
    vectors = chance.standard_normal((size, 384), np.float32) * np.float32(0.9)
    vectors += subjects[chance.integers(0, 300, size)]
    return texts, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _copied(raw: Any, user: UUID | None, found: Planted) -> None:
    register_vector(raw)
    of_word: dict[str, Counter[str]] = {}
    with raw.cursor() as cursor, cursor.copy(MEMORIES) as copy:
        for id, kind, said in zip(found.ids, found.kinds, found.texts, strict=True):
            copy.write_row((id, user, "notes", kind, str(id), "1", "", said, "{}", AT, AT, AT))
    with raw.cursor() as cursor, cursor.copy(CHUNKS) as copy:
        copy.set_types(TYPES)
        for id, said, vector in zip(found.ids, found.texts, found.vectors, strict=True):
            counted: Counter[str] = Counter()
            for word in said.split():  # each word is stemmed once for all
                counted.update(of_word.get(word) or of_word.setdefault(word, terms(word)))
            words = (list(counted), list(counted.values()), counted.total())
            half = HalfVector(vector)
            copy.write_row((id, id, user, DEFAULT, "1", 0, said, "", 0, 1, half, *words))


def sized(found: Planted, kind: str | None) -> NDArray[np.bool_]:
    """Which of them are of a kind."""
    return np.array([kind in (None, each) for each in found.kinds])


def questions(found: Planted, count: int) -> Sequence[Vectors]:
    """Vectors near those that are there."""
    return list(found.vectors[:: max(1, len(found.ids) // count)][:count] + np.float32(0.03))
