"""Notes, and what they said before they were edited."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from maang.core.db.base import Table


class NoteRow(Table):
    """A note in Markdown. A row with `version_of` is what that note said before an edit, kept for
    undo; one with `deleted_at` is in no view."""

    __tablename__ = "notes"
    __table_args__ = (
        Index(None, "user_id", "created_at"),
        Index(None, "problem_id"),
        Index("ix_notes_version", "version_of", postgresql_where=text("version_of IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    problem_id: Mapped[UUID | None] = mapped_column(ForeignKey("problems.id", ondelete="CASCADE"))
    attempt_id: Mapped[UUID | None] = mapped_column(ForeignKey("attempts.id", ondelete="CASCADE"))
    title: Mapped[str | None]
    body: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version_of: Mapped[UUID | None] = mapped_column(ForeignKey("notes.id", ondelete="CASCADE"))
    deleted_at: Mapped[datetime | None]
