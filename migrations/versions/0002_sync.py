"""Sync: its runs, cursors, pages and activity, and what a judge says of an attempt."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

VERDICTS = (
    "verdict IN ('accepted', 'wrong_answer', 'time_limit', 'memory_limit', 'output_limit',"
    " 'runtime_error', 'compile_error', 'other')"
)

JUDGED = ("verdict", "runtime_ms", "memory_kb", "failing_case", "run_id")
"""What an attempt has gained; a view may only gain columns at its end."""

LIVE_ATTEMPTS = """
    SELECT a.id, a.seq, a.attempt_id, a.user_id, a.problem_id, a.at, a.recorded_at, a.outcome,
           a.minutes, a.hints, a.mistakes, a.approach, a.time, a.space, a.code, a.language,
           a.note, a.company, a.source, a.external_id{more}
    FROM attempts a
    WHERE NOT EXISTS (SELECT 1 FROM voids v WHERE v.event_id = a.id)
      AND NOT EXISTS (SELECT 1 FROM voids v WHERE v.event_id = a.attempt_id)
      AND NOT EXISTS (
          SELECT 1 FROM attempts newer
          WHERE newer.attempt_id = a.attempt_id AND newer.id <> newer.attempt_id
            AND newer.seq > a.seq
            AND NOT EXISTS (SELECT 1 FROM voids v WHERE v.event_id = newer.id))
"""

STANDING_ON_IT = ("live_reviews", "user_problem_status", "user_progress", "user_metrics")
"""The views that are made of it, each of the ones before it."""


def upgrade() -> None:
    _runs()
    _cursors_and_pages()
    _activity()
    op.add_column("attempts", sa.Column("verdict", sa.Text(), nullable=True))
    op.add_column("attempts", sa.Column("runtime_ms", sa.Integer(), nullable=True))
    op.add_column("attempts", sa.Column("memory_kb", sa.Integer(), nullable=True))
    op.add_column("attempts", sa.Column("failing_case", sa.Text(), nullable=True))
    op.add_column("attempts", sa.Column("run_id", sa.Uuid(), nullable=True))
    op.create_check_constraint(op.f("ck_attempts_verdict"), "attempts", VERDICTS)
    op.create_check_constraint(op.f("ck_attempts_runtime_ms"), "attempts", "runtime_ms >= 0")
    op.create_check_constraint(op.f("ck_attempts_memory_kb"), "attempts", "memory_kb >= 0")
    op.create_foreign_key(op.f("fk_attempts_run_id"), "attempts", "sync_runs", ["run_id"], ["id"])
    op.create_index(
        "ix_attempts_run",
        "attempts",
        ["run_id"],
        unique=False,
        postgresql_where=sa.text("run_id IS NOT NULL"),
    )
    _see(JUDGED, "CREATE OR REPLACE VIEW")


def downgrade() -> None:
    definitions = {name: _definition(name) for name in STANDING_ON_IT}
    for name in reversed(STANDING_ON_IT):
        op.execute(f"DROP VIEW {name}")
    op.execute("DROP VIEW live_attempts")
    _see((), "CREATE VIEW")
    for name, definition in definitions.items():
        op.execute(f"CREATE VIEW {name} WITH (security_invoker = true) AS {definition}")
    op.drop_index("ix_attempts_run", table_name="attempts")
    for column in reversed(JUDGED):
        op.drop_column("attempts", column)
    op.drop_table("platform_activity")
    op.drop_table("sync_pages")
    op.drop_table("sync_cursors")
    op.drop_table("sync_runs")


def _see(more: tuple[str, ...], create: str) -> None:
    columns = "".join(f", a.{name}" for name in more)
    definition = LIVE_ATTEMPTS.format(more=columns)
    op.execute(f"{create} live_attempts WITH (security_invoker = true) AS {definition}")


def _definition(view: str) -> str:
    found = op.get_bind().execute(sa.text(f"SELECT pg_get_viewdef('{view}'::regclass)"))
    return str(found.scalar_one())


def _runs() -> None:
    op.create_table(
        "sync_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=True),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("full", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("merged", sa.Integer(), nullable=False),
        sa.Column("waited_seconds", sa.Double(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("hint", sa.Text(), nullable=True),
        sa.Column("notes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.CheckConstraint(
            "state IN ('running', 'done', 'partial', 'failed')", name=op.f("ck_sync_runs_state")
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity_log.id"],
            name=op.f("fk_sync_runs_activity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_sync_runs_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_runs")),
    )
    op.create_index(
        op.f("ix_sync_runs_user_id_platform_started_at"),
        "sync_runs",
        ["user_id", "platform", "started_at"],
        unique=False,
    )


def _cursors_and_pages() -> None:
    op.create_table(
        "sync_cursors",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("cursor", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("mode IN ('incremental', 'full')", name=op.f("ck_sync_cursors_mode")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_sync_cursors_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "platform", "mode", name=op.f("pk_sync_cursors")),
    )
    op.create_table(
        "sync_pages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raw", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["sync_runs.id"], name=op.f("fk_sync_pages_run_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_sync_pages_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_pages")),
    )
    op.create_index(op.f("ix_sync_pages_run_id"), "sync_pages", ["run_id"], unique=False)
    op.create_index(
        op.f("ix_sync_pages_user_id_platform_id"),
        "sync_pages",
        ["user_id", "platform", "id"],
        unique=False,
    )


def _activity() -> None:
    op.create_table(
        "platform_activity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["run_id"], ["sync_runs.id"], name=op.f("fk_platform_activity_run_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_platform_activity_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_activity")),
        sa.UniqueConstraint(
            "user_id",
            "platform",
            "external_id",
            name=op.f("uq_platform_activity_user_id_platform_external_id"),
        ),
    )
    op.create_index(
        op.f("ix_platform_activity_run_id"), "platform_activity", ["run_id"], unique=False
    )
    op.create_index(
        op.f("ix_platform_activity_user_id_at"),
        "platform_activity",
        ["user_id", "at"],
        unique=False,
    )
