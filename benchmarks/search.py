"""Searching memory at 1,000, 10,000 and 100,000 chunks: the dense leg against a scan in numpy and
against the planner's own choice, the lexical leg against OR and ts_rank, the whole against the
textbook statement; and what indexes and the copy beside the process cost.

`python -m benchmarks.search [SIZE …]` alone. What is beyond the evaluation set is synthetic
(`planting.py`): good for times and for recall, of no meaning.
"""

import json
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import text

from benchmarks.circumstances import circumstances
from benchmarks.measure import timed
from benchmarks.planting import AT, Planted, Vectors, index_cost, planted, questions, sized, written
from benchmarks.retrieval.loading import load
from benchmarks.retrieval.shipped import Shipped, searcher
from maang.core.db.database import Database
from maang.core.embedding.models import DEFAULT
from maang.core.retrieval import legs, query, service
from maang.core.retrieval.models import FLOOR, Filters, Model
from maang.core.retrieval.ranking import Wanted
from maang.core.retrieval.replica import Held, Replica
from maang.core.retrieval.service import Search

SIZES = (1_000, 10_000, 100_000)
QUESTIONS = 40
LONG = 9
"""Words of a sentence."""
SLICES: Mapping[str, str | None] = {"no filter": None, "a tenth": "some", "a hundredth": "rare"}

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


def compare(sizes: Sequence[int] = SIZES) -> dict[str, object]:
    """Figures for each size, every comparison in turns."""
    shipped = searcher()
    found: dict[str, object] = {}
    with shipped.db.write(seconds=60) as session:
        session.execute(
            text("INSERT INTO memory_models (user_id, model) VALUES (:user, :model)"),
            {"user": shipped.db.user_id, "model": DEFAULT},
        )
    real = [each.text for each in load(split="dev").questions][:QUESTIONS]
    for size in sizes:
        there = planted(shipped.db, size, shipped.embedding.embedder())
        with tempfile.TemporaryDirectory(prefix="maang-copy-") as folder:
            index = index_cost(shipped.db)
            search = Search(
                shipped.db,
                lambda: AT,
                UTC,
                shipped.embedding.embedder,
                replica=Replica(Path(folder)),
            )
            copied, held = _copy_cost(search, Path(folder))
            asked = {"questions of the set": real, "sentences": _sentences(there)}
            found[f"{size} chunks"] = {
                "index": index,
                "copy": copied,
                "dense": {
                    name: _dense(shipped.db, there, held, kind) for name, kind in SLICES.items()
                },
                "lexical": {name: _lexical(shipped.db, held, each) for name, each in asked.items()},
                "whole": {name: _whole(shipped, search, each) for name, each in asked.items()},
            }
        print(json.dumps({size: found[f"{size} chunks"]}), file=sys.stderr, flush=True)
    return found


def _sentences(there: Planted) -> list[str]:
    """The first nine words of synthetic texts, the most common among them: as long as a question,
    with no word in it that a search leaves out."""
    texts = there.texts[-3 * QUESTIONS :: 3]
    return [" ".join(list(dict.fromkeys(each.split()))[:LONG]) for each in texts]


def _copy_cost(search: Search, folder: Path) -> tuple[dict[str, object], Held]:
    """What it takes to make the copy, to open it and look once, and to keep it."""
    begun = time.perf_counter()
    search.refresh()
    made = time.perf_counter() - begun
    user = search.db.user_id
    assert user is not None
    looked = []
    for _ in range(7):
        fresh = Replica(folder)
        looked.append(timed(partial(_first_look, fresh, user)))
    held = fresh.held(user)
    assert held is not None
    size = sum(each.stat().st_size for each in folder.iterdir())
    opened = round(1000 * statistics.median(looked), 2)
    return {"seconds to make": round(made, 2), "ms to open and ask": opened, "bytes": size}, held


def _first_look(copy: Replica, user: Any) -> None:
    held = copy.held(user)
    assert held is not None
    read = query.read("why does the heap keep the largest", now=AT, zone=UTC)
    legs.sliced(held.segments, Filters(), read.terms).by_words(service.BREADTH)


def _dense(db: Database, there: Planted, held: Held, kind: str | None) -> dict[str, object]:
    mask = sized(there, kind)
    recalls: dict[str, list[float]] = {"ours": [], "planner": []}
    times: dict[str, list[float]] = {"ours": [], "planner": [], "numpy": []}
    for question in questions(there, QUESTIONS):
        actions: dict[str, Callable[[], Sequence[Any]]] = {
            "numpy": partial(_scan, there.vectors, mask, question),
            "ours": partial(_nearest, db, held, question, kind),
            "planner": partial(_own_choice, db, question, kind),
        }
        found: dict[str, Sequence[Any]] = {}
        for name, action in actions.items():
            begun = time.perf_counter()
            found[name] = action()
            times[name].append(time.perf_counter() - begun)
        best = {there.ids[at] for at in found["numpy"]}
        for name in recalls:
            recalls[name].append(len(best & set(found[name][:10])) / len(best))
    figures: dict[str, object] = {}
    for name, each in recalls.items():
        figures[f"{name} recall@10"] = round(statistics.fmean(each), 3)
    return figures | _shares(times, to="numpy")


def _lexical(db: Database, held: Held, asked: Sequence[str]) -> dict[str, object]:
    times: dict[str, list[float]] = {"ours": [], "or + ts_rank": []}
    for question in asked:
        terms = query.read(question, now=AT, zone=UTC).terms
        times["ours"].append(timed(partial(_by_words, held, terms)))
        times["or + ts_rank"].append(timed(partial(_or_ranked, db, question)))
    return _shares(times, to="or + ts_rank")


def _whole(shipped: Shipped, search: Search, asked: Sequence[str]) -> dict[str, object]:
    db, embedder = shipped.db, shipped.embedding.embedder()
    off = {FLOOR}  # what is turned away is quicker, and the textbook turns nothing away
    ways: dict[str, Callable[[str], object]] = {
        "textbook": lambda said: _textbook(db, said, embedder.embed([said])[0]),
        "ours": partial(search.search, switched_off=off),
        "ours, a tenth": partial(search.search, switched_off=off, filters=Filters(kind="some")),
        "ours, a hundredth": partial(search.search, switched_off=off, filters=Filters(kind="rare")),
        "embedding alone": lambda said: embedder.embed([said]),
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


def _scan(vectors: Vectors, mask: Any, question: Vectors) -> Sequence[int]:
    likeness = np.where(mask, vectors @ question, -np.inf)
    return [int(at) for at in np.argpartition(-likeness, 10)[:10] if mask[at]]


def _nearest(db: Database, held: Held, question: Vectors, kind: str | None) -> list[Any]:
    """The dense leg as a search has it, with the likeness of what it brings."""
    filters = Filters(kind=kind)
    wanted = Wanted(query.read("x", now=AT, zone=UTC), filters, (), 10)
    ready = Model(DEFAULT, None, None), question
    with db.read() as session:
        found = legs.sliced(held.segments, filters, ())
        brought = service._candidates(session, wanted, ready, found, problem=None)
    brought.sort(key=lambda each: -(each.likeness or 0.0))
    return [each.id for each in brought]


def _own_choice(db: Database, question: Vectors, kind: str | None) -> list[Any]:
    values = {"user": db.user_id, "model": DEFAULT, "kind": kind, "vector": written(question)}
    with db.read() as session:
        return list(session.scalars(text(OWN_CHOICE), values))


def _by_words(held: Held, terms: Sequence[str]) -> object:
    return legs.sliced(held.segments, Filters(), terms).by_words(service.BREADTH)


def _or_ranked(db: Database, question: str) -> object:
    values = {"user": db.user_id, "model": DEFAULT, "words": _or(question)}
    with db.read() as session:
        return list(session.scalars(text(OR_RANKED), values))


def _textbook(db: Database, question: str, vector: Vectors) -> object:
    values = {"user": db.user_id, "model": DEFAULT, "words": _or(question)}
    with db.read() as session:
        return list(session.execute(text(TEXTBOOK), values | {"vector": written(vector)}))


def _or(question: str) -> str:
    return " | ".join(re.findall(r"\w+", question))


if __name__ == "__main__":
    asked_sizes = tuple(int(each) for each in sys.argv[1:]) or SIZES
    libraries = ("numpy", "onnxruntime", "pgvector", "psycopg", "sqlalchemy")
    measured = circumstances(QUESTIONS, libraries=libraries) | {"search": compare(asked_sizes)}
    print(json.dumps(measured, indent=2))
