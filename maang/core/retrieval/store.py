"""The two legs of a search and the candidates, in SQL.

The path of the dense leg is chosen by the size of the slice, never by the planner: on a narrow
slice of many rows it takes the HNSW index, filters what that gives and returns a twentieth of the
answer. A narrow slice is compared exactly; on a wide one the index goes on looking (iterative scan)
until it has enough that pass.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from maang.core.db.database import Session, user_of
from maang.core.retrieval.models import Candidate, Corpus, Filters

NARROW = 4_000
"""Chunks up to which a slice is compared exactly."""

EF_SEARCH = 100
"""HNSW's width: recall@10 is .999 at 10,000 rows and .992 at 100,000 (.955 at its default, 40)."""

LOOK_ON = """
    SELECT set_config('hnsw.ef_search', :width, true),
           set_config('hnsw.iterative_scan', 'relaxed_order', true),
           set_config('hnsw.max_scan_tuples', '100000', true)"""
"""For this transaction: the index is searched until enough that pass are found."""

POSTINGS = 2_000
"""Chunks that the lexical leg scores at most where there are many."""


FLAT = "CROSS JOIN LATERAL (SELECT c.terms || '{}'::text[] AS flat OFFSET 0) f"
"""The terms of a row unpacked once; a look at `terms` unpacks them each time."""


def slice_size(session: Session, model: str, filters: Filters) -> int:
    """How many chunks a search goes through; beyond `NARROW` it is not counted how many more."""
    where, values = _slice(session, model, filters)
    counted = f"SELECT count(*) FROM (SELECT 1 {where} LIMIT {NARROW + 1}) slice"
    return int(session.scalar(text(counted), values) or 0)


def nearest(
    session: Session, model: str, vector: Any, filters: Filters, *, size: int, limit: int
) -> list[UUID]:
    """The chunks most like a vector, best first: exactly on a narrow slice, else by the index."""
    where, values = _slice(session, model, filters)
    values |= {"vector": _written(vector), "limit": limit}
    if size <= NARROW:
        query = f"""
            WITH slice AS MATERIALIZED (SELECT c.id, c.embedding {where})
            SELECT id FROM slice WHERE embedding IS NOT NULL
            ORDER BY embedding <=> CAST(:vector AS halfvec) LIMIT :limit"""
    else:
        session.execute(text(LOOK_ON), {"width": str(EF_SEARCH)})
        # relaxed order: what comes out is sorted once more
        query = f"""
            WITH near AS MATERIALIZED (
                SELECT c.id, c.embedding <=> CAST(:vector AS halfvec) AS distance {where}
                ORDER BY distance LIMIT :limit)
            SELECT id FROM near ORDER BY distance"""
    return list(session.scalars(text(query), values))


def counted(session: Session, model: str, filters: Filters) -> Corpus:
    """How many chunks a slice has, and how long they are; the terms are yet to be counted."""
    where, values = _slice(session, model, filters)
    query = text(f"SELECT count(*), coalesce(avg(c.length), 0) {where}")
    row = session.execute(query, values).one()
    return Corpus(int(row[0]), float(row[1]))


def estimated(session: Session, terms: Sequence[str], *, least: int) -> Corpus:
    """What BM25 must know of all chunks, from a sample of a hundredth (the same each time)."""
    columns = "".join(
        f", count(*) FILTER (WHERE flat @> ARRAY[:term{at}])" for at in range(len(terms))
    )
    query = f"""
        SELECT (SELECT reltuples FROM pg_class WHERE oid = 'vector_embeddings'::regclass),
               count(*), coalesce(avg(c.length), 0){columns}
        FROM vector_embeddings c TABLESAMPLE SYSTEM (1) REPEATABLE (1) {FLAT}"""
    values = {f"term{at}": term for at, term in enumerate(terms)}
    row = session.execute(text(query), values).one()
    chunks, seen = max(int(row[0]), least), max(int(row[1]), 1)
    return Corpus(chunks, float(row[2]), tuple(round(each * chunks / seen) for each in row[3:]))


def with_terms(
    session: Session,
    model: str,
    filters: Filters,
    terms: Sequence[str],
    *,
    every: Sequence[str],
    limit: int,
) -> list[tuple[UUID, int, tuple[int, ...]]]:
    """Chunks that have one of `terms`: id, length, and how often each of `every` occurs."""
    where, values = _slice(session, model, filters)
    values |= {f"term{at}": term for at, term in enumerate(every)}
    query = f"""
        SELECT c.id, c.length{_counts(every)}
        FROM (SELECT c.id, c.length, c.counts, c.terms {where}
              AND c.terms && CAST(:wanted AS text[]) LIMIT :limit) c {FLAT}"""
    rows = session.execute(text(query), values | {"wanted": list(terms), "limit": limit})
    return [(row[0], row[1], tuple(row[2:])) for row in rows]


def with_literal(
    session: Session,
    model: str,
    filters: Filters,
    literal: str,
    *,
    terms: Sequence[str],
    limit: int,
) -> list[UUID]:
    """Chunks that have a text as it stands, whatever its case and white space; newest first.

    `terms` are those of the literal: a chunk that has it has them all.
    """
    where, values = _slice(session, model, filters)
    values |= {"literal": literal, "limit": limit, "terms": list(terms)}
    folded = r"lower(regexp_replace(c.context || ' ' || c.text, '\s+', ' ', 'g'))"
    has = "AND c.terms @> CAST(:terms AS text[])" if terms else ""
    query = f"""
        SELECT c.id {where} {has} AND position(lower(:literal) IN {folded}) > 0
        ORDER BY c.id DESC LIMIT :limit"""
    return list(session.scalars(text(query), values))


def of_problem(
    session: Session, model: str, filters: Filters, problem_id: UUID, *, limit: int
) -> list[UUID]:
    """Chunks of what was written about one problem, newest first."""
    where, values = _slice(session, model, filters, joined=True)
    values |= {"exact": problem_id, "limit": limit}
    query = f"""
        SELECT c.id {where} AND m.problem_id = :exact ORDER BY m.happened_at DESC LIMIT :limit"""
    return list(session.scalars(text(query), values))


def problem_named(session: Session, *, number: int | None, slug: str | None) -> UUID | None:
    """The problem of that number or slug, those of LeetCode first."""
    query = """
        SELECT id FROM problems
        WHERE number = :number OR slug = :slug
        ORDER BY platform <> 'leetcode', platform, slug LIMIT 1"""
    values = {"number": number, "slug": slug}
    found: UUID | None = session.scalar(text(query), values)
    return found


def within(
    session: Session, model: str, filters: Filters, *, since: Any, until: Any, limit: int
) -> list[UUID]:
    """Chunks of what happened in a stretch of time, newest first."""
    where, values = _slice(session, model, filters, joined=True)
    values |= {"from": since, "to": until, "limit": limit}
    query = f"""
        SELECT c.id {where} AND m.happened_at >= :from AND m.happened_at < :to
        ORDER BY m.happened_at DESC LIMIT :limit"""
    return list(session.scalars(text(query), values))


def candidates(
    session: Session, ids: Sequence[UUID], *, terms: Sequence[str], vector: Any | None
) -> list[Candidate]:
    """The chunks of these ids with all that a score needs, in no order."""
    like = "1 - (c.embedding <=> CAST(:vector AS halfvec))" if vector is not None else "NULL"
    query = f"""
        SELECT c.id, c.memory_id, m.source, m.kind, m.key,
               1 + length(left(m.text, c.begins))
                 - length(replace(left(m.text, c.begins), E'\\n', '')) AS line,
               m.title, c.text, c.context, m.happened_at, m.company, m.metadata, m.problem_id,
               c.length, {like} AS likeness{_counts(terms)}
        FROM vector_embeddings c JOIN conversation_memory m ON m.id = c.memory_id {FLAT}
        WHERE c.id = ANY(:ids) AND m.user_id = :user AND m.forgotten_at IS NULL"""
    values: dict[str, Any] = {f"term{at}": term for at, term in enumerate(terms)}
    values |= {"ids": list(ids), "user": user_of(session)}
    if vector is not None:
        values["vector"] = _written(vector)
    return [_candidate(row) for row in session.execute(text(query), values)]


def count_access(session: Session, memory_ids: Sequence[UUID]) -> None:
    """Somebody was shown these."""
    counted = text("UPDATE conversation_memory SET accessed = accessed + 1 WHERE id = ANY(:ids)")
    session.execute(counted, {"ids": sorted(set(memory_ids))})


def _candidate(row: Any) -> Candidate:
    return Candidate(
        id=row.id,
        memory_id=row.memory_id,
        source=row.source,
        kind=row.kind,
        key=row.key,
        line=row.line,
        title=row.title,
        text=row.text,
        context=row.context,
        happened_at=row.happened_at,
        company=row.company,
        details=row.metadata,
        problem_id=row.problem_id,
        length=row.length,
        counts=tuple(row[15:]),
        likeness=row.likeness,
    )


def _counts(terms: Sequence[str]) -> str:
    return "".join(
        f", coalesce(c.counts[array_position(flat, :term{at})], 0)" for at in range(len(terms))
    )


def _slice(
    session: Session, model: str, filters: Filters, *, joined: bool = False
) -> tuple[str, dict[str, Any]]:
    """FROM and WHERE of the chunks that pass, with their values."""
    tests = {
        "kind": "m.kind = :kind",
        "source": "m.source = :source",
        "problem_id": "m.problem_id = :problem_id",
        "pattern": "lower(m.metadata->>'pattern') = lower(:pattern)",
        "company": "lower(m.company) = lower(:company)",
        "since": "m.happened_at >= :since",
        "until": "m.happened_at < :until",
    }
    asked = {name: getattr(filters, name) for name in tests}
    values = {name: value for name, value in asked.items() if value is not None}
    where = ["c.user_id = :user", "c.model = :model", *(tests[name] for name in values)]
    source = "vector_embeddings c"
    if values or joined:
        source += " JOIN conversation_memory m ON m.id = c.memory_id"
        where.append("m.forgotten_at IS NULL")
    known = {"user": user_of(session), "model": model}
    return f"FROM {source} WHERE {' AND '.join(where)}", values | known


def _written(vector: Any) -> str:
    return "[" + ",".join(f"{number:.6g}" for number in vector) + "]"
