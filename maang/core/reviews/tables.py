"""What review remembers. `review_log` is the truth; a card is its fold and can be rebuilt."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from maang.core.db.base import Table


class CardRow(Table):
    """What is remembered about one problem or concept; all but `suspended_at` is derived."""

    __tablename__ = "review_cards"
    __table_args__ = (
        UniqueConstraint("user_id", "problem_id", "kind"),
        CheckConstraint("kind IN ('problem', 'concept', 'behavioural', 'design')", name="kind"),
        CheckConstraint("stability > 0", name="stability"),
        CheckConstraint("difficulty BETWEEN 1 AND 10", name="difficulty"),
        Index(
            "ix_review_cards_due",
            "user_id",
            "due_at",
            postgresql_where=text("suspended_at IS NULL AND due_at IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    problem_id: Mapped[UUID] = mapped_column(ForeignKey("problems.id", ondelete="RESTRICT"))
    kind: Mapped[str]
    created_at: Mapped[datetime]
    stability: Mapped[float | None]
    difficulty: Mapped[float | None]
    due_at: Mapped[datetime | None]
    reviewed_at: Mapped[datetime | None]
    reps: Mapped[int]
    lapses: Mapped[int]
    suspended_at: Mapped[datetime | None]


class ReviewRow(Table):
    """One answer. One that came with an attempt counts while that statement of it stands."""

    __tablename__ = "review_log"
    __table_args__ = (
        CheckConstraint("rating BETWEEN 1 AND 4", name="rating"),
        CheckConstraint("suggested BETWEEN 1 AND 4", name="suggested"),
        CheckConstraint("retention > 0 AND retention < 1", name="retention"),
        CheckConstraint("days > 0", name="days"),
        Index(None, "card_id", "reviewed_at"),
        Index(None, "user_id", "reviewed_at"),
        Index(None, "attempt_event_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    card_id: Mapped[UUID] = mapped_column(ForeignKey("review_cards.id", ondelete="CASCADE"))
    attempt_event_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("attempts.id", ondelete="CASCADE")
    )
    rating: Mapped[int] = mapped_column(SmallInteger)
    suggested: Mapped[int | None] = mapped_column(SmallInteger)
    retention: Mapped[float]
    reviewed_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    days: Mapped[int | None] = mapped_column(SmallInteger)
