"""Reviews: the day a balance chose, and parameters of one's own."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LIVE_REVIEWS = """
    SELECT r.id, r.seq, r.user_id, r.card_id, r.attempt_event_id, r.rating, r.suggested,
           r.retention, r.reviewed_at, r.recorded_at{more}
    FROM review_log r LEFT JOIN live_attempts a ON a.id = r.attempt_event_id
    WHERE NOT EXISTS (SELECT 1 FROM voids v WHERE v.event_id = r.id)
      AND (r.attempt_event_id IS NULL OR a.id IS NOT NULL)
"""


def upgrade() -> None:
    op.add_column("review_log", sa.Column("days", sa.SmallInteger(), nullable=True))
    op.create_check_constraint(op.f("ck_review_log_days"), "review_log", "days > 0")
    _see(", r.days", "CREATE OR REPLACE VIEW")
    op.create_table(
        "review_parameters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("parameters", postgresql.ARRAY(sa.Double()), nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("held_out", sa.Integer(), nullable=False),
        sa.Column("log_loss_before", sa.Double(), nullable=False),
        sa.Column("log_loss_after", sa.Double(), nullable=False),
        sa.Column("rmse_before", sa.Double(), nullable=False),
        sa.Column("rmse_after", sa.Double(), nullable=False),
        sa.CheckConstraint(
            "cardinality(parameters) = 21", name=op.f("ck_review_parameters_parameters")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_review_parameters_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_parameters")),
    )
    op.create_index(
        op.f("ix_review_parameters_user_id_seq"),
        "review_parameters",
        ["user_id", "seq"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("review_parameters")
    op.execute("DROP VIEW live_reviews")
    _see("", "CREATE VIEW")
    op.drop_column("review_log", "days")


def _see(more: str, create: str) -> None:
    definition = LIVE_REVIEWS.format(more=more)
    op.execute(f"{create} live_reviews WITH (security_invoker = true) AS {definition}")
