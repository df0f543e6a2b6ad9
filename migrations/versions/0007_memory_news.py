"""Memory tells what is new: which transaction added a chunk, and which chunks went."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

THIS_TRANSACTION = "CAST(CAST(pg_current_xact_id() AS text) AS bigint)"

REMEMBER_GONE = """
    CREATE FUNCTION remember_gone() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO memory_gone (id, user_id) SELECT id, user_id FROM gone
        ON CONFLICT DO NOTHING;
        RETURN NULL;
    END $$
"""

TRIGGER = """
    CREATE TRIGGER remember_gone AFTER DELETE ON vector_embeddings
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION remember_gone()
"""


def upgrade() -> None:
    # in two steps: a column that comes with such a default would be written into every row
    op.add_column("vector_embeddings", sa.Column("added_in", sa.BigInteger(), nullable=True))
    op.alter_column("vector_embeddings", "added_in", server_default=sa.text(THIS_TRANSACTION))
    op.create_index(
        op.f("ix_vector_embeddings_user_id_added_in"), "vector_embeddings", ["user_id", "added_in"]
    )
    op.create_table(
        "memory_gone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "gone_in", sa.BigInteger(), server_default=sa.text(THIS_TRANSACTION), nullable=False
        ),
        sa.Column(
            "gone_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memory_gone")),
    )
    op.create_index(op.f("ix_memory_gone_user_id_gone_in"), "memory_gone", ["user_id", "gone_in"])
    op.execute(REMEMBER_GONE)
    op.execute(TRIGGER)


def downgrade() -> None:
    op.execute("DROP TRIGGER remember_gone ON vector_embeddings")
    op.execute("DROP FUNCTION remember_gone()")
    op.drop_table("memory_gone")
    op.drop_index(op.f("ix_vector_embeddings_user_id_added_in"), "vector_embeddings")
    op.drop_column("vector_embeddings", "added_in")
