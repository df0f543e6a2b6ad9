"""Who did what to which thing, and what was taken back.

Keys are UUIDv7, so a team's server can partition `activity_log` by ranges of the key, month by
month, without a change here.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from maang.core.db.base import Table


class ActivityRow(Table):
    """One change a person made. `seq` orders them even when the clock went backwards."""

    __tablename__ = "activity_log"
    __table_args__ = (Index(None, "user_id", "seq"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    verb: Mapped[str]
    subject: Mapped[str]
    undo: Mapped[list[dict[str, Any]]]


class VoidRow(Table):
    """An event that was taken back; views leave it out. `event_id` may be an activity itself."""

    __tablename__ = "voids"
    __table_args__ = (Index(None, "activity_id"),)

    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    activity_id: Mapped[UUID] = mapped_column(ForeignKey("activity_log.id", ondelete="CASCADE"))
    at: Mapped[datetime]
