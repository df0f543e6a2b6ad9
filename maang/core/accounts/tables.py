"""People, and where each of their secrets lives (never the secret)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from maang.core.db.base import Table


class UserRow(Table):
    """A person. `zone` and `day_start` are a team member's; a local user's settings decide."""

    __tablename__ = "users"
    __table_args__ = (CheckConstraint("day_start BETWEEN 0 AND 23", name="day_start"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str | None] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    zone: Mapped[str | None]
    day_start: Mapped[int | None] = mapped_column(SmallInteger)
    created_at: Mapped[datetime]


class CredentialRow(Table):
    """A login on a platform: whose, until when, and where the secret can be read."""

    __tablename__ = "user_credentials"
    __table_args__ = (UniqueConstraint("user_id", "platform"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    platform: Mapped[str]
    user_name: Mapped[str | None]
    secret_store: Mapped[str | None]
    expires_at: Mapped[datetime | None]
    last_sync_at: Mapped[datetime | None]
    status: Mapped[str | None]
    error: Mapped[str | None]
