"""What was tried. `attempts` is append-only: an amendment is a further row about the same try."""

from datetime import date, datetime
from typing import Any
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


class AttemptRow(Table):
    """One statement about one try. `attempt_id` names the try: the id of its first statement.

    `verdict` and what follows are what a judge said; `run_id` is the sync that made the statement,
    and a statement without one is a person's.
    """

    __tablename__ = "attempts"
    __table_args__ = (
        CheckConstraint(
            "outcome IN ('solved', 'solved_with_hints', 'failed', 'gave_up')", name="outcome"
        ),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes"),
        CheckConstraint("hints BETWEEN 0 AND 100", name="hints"),
        CheckConstraint(
            "verdict IN ('accepted', 'wrong_answer', 'time_limit', 'memory_limit', 'output_limit',"
            " 'runtime_error', 'compile_error', 'other')",
            name="verdict",
        ),
        CheckConstraint("runtime_ms >= 0", name="runtime_ms"),
        CheckConstraint("memory_kb >= 0", name="memory_kb"),
        Index(None, "user_id", "at"),
        Index(None, "user_id", "problem_id", "at"),
        Index(None, "user_id", "seq"),
        Index(None, "attempt_id"),
        Index(
            "ix_attempts_amendments",
            "attempt_id",
            "seq",
            postgresql_where=text("id <> attempt_id"),
        ),
        Index(
            "uq_attempts_external",
            "user_id",
            "source",
            "external_id",
            unique=True,
            postgresql_where=text("external_id IS NOT NULL"),
        ),
        Index("ix_attempts_run", "run_id", postgresql_where=text("run_id IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempts.id", ondelete="CASCADE"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    problem_id: Mapped[UUID] = mapped_column(ForeignKey("problems.id", ondelete="RESTRICT"))
    at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    outcome: Mapped[str]
    minutes: Mapped[int | None]
    hints: Mapped[int] = mapped_column(SmallInteger)
    mistakes: Mapped[list[str]]
    approach: Mapped[str | None]
    time: Mapped[str | None]
    space: Mapped[str | None]
    code: Mapped[str | None]
    language: Mapped[str | None]
    note: Mapped[str | None]
    company: Mapped[str | None]
    source: Mapped[str]
    external_id: Mapped[str | None]
    verdict: Mapped[str | None]
    runtime_ms: Mapped[int | None]
    memory_kb: Mapped[int | None]
    failing_case: Mapped[str | None]
    run_id: Mapped[UUID | None] = mapped_column(ForeignKey("sync_runs.id"))


class DraftRow(Table):
    """Text that was being written and is not sent yet, by the place it was written in."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("user_id", "place"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    place: Mapped[str]
    body: Mapped[str]
    saved_at: Mapped[datetime]


class WeaknessRow(Table):
    """A finding about what goes wrong, with how sure it is and the events it rests on."""

    __tablename__ = "weakness_analysis"
    __table_args__ = (
        CheckConstraint("severity BETWEEN 0 AND 1", name="severity"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
        Index(None, "user_id", "found_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    finding: Mapped[str]
    pattern: Mapped[str | None]
    severity: Mapped[float]
    confidence: Mapped[float]
    evidence: Mapped[list[dict[str, Any]]]
    found_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]


class DesignProgressRow(Table):
    """How far a system-design topic has come."""

    __tablename__ = "system_design_progress"
    __table_args__ = (
        UniqueConstraint("user_id", "topic"),
        CheckConstraint("status IN ('open', 'reading', 'practised', 'solid')", name="status"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    topic: Mapped[str]
    status: Mapped[str]
    evidence: Mapped[list[dict[str, Any]]]
    practised_on: Mapped[date | None]
