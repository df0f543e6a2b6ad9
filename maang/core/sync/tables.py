"""What sync keeps: its runs, where each goes on, the pages as they came, and what is no attempt."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from maang.core.db.base import Table


class RunRow(Table):
    """One run of one platform; `activity_id` takes it back, once it has changed anything."""

    __tablename__ = "sync_runs"
    __table_args__ = (
        CheckConstraint("state IN ('running', 'done', 'partial', 'failed')", name="state"),
        Index(None, "user_id", "platform", "started_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    activity_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("activity_log.id", ondelete="CASCADE")
    )
    platform: Mapped[str]
    full: Mapped[bool]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    state: Mapped[str]
    pages: Mapped[int]
    rows_read: Mapped[int]
    new: Mapped[int]
    changed: Mapped[int]
    merged: Mapped[int]
    waited_seconds: Mapped[float]
    code: Mapped[str | None]
    error: Mapped[str | None]
    hint: Mapped[str | None]
    notes: Mapped[list[str]]


class CursorRow(Table):
    """Where a platform's next page begins, for the daily run and for one of the whole history."""

    __tablename__ = "sync_cursors"
    __table_args__ = (CheckConstraint("mode IN ('incremental', 'full')", name="mode"),)

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    platform: Mapped[str] = mapped_column(primary_key=True)
    mode: Mapped[str] = mapped_column(primary_key=True)
    cursor: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime]


class PageRow(Table):
    """A page as the platform gave it, so that a better reader can read it again."""

    __tablename__ = "sync_pages"
    __table_args__ = (Index(None, "user_id", "platform", "id"), Index(None, "run_id"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("sync_runs.id", ondelete="CASCADE"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    platform: Mapped[str]
    at: Mapped[datetime]
    raw: Mapped[Any] = mapped_column(JSONB)


class RemoteActivityRow(Table):
    """Something done elsewhere that is no attempt."""

    __tablename__ = "platform_activity"
    __table_args__ = (
        UniqueConstraint("user_id", "platform", "external_id"),
        Index(None, "user_id", "at"),
        Index(None, "run_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    run_id: Mapped[UUID] = mapped_column(ForeignKey("sync_runs.id"))
    platform: Mapped[str]
    external_id: Mapped[str]
    at: Mapped[datetime]
    kind: Mapped[str]
    subject: Mapped[str]
    count: Mapped[int]
    url: Mapped[str | None]
