"""The queue, the sets of chunks and the models in SQL.

A lease says who works on a text. It ends with the connection that took it, so that a killed
worker's texts are free at once, and in any case after a while.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Select, delete, exists, func, insert, literal, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from maang.core.db.database import Session, user_of
from maang.core.ids import new_id
from maang.core.indexing.models import Chosen, Job, Piece
from maang.core.memory.tables import ChunkRow, MemoryRow, ModelRow, QueueRow

CLAIM = text("""
    WITH free AS MATERIALIZED (
        SELECT memory_id FROM embed_queue
        WHERE user_id = :user AND (
            lease IS NULL OR leased_until < :at
            OR NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.pid = leased_by))
        ORDER BY seq LIMIT :limit FOR UPDATE SKIP LOCKED
    )
    UPDATE embed_queue q
    SET lease = :lease, leased_by = pg_backend_pid(), leased_until = :until
    FROM free WHERE q.memory_id = free.memory_id
    RETURNING q.memory_id
""")
"""Materialized: as the inner side of a join the LIMIT would be run once for each row outside, and
more be taken than was asked for."""

SIZE = text("""
    SELECT sum(pg_total_relation_size(name)) FROM unnest(ARRAY[
        'conversation_memory', 'vector_embeddings', 'embed_queue']::regclass[]) name
""")

CHUNKS: Any = ChunkRow.__table__
"""As a table: many rows at once, without the ORM's care for each."""


def claim(session: Session, lease: UUID, *, at: datetime, until: datetime, limit: int) -> list[Job]:
    """Take up texts that nobody works on, oldest first."""
    values = {"lease": lease, "user": user_of(session), "at": at, "until": until, "limit": limit}
    taken = list(session.scalars(CLAIM, values))
    query = _jobs(session).where(MemoryRow.id.in_(taken)) if taken else None
    return [] if query is None else [_job(row) for row in session.scalars(query)]


def release(session: Session, lease: UUID) -> None:
    """Give back what was taken up and not done."""
    free = {"lease": None, "leased_by": None, "leased_until": None}
    session.execute(update(QueueRow).where(QueueRow.lease == lease).values(**free))


def settle(
    session: Session, model: str, done: Sequence[tuple[Job, Sequence[Piece]]], *, lease: UUID | None
) -> int:
    """Put chunk sets in the place of those of the same model; how many texts they were.

    A text that has changed or was forgotten meanwhile is left as it is (and where it waits). With
    `lease` the texts leave the queue.
    """
    still = _unchanged(session, {job.memory_id: job.version for job, _ in done})
    ready = [(job, parts) for job, parts in done if job.memory_id in still]
    ids = [job.memory_id for job, _ in ready]
    session.execute(delete(ChunkRow).where(ChunkRow.memory_id.in_(ids), ChunkRow.model == model))
    rows = [
        _row(session, model, job, position, part)
        for job, parts in ready
        for position, part in enumerate(parts)
    ]
    if rows:
        session.execute(insert(CHUNKS), rows)
    if lease is not None:
        waiting = QueueRow.memory_id.in_(ids), QueueRow.lease == lease
        session.execute(delete(QueueRow).where(*waiting))
    return len(ready)


def waiting(session: Session) -> int:
    """How many texts are in the queue."""
    query = select(func.count()).select_from(QueueRow)
    return session.scalar(query.where(QueueRow.user_id == user_of(session))) or 0


def enqueue(
    session: Session, *, at: datetime, lacking: str | None = None, dense: bool = True
) -> int:
    """Queue all texts, or those without a whole set of the model `lacking` (one with vectors, where
    `dense`); how many were not in the queue."""
    query = select(MemoryRow.id, MemoryRow.user_id, literal(at, DateTime(timezone=True)))
    query = query.where(MemoryRow.user_id == user_of(session), MemoryRow.forgotten_at.is_(None))
    if lacking is not None:
        query = query.where(_lacks(lacking, dense=dense))
    queued = upsert(QueueRow).from_select(["memory_id", "user_id", "queued_at"], query)
    added = queued.on_conflict_do_nothing().returning(QueueRow.memory_id)
    return len(session.scalars(added).all())


def lacking(session: Session, model: str, *, after: UUID | None, limit: int) -> list[Job]:
    """Texts without a whole set of a model, by id, from behind `after`."""
    query = _jobs(session).where(_lacks(model, dense=True))
    if after is not None:
        query = query.where(MemoryRow.id > after)
    return [_job(row) for row in session.scalars(query.order_by(MemoryRow.id).limit(limit))]


def standing(session: Session) -> int:
    """How many texts are remembered."""
    query = select(func.count()).select_from(MemoryRow)
    mine = MemoryRow.user_id == user_of(session), MemoryRow.forgotten_at.is_(None)
    return session.scalar(query.where(*mine)) or 0


def chosen(session: Session) -> Chosen:
    """Whose set is searched, and which one is being made."""
    query = select(ModelRow.model, ModelRow.embedder, ModelRow.coming)
    row = session.execute(query.where(ModelRow.user_id == user_of(session))).first()
    return Chosen(*row) if row else Chosen()


def choose(
    session: Session, model: str, *, embedder: str | None = None, coming: str | None = None
) -> None:
    """Say whose set is searched, and which one is being made beside it."""
    said = {"model": model, "embedder": embedder, "coming": coming}
    statement = upsert(ModelRow).values(user_id=user_of(session), **said)
    session.execute(statement.on_conflict_do_update(index_elements=["user_id"], set_=said))


def remove_others(session: Session, model: str) -> None:
    """Remove the sets of every other model."""
    mine = ChunkRow.user_id == user_of(session)
    session.execute(delete(ChunkRow).where(mine, ChunkRow.model != model))


def chunks(session: Session, model: str) -> tuple[int, int]:
    """How many chunks a model's set has, and how many of them have no vector."""
    bare = func.count().filter(ChunkRow.embedding.is_(None))
    query = select(func.count(), bare).where(ChunkRow.user_id == user_of(session))
    count, without = session.execute(query.where(ChunkRow.model == model)).one()
    return count, without


def size(session: Session) -> int:
    """Bytes of memory's tables with their indexes."""
    return int(session.scalar(SIZE) or 0)


def _unchanged(session: Session, versions: Mapping[UUID, str]) -> set[UUID]:
    """Locked, so that nobody changes them before the end of the transaction."""
    query = select(MemoryRow.id, MemoryRow.version)
    query = query.where(MemoryRow.id.in_(versions), MemoryRow.forgotten_at.is_(None))
    found = session.execute(query.order_by(MemoryRow.id).with_for_update())
    return {id for id, version in found if versions[id] == version}


def _lacks(model: str, *, dense: bool) -> Any:
    theirs = exists().where(
        ChunkRow.memory_id == MemoryRow.id,
        ChunkRow.model == model,
        ChunkRow.version == MemoryRow.version,
    )
    if not dense:
        return ~theirs
    return ~theirs | exists().where(
        ChunkRow.memory_id == MemoryRow.id,
        ChunkRow.model == model,
        ChunkRow.embedding.is_(None),
    )


def _jobs(session: Session) -> Select[MemoryRow]:
    mine = MemoryRow.user_id == user_of(session), MemoryRow.forgotten_at.is_(None)
    return select(MemoryRow).where(*mine)


def _job(row: MemoryRow) -> Job:
    said = row.kind, row.title, row.text, row.details, row.happened_at, row.company
    return Job(row.id, row.version, *said)


def _row(session: Session, model: str, job: Job, position: int, part: Piece) -> dict[str, Any]:
    return {
        "id": new_id(),
        "memory_id": job.memory_id,
        "user_id": user_of(session),
        "model": model,
        "version": job.version,
        "position": position,
        "text": part.text,
        "context": part.context,
        "begins": part.begins,
        "ends": part.ends,
        "embedding": part.embedding,
        "terms": list(part.terms),
        "counts": list(part.counts),
        "length": sum(part.counts),
    }
