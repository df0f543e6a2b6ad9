"""A clock that any terminal can start, pause and stop."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from maang.core.db.base import Table


class TimerRow(Table):
    """One sitting. `seconds` is what earlier stretches gave; `running_since` is null in a pause."""

    __tablename__ = "timers"
    __table_args__ = (
        CheckConstraint("seconds >= 0", name="seconds"),
        Index(
            "uq_timers_open", "user_id", unique=True, postgresql_where=text("stopped_at IS NULL")
        ),
        Index(None, "user_id", "started_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    problem_id: Mapped[UUID | None] = mapped_column(ForeignKey("problems.id", ondelete="CASCADE"))
    started_at: Mapped[datetime]
    running_since: Mapped[datetime | None]
    seconds: Mapped[int]
    stopped_at: Mapped[datetime | None]
    attempt_id: Mapped[UUID | None] = mapped_column(ForeignKey("attempts.id", ondelete="SET NULL"))
