"""What a search asks of the database: what is new, how like the candidates are, what they say.

Which path the dense leg takes is chosen by the size of the slice, never by the planner: on a narrow
slice of many rows it takes the HNSW index, filters what that gives and returns a twentieth of the
answer. Up to `SCANNED` chunks are compared one by one beside the process (`legs.py`); beyond, the
index goes on looking (iterative scan) until it has enough that pass.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, text

from maang.core.db.database import Session, user_of
from maang.core.retrieval.models import Filters, News, Row, Written

SCANNED = 50_000
"""Chunks up to which a slice is compared one by one: three milliseconds, as the index takes."""

WIDTHS = ((50_000, 100), (200_000, 200))
WIDEST = 400
"""HNSW's width by the number of rows. Two indexes of the same 100,000 differ: with 100, recall@10
was .997 by one and .97 by the next."""

NEVER = 2**63 - 1

LOOK_ON = text("""
    SELECT set_config('hnsw.ef_search', :width, true),
           set_config('hnsw.iterative_scan', 'relaxed_order', true),
           set_config('hnsw.max_scan_tuples', '100000', true)""")
"""For this transaction: the index is searched until enough that pass are found."""

BEGUN = """GREATEST(CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint),
    CAST(CAST(pg_current_xact_id_if_assigned() AS text) AS bigint) + 1)"""
"""Later than every transaction whose rows can be seen. What a restore brought may name later ones,
of another server: such rows came with their table, of which a copy is made anew."""

NEWS = text(f"""
    SELECT m.model, m.embedder,
        CASE WHEN has_function_privilege('pg_control_system()', 'execute')
             THEN (SELECT system_identifier::text FROM pg_control_system()) ELSE '' END
            || '/' || (SELECT oid FROM pg_database WHERE datname = current_database())
            || '/' || pg_relation_filenode('vector_embeddings') AS place,
        CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint) AS horizon,
        CAST(extract(epoch FROM now()) AS bigint) AS at,
        EXISTS (SELECT FROM vector_embeddings c
                WHERE c.user_id = :user AND c.added_in >= :since AND c.added_in < {BEGUN}) AS more,
        ARRAY(SELECT g.id FROM memory_gone g
              WHERE g.user_id = :user AND g.gone_in >= :since AND g.gone_in < {BEGUN}) AS gone,
        (SELECT count(*) FROM embed_queue q WHERE q.user_id = :user) AS waiting,
        (SELECT p.id FROM problems p WHERE p.number = :number OR p.slug = :slug
         ORDER BY p.platform <> 'leetcode', p.platform, p.slug LIMIT 1) AS problem
    FROM (SELECT 1) one LEFT JOIN memory_models m ON m.user_id = :user""")

ROWS = """
    SELECT c.id, c.length, c.terms, c.counts, halfvec_send(c.embedding), m.kind, m.source,
           m.problem_id, lower(m.metadata->>'pattern'), lower(m.company), m.happened_at
    FROM vector_embeddings c JOIN conversation_memory m ON m.id = c.memory_id
    WHERE c.user_id = :user AND c.model = :model AND c.id > :after{more}
    ORDER BY c.id LIMIT :limit"""
EVERY = text(ROWS.format(more=""))
ADDED = text(ROWS.format(more=f" AND c.added_in >= :since AND c.added_in < {BEGUN}"))

WRITTEN = text(r"""
    SELECT c.id, c.memory_id, m.source, m.kind, m.key,
           1 + length(left(m.text, c.begins))
             - length(replace(left(m.text, c.begins), E'\n', '')) AS line,
           m.title, c.text, c.context, m.happened_at, m.company, m.metadata->>'problem' AS problem
    FROM unnest(CAST(:ids AS uuid[])) WITH ORDINALITY AS asked (id, rank)
    JOIN vector_embeddings c USING (id) JOIN conversation_memory m ON m.id = c.memory_id
    WHERE c.user_id = :user AND m.forgotten_at IS NULL
    ORDER BY asked.rank""")


def news(session: Session, *, since: int | None, number: int | None, slug: str | None) -> News:
    """What has happened since a horizon, which model's set is searched, and the problem of that
    number or slug (those of LeetCode first)."""
    values = {"user": user_of(session), "number": number, "slug": slug}
    row = session.execute(NEWS, values | {"since": NEVER if since is None else since}).one()
    return News(*row)


def rows(
    session: Session, model: str, *, since: int | None, after: UUID | None, limit: int
) -> list[Row]:
    """Chunks of a set that were added at or after a horizon (or all), by id from behind `after`."""
    values = {"user": user_of(session), "model": model, "limit": limit, "since": since}
    values["after"] = after or UUID(int=0)
    if since is None:
        del values["since"]
    found = session.execute(EVERY if since is None else ADDED, values)
    return [Row(*row) for row in found]


def likenesses(
    session: Session,
    model: str,
    filters: Filters,
    *,
    ids: Sequence[UUID],
    vector: Any | None,
    nearest: int,
) -> list[tuple[UUID, UUID | None, Any, float | None]]:
    """Those of these chunks that pass, and the `nearest` to the vector by the index: each with its
    problem, when it happened and its likeness."""
    where, values = _slice(session, model, filters)
    values["ids"] = list(ids)
    if vector is not None:
        values["vector"] = _written(vector)
    if nearest:
        values["nearest"] = nearest
    query = _weighing(where, near=bool(nearest), dense=vector is not None)
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query, values)]


def look_on(session: Session, *, rows: int) -> None:
    """For this transaction: the index is searched wide enough for a table of so many rows, and
    until enough that pass are found."""
    width = next((width for most, width in WIDTHS if rows <= most), WIDEST)
    session.execute(LOOK_ON, {"width": str(width)})


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


def written(session: Session, ids: Sequence[UUID]) -> list[Written]:
    """What chunks say, in this order; without those that are no longer there."""
    values = {"ids": list(ids), "user": user_of(session)}
    return [Written(*row) for row in session.execute(WRITTEN, values)]


def count_access(session: Session, memory_ids: Sequence[UUID]) -> None:
    """Somebody was shown these."""
    counted = text("UPDATE conversation_memory SET accessed = accessed + 1 WHERE id = ANY(:ids)")
    session.execute(counted, {"ids": sorted(set(memory_ids))})


@cache
def _weighing(where: str, *, near: bool, dense: bool) -> TextClause:
    """The statement of `likenesses`, read once for each sort of question."""
    like = "1 - (c.embedding <=> CAST(:vector AS halfvec))" if dense else "NULL"
    nearest = f"""
        near AS MATERIALIZED (
            SELECT c.id {where}
            ORDER BY c.embedding <=> CAST(:vector AS halfvec) LIMIT :nearest),"""
    joined = "JOIN conversation_memory m ON m.id = c.memory_id"
    source = where if joined in where else where.replace(" WHERE", f" {joined} WHERE")
    return text(f"""
        WITH {nearest if near else ""} asked AS (
            SELECT id FROM unnest(CAST(:ids AS uuid[])) id
            {"UNION SELECT id FROM near" if near else ""})
        SELECT c.id, m.problem_id, m.happened_at, {like} {source}
        AND m.forgotten_at IS NULL AND c.id = ANY (ARRAY(SELECT id FROM asked))""")


def _slice(session: Session, model: str, filters: Filters) -> tuple[str, dict[str, Any]]:
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
    if values:
        source += " JOIN conversation_memory m ON m.id = c.memory_id"
    known = {"user": user_of(session), "model": model}
    return f"FROM {source} WHERE {' AND '.join(where)}", values | known


def _written(vector: Any) -> str:
    """As a statement has it: in the half precision that it is compared in."""
    return str(vector.astype("f2").tolist())
