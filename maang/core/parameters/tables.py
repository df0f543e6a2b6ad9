"""Parameters fitted to a person's reviews: events, so that adopting them can be taken back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, Double, ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from maang.core.db.base import Table


class ParametersRow(Table):
    """Parameters fitted to one person's reviews; the newest that stands counts."""

    __tablename__ = "review_parameters"
    __table_args__ = (
        CheckConstraint("cardinality(parameters) = 21", name="parameters"),
        Index(None, "user_id", "seq"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    parameters: Mapped[list[float]] = mapped_column(ARRAY(Double))
    reviews: Mapped[int]
    held_out: Mapped[int]
    log_loss_before: Mapped[float]
    log_loss_after: Mapped[float]
    rmse_before: Mapped[float]
    rmse_after: Mapped[float]
