"""Remembered texts in SQL. Writers of other features call `remember` and `drop` with the session
of their own transaction; a text that changes loses its chunks at once and waits in the queue."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select, text, update

from maang.core.cleaning import safe_line, safe_text
from maang.core.db.database import Session, leave_work, user_of
from maang.core.ids import new_id
from maang.core.memory.models import FILES, INDEXING, LOG, Memory, Remembered
from maang.core.memory.tables import ChunkRow, GoneRow, MemoryRow, QueueRow
from maang.core.plain import to_plain

REMEMBER = text("""
    WITH given AS (
        SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS given (
            id uuid, source text, key text, version text, kind text, title text, text text,
            details jsonb, problem_id uuid, company text, happened_at timestamptz)
    ), said AS (
        INSERT INTO conversation_memory AS m (
            id, user_id, source, kind, key, version, title, text, metadata, problem_id, company,
            happened_at, created_at, changed_at, run_id)
        SELECT id, :user, source, kind, key, version, title, text, details, problem_id, company,
               happened_at, :at, :at, :run
        FROM given
        ON CONFLICT (user_id, source, key) DO UPDATE SET
            kind = excluded.kind, version = excluded.version, title = excluded.title,
            text = excluded.text, metadata = excluded.metadata, problem_id = excluded.problem_id,
            company = excluded.company, happened_at = excluded.happened_at, changed_at = :at,
            run_id = CASE WHEN m.forgotten_at IS NULL THEN m.run_id ELSE excluded.run_id END,
            before = CASE WHEN :keep AND m.forgotten_at IS NULL THEN jsonb_build_object(
                'run', excluded.run_id, 'version', m.version, 'title', m.title, 'text', m.text,
                'details', m.metadata, 'happened_at', m.happened_at) END,
            forgotten_at = NULL, purge_after = NULL
        WHERE (m.forgotten_at IS NULL AND m.version <> excluded.version)
           OR (m.forgotten_at IS NOT NULL AND :revive)
        RETURNING id, xmax = 0 AS new
    ), unindexed AS (
        DELETE FROM vector_embeddings c USING said WHERE c.memory_id = said.id
    ), queued AS (
        INSERT INTO embed_queue (memory_id, user_id, queued_at) SELECT id, :user, :at FROM said
        ON CONFLICT (memory_id) DO UPDATE SET queued_at = excluded.queued_at, lease = NULL
    )
    SELECT count(*) FILTER (WHERE new), count(*) FILTER (WHERE NOT new) FROM said
""")

RESTORED = text("""
    WITH back AS (
        UPDATE conversation_memory SET forgotten_at = NULL, purge_after = NULL
        WHERE user_id = :user AND id = ANY(:ids) AND forgotten_at IS NOT NULL AND text <> ''
        RETURNING id, source, key
    ), queued AS (
        INSERT INTO embed_queue (memory_id, user_id, queued_at) SELECT id, :user, :at FROM back
        ON CONFLICT (memory_id) DO NOTHING
    )
    SELECT source, key FROM back
""")

TAKEN_BACK = text("""
    WITH former AS (
        UPDATE conversation_memory SET
            version = before->>'version', title = before->>'title', text = before->>'text',
            metadata = before->'details', before = NULL,
            happened_at = CAST(before->>'happened_at' AS timestamptz)
        WHERE user_id = :user AND before->>'run' = CAST(:run AS text) RETURNING id
    ), unindexed AS (
        DELETE FROM vector_embeddings c USING former WHERE c.memory_id = former.id
    )
    INSERT INTO embed_queue (memory_id, user_id, queued_at) SELECT id, :user, :at FROM former
    ON CONFLICT (memory_id) DO UPDATE SET queued_at = excluded.queued_at, lease = NULL
""")

STATE = text("""
    SELECT (SELECT oid FROM pg_database WHERE datname = current_database()),
           (SELECT coalesce(sum(moves), 0) FROM memory_moves WHERE user_id = :user)
""")
"""The database has another oid once a backup has taken its place, where counts would repeat."""


def remember(
    session: Session,
    texts: Sequence[Remembered],
    *,
    at: datetime,
    run_id: UUID | None = None,
    revive: bool = False,
) -> tuple[int, int]:
    """Keep texts, in one statement; how many are new and how many have changed.

    No two may have the same source and key. What was forgotten stays so unless `revive`. `run_id`
    names the change for `take_back_run`.
    """
    if not texts:
        return 0, 0
    rows = json.dumps([_given(each) for each in texts])
    values = {"user": user_of(session), "at": at, "run": run_id, "revive": revive}
    leave_work(session, INDEXING)
    found = session.execute(REMEMBER, {**values, "rows": rows, "keep": run_id is not None}).one()
    return int(found[0]), int(found[1])


def drop(session: Session, source: str, keys: Sequence[str]) -> None:
    """The writer has taken these back: as if they had never been said."""
    session.execute(delete(MemoryRow).where(_mine(session, source), MemoryRow.key.in_(keys)))


def take_back_run(session: Session, run_id: UUID, *, at: datetime) -> None:
    """What a run has added goes, what it has replaced comes back."""
    values = {"user": user_of(session), "run": run_id, "at": at}
    session.execute(TAKEN_BACK, values)
    session.execute(delete(MemoryRow).where(_mine(session), MemoryRow.run_id == run_id))


def versions(session: Session, source: str, keys: Collection[str]) -> dict[str, str]:
    """What is remembered of some keys, each with its version."""
    query = select(MemoryRow.key, MemoryRow.version)
    query = query.where(_mine(session, source), _standing(), MemoryRow.key.in_(keys))
    return {row.key: row.version for row in session.execute(query)}


def under(session: Session, root: str) -> list[str]:
    """The paths of the files that are remembered from a folder, or from a file of that name."""
    inside = MemoryRow.key.startswith(root.rstrip("/") + "/", autoescape=True)
    query = select(MemoryRow.key).where(_mine(session, FILES), _standing())
    return list(session.scalars(query.where(or_(MemoryRow.key == root, inside))))


def listed(session: Session, *, kind: str | None = None, limit: int) -> list[Memory]:
    """What is remembered, newest first."""
    query = _memories(session)
    if kind is not None:
        query = query.where(or_(MemoryRow.kind == kind, MemoryRow.source == kind))
    query = query.order_by(MemoryRow.happened_at.desc(), MemoryRow.id).limit(limit)
    return [_memory(row) for row in session.scalars(query)]


def by_prefix(session: Session, prefix: str) -> list[Memory]:
    """Those whose id, or whose writer's key, begins so."""
    digits = prefix.replace("-", "")
    least, most = (UUID(digits.ljust(32, digit)) for digit in "0f")
    key = MemoryRow.key.startswith(prefix, autoescape=True)
    query = _memories(session).where(or_(MemoryRow.id.between(least, most), key))
    return [_memory(row) for row in session.scalars(query)]


def by_path(session: Session, path: str) -> list[Memory]:
    """The file of that name, or all that came from a folder."""
    inside = MemoryRow.key.startswith(path.rstrip("/") + "/", autoescape=True)
    query = _memories(session).where(MemoryRow.source == FILES)
    return [
        _memory(row) for row in session.scalars(query.where(or_(MemoryRow.key == path, inside)))
    ]


def by_source(session: Session, name: str) -> list[Memory]:
    """Everything of a source or a kind."""
    named = or_(MemoryRow.source == name, MemoryRow.kind == name)
    return [_memory(row) for row in session.scalars(_memories(session).where(named))]


def by_words(session: Session, words: str) -> list[Memory]:
    """Those that have all the words, in any form of them (websearch syntax)."""
    said = func.to_tsvector("english", MemoryRow.title + " " + func.left(MemoryRow.text, 500_000))
    query = _memories(session).where(said.op("@@")(func.websearch_to_tsquery("english", words)))
    return [_memory(row) for row in session.scalars(query)]


def forget(session: Session, ids: Sequence[UUID], *, at: datetime, purge_after: datetime) -> None:
    """Take texts out of every view; their chunks go at once."""
    session.execute(
        update(MemoryRow)
        .where(_mine(session), MemoryRow.id.in_(ids))
        .values(forgotten_at=at, purge_after=purge_after, before=None)
    )
    session.execute(delete(ChunkRow).where(ChunkRow.memory_id.in_(ids)))
    session.execute(delete(QueueRow).where(QueueRow.memory_id.in_(ids)))


def forget_keys(
    session: Session, source: str, keys: Sequence[str], *, at: datetime, purge_after: datetime
) -> None:
    """The same for what a writer knows by its own keys."""
    query = select(MemoryRow.id).where(_mine(session, source), MemoryRow.key.in_(keys))
    forget(session, list(session.scalars(query)), at=at, purge_after=purge_after)


def restore(session: Session, ids: Sequence[UUID], *, at: datetime) -> list[tuple[str, str]]:
    """Bring back what was forgotten and is not purged; source and key of each."""
    values = {"user": user_of(session), "ids": list(ids), "at": at}
    return [(source, key) for source, key in session.execute(RESTORED, values)]


def purge(session: Session, *, by: datetime) -> list[tuple[str, str]]:
    """Remove for good what was forgotten and is past its time; source and key of each.

    Of an attempt an empty row remains, so that catching up does not remember it again.
    """
    due = and_(_mine(session), MemoryRow.purge_after <= by, MemoryRow.text != "")
    empty: dict[str, Any] = {
        "text": "",
        "title": "",
        "details": {},
        "before": None,
        "company": None,
    }
    said = MemoryRow.source, MemoryRow.key
    kept = update(MemoryRow).where(due, MemoryRow.source == LOG).values(**empty).returning(*said)
    gone = delete(MemoryRow).where(due, MemoryRow.source != LOG).returning(*said)
    found = [*session.execute(kept), *session.execute(gone)]
    return [(source, key) for source, key in found]


def forget_former(session: Session, *, by: datetime) -> None:
    """Let go of what files said before they were read again, once that is older than `by`."""
    old = and_(_mine(session), MemoryRow.before.is_not(None), MemoryRow.changed_at <= by)
    session.execute(update(MemoryRow).where(old).values(before=None))


def state(session: Session) -> str:
    """What is never the same again after a write that a search could see, nor elsewhere."""
    oid, moves = session.execute(STATE, {"user": user_of(session)}).one()
    return f"{user_of(session)}.{oid}.{moves}"


def forget_gone(session: Session, *, by: datetime) -> None:
    """Let go of the ids of chunks that went before `by`: no copy is as old."""
    gone = and_(GoneRow.user_id == user_of(session), GoneRow.gone_at <= by)
    session.execute(delete(GoneRow).where(gone))


def kinds(session: Session) -> dict[str, int]:
    """How many texts of each kind are remembered."""
    query = select(MemoryRow.kind, func.count().label("texts")).where(_mine(session), _standing())
    return {row.kind: row.texts for row in session.execute(query.group_by(MemoryRow.kind))}


def forgotten(session: Session) -> int:
    """How many texts are forgotten and not purged yet."""
    query = select(func.count()).select_from(MemoryRow)
    query = query.where(_mine(session), ~_standing(), MemoryRow.text != "")
    return session.scalar(query) or 0


def _given(each: Remembered) -> dict[str, Any]:
    return {
        "id": str(new_id()),
        "source": each.source,
        "key": each.key,
        "version": each.version,
        "kind": each.kind,
        "title": safe_line(each.title),
        "text": safe_text(each.text),
        "details": to_plain(each.details),
        "problem_id": str(each.problem_id) if each.problem_id else None,
        "company": each.company,
        "happened_at": each.happened_at.isoformat(),
    }


def _mine(session: Session, source: str | None = None) -> ColumnElement[bool]:
    mine = MemoryRow.user_id == user_of(session)
    return mine if source is None else and_(mine, MemoryRow.source == source)


def _standing() -> ColumnElement[bool]:
    return MemoryRow.forgotten_at.is_(None)


def _memories(session: Session) -> Select[MemoryRow]:
    query = select(MemoryRow).where(_mine(session), _standing())
    return query.order_by(MemoryRow.happened_at.desc(), MemoryRow.id)


def _memory(row: MemoryRow) -> Memory:
    return Memory(row.id, row.source, row.kind, row.key, row.title, row.happened_at, row.created_at)
