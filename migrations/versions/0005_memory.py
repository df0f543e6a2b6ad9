"""Memory: texts, their chunks with vectors, the queue; notes that can be edited and deleted."""

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import HALFVEC
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LEXEMES = "to_tsvector('english'::regconfig, (context || ' '::text) || text)"


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS vector")
    _texts()
    _chunks()
    op.create_table(
        "embed_queue",
        sa.Column("memory_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease", sa.Uuid(), nullable=True),
        sa.Column("leased_by", sa.Integer(), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["memory_id"],
            ["conversation_memory.id"],
            name=op.f("fk_embed_queue_memory_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_embed_queue_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("memory_id", name=op.f("pk_embed_queue")),
    )
    op.create_index(op.f("ix_embed_queue_user_id_seq"), "embed_queue", ["user_id", "seq"])
    op.create_table(
        "memory_models",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("embedder", sa.Text(), nullable=True),
        sa.Column("coming", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_memory_models_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_memory_models")),
    )
    op.add_column("notes", sa.Column("version_of", sa.Uuid(), nullable=True))
    op.add_column("notes", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    op.create_foreign_key(
        op.f("fk_notes_version_of"), "notes", "notes", ["version_of"], ["id"], ondelete="CASCADE"
    )
    op.create_index(
        "ix_notes_version",
        "notes",
        ["version_of"],
        postgresql_where=sa.text("version_of IS NOT NULL"),
    )


def downgrade() -> None:
    op.execute("DELETE FROM notes WHERE version_of IS NOT NULL OR deleted_at IS NOT NULL")
    op.drop_index("ix_notes_version", table_name="notes")
    op.drop_constraint(op.f("fk_notes_version_of"), "notes", type_="foreignkey")
    op.drop_column("notes", "deleted_at")
    op.drop_column("notes", "version_of")
    for name in ("memory_models", "embed_queue", "vector_embeddings", "conversation_memory"):
        op.drop_table(name)
    # the extension stays: it may have been there before us


def _texts() -> None:
    op.create_table(
        "conversation_memory",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("metadata", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("problem_id", sa.Uuid(), nullable=True),
        sa.Column("company", sa.Text(), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accessed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=True),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("purge_after", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(forgotten_at IS NULL) = (purge_after IS NULL)",
            name=op.f("ck_conversation_memory_forgotten"),
        ),
        sa.ForeignKeyConstraint(
            ["problem_id"],
            ["problems.id"],
            name=op.f("fk_conversation_memory_problem_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_conversation_memory_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation_memory")),
        sa.UniqueConstraint(
            "user_id", "source", "key", name=op.f("uq_conversation_memory_user_id_source_key")
        ),
    )
    op.create_index(
        op.f("ix_conversation_memory_user_id_happened_at"),
        "conversation_memory",
        ["user_id", "happened_at"],
    )
    op.create_index(
        op.f("ix_conversation_memory_problem_id"), "conversation_memory", ["problem_id"]
    )
    op.create_index(
        "ix_conversation_memory_forgotten",
        "conversation_memory",
        ["purge_after"],
        postgresql_where=sa.text("purge_after IS NOT NULL"),
    )
    op.create_index(
        "ix_conversation_memory_before",
        "conversation_memory",
        ["changed_at"],
        postgresql_where=sa.text("before IS NOT NULL"),
    )
    op.create_index(
        "ix_conversation_memory_run",
        "conversation_memory",
        ["run_id"],
        postgresql_where=sa.text("run_id IS NOT NULL"),
    )


def _chunks() -> None:
    op.create_table(
        "vector_embeddings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("memory_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("begins", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("embedding", HALFVEC(384), nullable=True),
        sa.Column(
            "lexemes", postgresql.TSVECTOR(), sa.Computed(LEXEMES, persisted=True), nullable=False
        ),
        sa.Column("terms", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("counts", postgresql.ARRAY(sa.Integer()), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["memory_id"],
            ["conversation_memory.id"],
            name=op.f("fk_vector_embeddings_memory_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_vector_embeddings_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vector_embeddings")),
        sa.UniqueConstraint(
            "memory_id",
            "model",
            "position",
            name=op.f("uq_vector_embeddings_memory_id_model_position"),
        ),
    )
    op.create_index(
        op.f("ix_vector_embeddings_user_id_model"), "vector_embeddings", ["user_id", "model"]
    )
    op.create_index(
        "ix_vector_embeddings_embedding",
        "vector_embeddings",
        ["embedding"],
        postgresql_using="hnsw",
        postgresql_ops={"embedding": "halfvec_cosine_ops"},
    )
    op.create_index(
        "ix_vector_embeddings_lexemes", "vector_embeddings", ["lexemes"], postgresql_using="gin"
    )
    op.create_index(
        "ix_vector_embeddings_terms", "vector_embeddings", ["terms"], postgresql_using="gin"
    )
