"""Searching memory at 1,000, 10,000 and 100,000 chunks: the dense leg against a scan in numpy and
against the planner's own choice, the lexical leg against OR and ts_rank, the whole against the
textbook statement; and what the index costs in halfvec and in vector.

`python -m benchmarks.search [SIZE …]` alone. Vectors are synthetic (clustered), texts are words of
the evaluation set drawn by rank (Zipf): good for times and for recall, of no meaning.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text

from benchmarks.circumstances import circumstances
from benchmarks.measure import timed
from benchmarks.retrieval.loading import load
from benchmarks.retrieval.shipped import Shipped, searcher
from maang.core.db.database import Database
from maang.core.embedding.models import DEFAULT
from maang.core.memory.terms import terms
from maang.core.retrieval import query, service, store
from maang.core.retrieval.models import TOKENS, Filters
from maang.core.retrieval.service import Search

SIZES = (1_000, 10_000, 100_000)
QUESTIONS = 40
LONG = 9
"""Words of a question."""
WORDS = 40
"""Words of a chunk."""
SLICES: Mapping[str, str | None] = {"no filter": None, "a tenth": "some", "a hundredth": "rare"}
AT = datetime(2026, 3, 1, tzinfo=UTC)

OWN_CHOICE = """
    SELECT c.id FROM vector_embeddings c JOIN conversation_memory m ON m.id = c.memory_id
    WHERE c.user_id = :user AND c.model = :model AND (CAST(:kind AS text) IS NULL OR m.kind = :kind)
    ORDER BY c.embedding <=> CAST(:vector AS halfvec) LIMIT 10"""

OR_RANKED = """
    SELECT c.id FROM vector_embeddings c, to_tsquery('english', :words) q
    WHERE c.user_id = :user AND c.model = :model AND c.lexemes @@ q
    ORDER BY ts_rank(c.lexemes, q) DESC LIMIT 50"""

TEXTBOOK = """
    WITH near AS (
        SELECT id, row_number() OVER (ORDER BY embedding <=> CAST(:vector AS halfvec)) AS rank
        FROM vector_embeddings WHERE user_id = :user AND model = :model
        ORDER BY embedding <=> CAST(:vector AS halfvec) LIMIT 50
    ), said AS (
        SELECT c.id, row_number() OVER (ORDER BY ts_rank(c.lexemes, q) DESC) AS rank
        FROM vector_embeddings c, to_tsquery('english', :words) q
        WHERE c.user_id = :user AND c.model = :model AND c.lexemes @@ q
        ORDER BY ts_rank(c.lexemes, q) DESC LIMIT 50
    )
    SELECT c.id, c.text, m.title, m.happened_at
    FROM near FULL JOIN said USING (id) JOIN vector_embeddings c USING (id)
    JOIN conversation_memory m ON m.id = c.memory_id
    ORDER BY coalesce(1.0 / (60 + near.rank), 0) + coalesce(1.0 / (60 + said.rank), 0) DESC
    LIMIT 10"""

Vectors = NDArray[np.float32]


def compare(sizes: Sequence[int] = SIZES) -> dict[str, object]:
    """Figures for each size, every comparison in turns."""
    shipped = searcher()
    found: dict[str, object] = {}
    with shipped.db.write(seconds=60) as session:
        session.execute(
            text("INSERT INTO memory_models (user_id, model) VALUES (:user, :model)"),
            {"user": shipped.db.user_id, "model": DEFAULT},
        )
    for size in sizes:
        texts, vectors, kinds = _made(size)
        ids = _planted(shipped.db, texts, vectors, kinds)
        asked = [
            " ".join(list(dict.fromkeys(each.split()))[:LONG])
            for each in texts[: 3 * QUESTIONS : 3]
        ]
        found[f"{size} chunks"] = {
            "index": _index_cost(shipped.db),
            "dense": {
                name: _dense(shipped.db, vectors, ids, kinds, kind) for name, kind in SLICES.items()
            },
            "lexical": _lexical(shipped.db, asked),
            "whole": _whole(shipped, asked),
        }
        print(json.dumps({size: found[f"{size} chunks"]}), file=sys.stderr, flush=True)
    return found


def _dense(
    db: Database, vectors: Vectors, ids: Sequence[str], kinds: Sequence[str], kind: str | None
) -> dict[str, object]:
    mask = np.array([kind in (None, each) for each in kinds])
    recalls: dict[str, list[float]] = {"ours": [], "planner": []}
    times: dict[str, list[float]] = {"ours": [], "planner": [], "numpy": []}
    for question in vectors[:: max(1, len(ids) // QUESTIONS)] + 0.03:
        actions: dict[str, Callable[[], Sequence[Any]]] = {
            "numpy": partial(_scan, vectors, mask, question),
            "ours": partial(_nearest, db, question, kind),
            "planner": partial(_own_choice, db, question, kind),
        }
        held: dict[str, Sequence[Any]] = {}
        for name, action in actions.items():
            begun = time.perf_counter()
            held[name] = action()
            times[name].append(time.perf_counter() - begun)
        best = {ids[at] for at in held["numpy"]}
        for name in recalls:
            recalls[name].append(len(best & {str(id) for id in held[name][:10]}) / len(best))
    found: dict[str, object] = {}
    for name, each in recalls.items():
        found[f"{name} recall@10"] = round(statistics.fmean(each), 3)
    return found | _shares(times, to="numpy")


def _lexical(db: Database, asked: Sequence[str]) -> dict[str, object]:
    times: dict[str, list[float]] = {"ours": [], "or + ts_rank": []}
    for question in asked:
        read = query.read(question, now=AT, zone=UTC)
        times["ours"].append(timed(partial(_by_words, db, read)))
        times["or + ts_rank"].append(timed(partial(_or_ranked, db, question)))
    return _shares(times, to="or + ts_rank")


def _whole(shipped: Shipped, asked: Sequence[str]) -> dict[str, object]:
    db, embedder = shipped.db, shipped.embedding.embedder()
    search = Search(db, lambda: AT, UTC, shipped.embedding.embedder)
    ways: dict[str, Callable[[str], object]] = {
        "textbook": lambda said: _textbook(db, said, embedder.embed([said])[0]),
        "ours, no token rerank": lambda said: search.search(said, switched_off={TOKENS}),
        "ours": search.search,
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for question in asked:
        for name, way in ways.items():
            times[name].append(timed(partial(way, question)))
    return _shares(times, to="textbook")


def _shares(times: Mapping[str, Sequence[float]], *, to: str) -> dict[str, object]:
    """Median and 95th share in milliseconds, and the medians as ratios; two are warm-up."""
    found: dict[str, object] = {}
    middle = {name: statistics.median(each[2:]) for name, each in times.items()}
    for name, each in times.items():
        found[f"{name} p50 ms"] = round(1000 * middle[name], 2)
        found[f"{name} p95 ms"] = round(1000 * statistics.quantiles(each[2:], n=20)[18], 2)
        if name != to:
            found[f"{name} / {to}"] = round(middle[name] / middle[to], 3)
    return found


def _scan(vectors: Vectors, mask: NDArray[np.bool_], question: Vectors) -> Sequence[int]:
    likeness = np.where(mask, vectors @ question, -np.inf)
    return [int(at) for at in np.argpartition(-likeness, 10)[:10] if mask[at]]


def _nearest(db: Database, question: Vectors, kind: str | None) -> list[Any]:
    filters = Filters(kind=kind)
    with db.read() as session:
        size = store.slice_size(session, DEFAULT, filters)
        return list(store.nearest(session, DEFAULT, question, filters, size=size, limit=100))


def _own_choice(db: Database, question: Vectors, kind: str | None) -> list[Any]:
    values = {"user": db.user_id, "model": DEFAULT, "kind": kind, "vector": _written(question)}
    with db.read() as session:
        return list(session.scalars(text(OWN_CHOICE), values))


def _by_words(db: Database, read: Any) -> object:
    with db.read() as session:
        size = store.slice_size(session, DEFAULT, Filters())
        return service._by_words(session, read.terms, DEFAULT, Filters(), size=size)


def _or_ranked(db: Database, question: str) -> object:
    values = {"user": db.user_id, "model": DEFAULT, "words": " | ".join(question.split())}
    with db.read() as session:
        return list(session.scalars(text(OR_RANKED), values))


def _textbook(db: Database, question: str, vector: Vectors) -> object:
    words = " | ".join(question.split())
    values = {"user": db.user_id, "model": DEFAULT, "words": words, "vector": _written(vector)}
    with db.read() as session:
        return list(session.execute(text(TEXTBOOK), values))


def _made(size: int) -> tuple[list[str], Vectors, list[str]]:
    chance = np.random.default_rng(11)
    known = {word for each in load().passages for word in each.text.lower().split()}
    vocabulary = np.array(sorted(word for word in known if word.isalpha() and word.isascii()))
    chance.shuffle(vocabulary)
    drawn = np.minimum(chance.zipf(1.2, size=(size, WORDS)) - 1, len(vocabulary) - 1)
    texts = [" ".join(vocabulary[row]) for row in drawn]
    subjects = chance.normal(size=(300, 384))
    vectors = subjects[chance.integers(0, 300, size)] + chance.normal(scale=0.9, size=(size, 384))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    dealt = chance.random(size)
    kinds = ["rare" if one < 0.01 else "some" if one < 0.11 else "many" for one in dealt]
    return texts, vectors.astype(np.float32), kinds


def _planted(
    db: Database, texts: Sequence[str], vectors: Vectors, kinds: Sequence[str]
) -> list[str]:
    """These chunks and no others, by COPY; the ids in order."""
    from uuid import uuid4

    ids = [str(uuid4()) for _ in texts]
    with db.write(seconds=1200) as session:
        session.execute(text("TRUNCATE conversation_memory, vector_embeddings, embed_queue"))
        session.execute(text("DROP INDEX IF EXISTS ix_vector_embeddings_embedding"))
        raw: Any = session.connection().connection.driver_connection
        with raw.cursor() as cursor, cursor.copy(MEMORIES) as copy:
            for id, kind, said in zip(ids, kinds, texts, strict=True):
                row = (id, db.user_id, "notes", kind, id, "1", "", said, "{}", AT, AT, AT)
                copy.write_row(row)
        with raw.cursor() as cursor, cursor.copy(CHUNKS) as copy:
            for id, said, vector in zip(ids, texts, vectors, strict=True):
                counted = terms(said)
                words = (list(counted), list(counted.values()), counted.total())
                row = (
                    id,
                    id,
                    db.user_id,
                    DEFAULT,
                    "1",
                    0,
                    said,
                    "",
                    0,
                    1,
                    _written(vector),
                    *words,
                )
                copy.write_row(row)
    return ids


MEMORIES = (
    "COPY conversation_memory (id, user_id, source, kind, key, version, title, text, metadata,"
    " happened_at, created_at, changed_at) FROM STDIN"
)
CHUNKS = (
    "COPY vector_embeddings (id, memory_id, user_id, model, version, position, text, context,"
    " begins, ends, embedding, terms, counts, length) FROM STDIN"
)

BUILDS = {
    "vector": "CREATE INDEX measured ON vector_embeddings"
    " USING hnsw ((embedding::vector(384)) vector_cosine_ops)",
    "halfvec": "CREATE INDEX ix_vector_embeddings_embedding ON vector_embeddings"
    " USING hnsw (embedding halfvec_cosine_ops)",
}


def _index_cost(db: Database) -> dict[str, object]:
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


def _written(vector: Vectors) -> str:
    return "[" + ",".join(f"{number:.5f}" for number in vector) + "]"


if __name__ == "__main__":
    asked_sizes = tuple(int(each) for each in sys.argv[1:]) or SIZES
    libraries = ("numpy", "onnxruntime", "pgvector", "psycopg", "sqlalchemy")
    measured = circumstances(QUESTIONS, libraries=libraries) | {"search": compare(asked_sizes)}
    print(json.dumps(measured, indent=2))
