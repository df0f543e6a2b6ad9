"""Texts that are remembered, their chunks by model, and the queue of what is to be indexed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    Identity,
    Index,
    Integer,
    UniqueConstraint,
)
from sqlalchemy import (
    text as sql,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from maang.core.db.base import Table

DIMENSIONS = 384
"""Numbers in a vector; a model of another size takes a migration."""

THIS_TRANSACTION = "CAST(CAST(pg_current_xact_id() AS text) AS bigint)"

LEXEMES = "to_tsvector('english'::regconfig, (context || ' '::text) || text)"


class MemoryRow(Table):
    """One text. `source` wrote it, `key` is that writer's name for it, `version` what it said then.

    `before` is what a file said until it was read again, for undo. Where `forgotten_at` is set it
    is in no view, and after `purge_after` its text goes.
    """

    __tablename__ = "conversation_memory"
    __table_args__ = (
        UniqueConstraint("user_id", "source", "key"),
        CheckConstraint("(forgotten_at IS NULL) = (purge_after IS NULL)", name="forgotten"),
        Index(None, "user_id", "happened_at"),
        Index(None, "problem_id"),
        Index(
            "ix_conversation_memory_forgotten",
            "purge_after",
            postgresql_where=sql("purge_after IS NOT NULL"),
        ),
        Index(
            "ix_conversation_memory_before",
            "changed_at",
            postgresql_where=sql("before IS NOT NULL"),
        ),
        Index(
            "ix_conversation_memory_run",
            "run_id",
            postgresql_where=sql("run_id IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    source: Mapped[str]
    kind: Mapped[str]
    key: Mapped[str]
    version: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column("metadata")
    problem_id: Mapped[UUID | None] = mapped_column(ForeignKey("problems.id", ondelete="SET NULL"))
    company: Mapped[str | None]
    happened_at: Mapped[datetime]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    accessed: Mapped[int] = mapped_column(Integer, server_default=sql("0"))
    run_id: Mapped[UUID | None]
    before: Mapped[dict[str, Any] | None]
    forgotten_at: Mapped[datetime | None]
    purge_after: Mapped[datetime | None]


class ChunkRow(Table):
    """A part of a text in one model's set; `embedding` is NULL until a model has seen it.

    `begins` and `ends` are offsets of characters in the text of its memory; `terms` and `counts`
    belong together, and `length` is the sum of the counts. `added_in` is the transaction that
    wrote it (NULL before there was such a column).
    """

    __tablename__ = "vector_embeddings"
    __table_args__ = (
        UniqueConstraint("memory_id", "model", "position"),
        Index(None, "user_id", "model"),
        Index(None, "user_id", "added_in"),
        Index(
            "ix_vector_embeddings_embedding",
            "embedding",
            postgresql_using="hnsw",
            postgresql_ops={"embedding": "halfvec_cosine_ops"},
        ),
        Index("ix_vector_embeddings_lexemes", "lexemes", postgresql_using="gin"),
        Index("ix_vector_embeddings_terms", "terms", postgresql_using="gin"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    memory_id: Mapped[UUID] = mapped_column(
        ForeignKey("conversation_memory.id", ondelete="CASCADE")
    )
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    model: Mapped[str]
    version: Mapped[str]
    position: Mapped[int]
    text: Mapped[str]
    context: Mapped[str]
    begins: Mapped[int]
    ends: Mapped[int]
    embedding: Mapped[Any | None] = mapped_column(HALFVEC(DIMENSIONS))
    lexemes: Mapped[str] = mapped_column(TSVECTOR, Computed(LEXEMES, persisted=True))
    terms: Mapped[list[str]]
    counts: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    length: Mapped[int]
    added_in: Mapped[int | None] = mapped_column(BigInteger, server_default=sql(THIS_TRANSACTION))


class GoneRow(Table):
    """A chunk that was deleted, in which transaction and when; a trigger writes it, so that copies
    of the chunks beside a process hear of it. It outlives its user."""

    __tablename__ = "memory_gone"
    __table_args__ = (Index(None, "user_id", "gone_in"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    gone_in: Mapped[int] = mapped_column(BigInteger, server_default=sql(THIS_TRANSACTION))
    gone_at: Mapped[datetime] = mapped_column(server_default=sql("now()"))


class QueueRow(Table):
    """A text that is to be indexed. Whoever works on it holds a lease that ends with its
    connection (`leased_by` is the server's process for it) or at `leased_until`."""

    __tablename__ = "embed_queue"
    __table_args__ = (Index(None, "user_id", "seq"),)

    memory_id: Mapped[UUID] = mapped_column(
        ForeignKey("conversation_memory.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    seq: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    queued_at: Mapped[datetime]
    lease: Mapped[UUID | None]
    leased_by: Mapped[int | None]
    leased_until: Mapped[datetime | None]


class ModelRow(Table):
    """Whose chunk set of which model is searched, and which one is being made beside it.

    `embedder` is the name of an embedder that was asked for; without one it is that of the
    settings.
    """

    __tablename__ = "memory_models"

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    model: Mapped[str]
    embedder: Mapped[str | None]
    coming: Mapped[str | None]


class MoveRow(Table):
    """How often what a search could see of a person's was changed. The sum over the workers grows
    with every such transaction (triggers see to it); each server process counts in its own row, so
    that no writer waits for another."""

    __tablename__ = "memory_moves"

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    worker: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    moves: Mapped[int] = mapped_column(BigInteger)
