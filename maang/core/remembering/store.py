"""What stands in the log and in the notes, held against what memory knows, in SQL."""

from uuid import UUID

from sqlalchemy import text

from maang.core.db.database import Session, user_of

# an attempt without a word in it has no memory; `practice.remembering` decides, this only asks for
# those that could have one
ATTEMPTS = text("""
    SELECT a.attempt_id FROM live_attempts a
    LEFT JOIN conversation_memory m
      ON m.user_id = a.user_id AND m.source = 'log' AND m.key = a.attempt_id::text
    WHERE a.user_id = :user
      AND (m.id IS NULL OR (m.version <> a.id::text AND m.forgotten_at IS NULL))
      AND (a.note <> '' OR a.approach <> '' OR a.code <> '' OR a.failing_case <> ''
           OR cardinality(a.mistakes) > 0)
    LIMIT :limit
""")

GONE_ATTEMPTS = text("""
    SELECT m.key FROM conversation_memory m
    WHERE m.user_id = :user AND m.source = 'log'
      AND NOT EXISTS (SELECT FROM live_attempts a
                      WHERE a.user_id = m.user_id AND a.attempt_id = m.key::uuid)
    LIMIT :limit
""")

NOTES = text("""
    SELECT n.id FROM notes n
    LEFT JOIN conversation_memory m
      ON m.user_id = n.user_id AND m.source = 'notes' AND m.key = n.id::text
    WHERE n.user_id = :user AND n.version_of IS NULL AND n.deleted_at IS NULL AND m.id IS NULL
    LIMIT :limit
""")


GONE_NOTES = text("""
    SELECT m.key FROM conversation_memory m
    WHERE m.user_id = :user AND m.source = 'notes' AND m.forgotten_at IS NULL
      AND NOT EXISTS (SELECT FROM notes n WHERE n.user_id = m.user_id AND n.id = m.key::uuid)
    LIMIT :limit
""")


def missed_attempts(session: Session, *, limit: int) -> list[UUID]:
    """Attempts that memory does not know, or knows as they no longer are."""
    return list(session.scalars(ATTEMPTS, {"user": user_of(session), "limit": limit}))


def gone_attempts(session: Session, *, limit: int) -> list[str]:
    """The keys of attempts that memory knows and that were taken back."""
    return list(session.scalars(GONE_ATTEMPTS, {"user": user_of(session), "limit": limit}))


def missed_notes(session: Session, *, limit: int) -> list[UUID]:
    """Notes that memory does not know."""
    return list(session.scalars(NOTES, {"user": user_of(session), "limit": limit}))


def gone_notes(session: Session, *, limit: int) -> list[str]:
    """The keys of notes that memory knows and that an import took away."""
    return list(session.scalars(GONE_NOTES, {"user": user_of(session), "limit": limit}))
