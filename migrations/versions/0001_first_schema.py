"""People, catalogue, practice, activity, and the views that are derived from their events."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

VIEWS = {
    # What stands: the newest statement about each try, unless it or the try was taken back.
    "live_attempts": """
        SELECT a.id, a.seq, a.attempt_id, a.user_id, a.problem_id, a.at, a.recorded_at, a.outcome,
               a.minutes, a.hints, a.mistakes, a.approach, a.time, a.space, a.code, a.language,
               a.note, a.company, a.source, a.external_id
        FROM attempts a
        WHERE NOT EXISTS (SELECT 1 FROM voids v WHERE v.event_id = a.id)
          AND NOT EXISTS (SELECT 1 FROM voids v WHERE v.event_id = a.attempt_id)
          AND NOT EXISTS (
              SELECT 1 FROM attempts newer
              WHERE newer.attempt_id = a.attempt_id AND newer.id <> newer.attempt_id
                AND newer.seq > a.seq
                AND NOT EXISTS (SELECT 1 FROM voids v WHERE v.event_id = newer.id))
    """,
    # A review that came with an attempt counts while that statement of the attempt stands.
    "live_reviews": """
        SELECT r.id, r.seq, r.user_id, r.card_id, r.attempt_event_id, r.rating, r.suggested,
               r.retention, r.reviewed_at, r.recorded_at
        FROM review_log r LEFT JOIN live_attempts a ON a.id = r.attempt_event_id
        WHERE NOT EXISTS (SELECT 1 FROM voids v WHERE v.event_id = r.id)
          AND (r.attempt_event_id IS NULL OR a.id IS NOT NULL)
    """,
    "user_problem_status": """
        SELECT a.user_id, a.problem_id,
               CASE WHEN bool_or(a.outcome LIKE 'solved%') THEN 'solved' ELSE 'attempted' END AS status,
               count(*) AS attempts,
               count(*) FILTER (WHERE a.outcome LIKE 'solved%') AS solved,
               min(a.minutes) FILTER (WHERE a.outcome LIKE 'solved%') AS best_minutes,
               (array_agg(a.outcome ORDER BY a.at DESC, a.seq DESC))[1] AS last_outcome,
               max(a.at) AS last_at
        FROM live_attempts a
        GROUP BY a.user_id, a.problem_id
    """,
    "user_progress": """
        SELECT s.user_id, p.pattern,
               count(*) AS attempted,
               count(*) FILTER (WHERE s.status = 'solved') AS solved,
               max(s.last_at) AS last_at
        FROM user_problem_status s JOIN problems p ON p.id = s.problem_id
        WHERE p.pattern IS NOT NULL
        GROUP BY s.user_id, p.pattern
    """,
    "user_metrics": """
        SELECT a.user_id,
               count(*) AS attempts,
               count(DISTINCT a.problem_id) AS attempted,
               count(DISTINCT a.problem_id) FILTER (WHERE a.outcome LIKE 'solved%') AS solved,
               coalesce(sum(a.minutes), 0) AS minutes,
               min(a.at) AS first_at, max(a.at) AS last_at
        FROM live_attempts a
        GROUP BY a.user_id
    """,
    # Many to many, by name: a problem's own columns are the fact.
    "topic_problems": """
        SELECT t.id AS topic_id, p.id AS problem_id
        FROM problems p
        JOIN roadmap_topics t
          ON (t.kind = 'pattern' AND t.name = p.pattern)
          OR (t.kind = 'topic' AND t.name = ANY (p.topics))
          OR (t.kind = 'technique' AND t.name = ANY (p.techniques))
    """,
}
"""Name → definition, each standing on the ones before it."""


def upgrade() -> None:
    op.create_table(
        "companies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companies")),
        sa.UniqueConstraint("name", name=op.f("uq_companies_name")),
    )
    op.create_table(
        "installation",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_installation")),
    )
    op.create_table(
        "problems",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("difficulty", sa.Text(), nullable=True),
        sa.Column("premium", sa.Boolean(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=True),
        sa.Column("topics", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("techniques", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("time", sa.Text(), nullable=True),
        sa.Column("space", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "difficulty IN ('easy', 'medium', 'hard')", name=op.f("ck_problems_difficulty")
        ),
        sa.CheckConstraint("slug <> ''", name=op.f("ck_problems_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problems")),
        sa.UniqueConstraint("platform", "slug", name=op.f("uq_problems_platform_slug")),
    )
    op.create_index(op.f("ix_problems_number"), "problems", ["number"], unique=False)
    op.create_index(op.f("ix_problems_pattern"), "problems", ["pattern"], unique=False)
    op.create_index(op.f("ix_problems_slug"), "problems", ["slug"], unique=False)
    op.create_index(
        op.f("ix_problems_topics"), "problems", ["topics"], unique=False, postgresql_using="gin"
    )
    op.create_table(
        "roadmap_topics",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('pattern', 'topic', 'technique')", name=op.f("ck_roadmap_topics_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roadmap_topics")),
        sa.UniqueConstraint("kind", "name", name=op.f("uq_roadmap_topics_kind_name")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("day_start", sa.SmallInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("day_start BETWEEN 0 AND 23", name=op.f("ck_users_day_start")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
        sa.UniqueConstraint("name", name=op.f("uq_users_name")),
    )
    op.create_table(
        "activity_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("undo", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_activity_log_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_log")),
    )
    op.create_index(
        op.f("ix_activity_log_user_id_seq"), "activity_log", ["user_id", "seq"], unique=False
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("problem_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("hints", sa.SmallInteger(), nullable=False),
        sa.Column("mistakes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("approach", sa.Text(), nullable=True),
        sa.Column("time", sa.Text(), nullable=True),
        sa.Column("space", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("company", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('solved', 'solved_with_hints', 'failed', 'gave_up')",
            name=op.f("ck_attempts_outcome"),
        ),
        sa.CheckConstraint("hints BETWEEN 0 AND 100", name=op.f("ck_attempts_hints")),
        sa.CheckConstraint("minutes BETWEEN 0 AND 1440", name=op.f("ck_attempts_minutes")),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.id"], name=op.f("fk_attempts_attempt_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["problem_id"],
            ["problems.id"],
            name=op.f("fk_attempts_problem_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_attempts_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    op.create_index(
        "ix_attempts_amendments",
        "attempts",
        ["attempt_id", "seq"],
        unique=False,
        postgresql_where=sa.text("id <> attempt_id"),
    )
    op.create_index(op.f("ix_attempts_attempt_id"), "attempts", ["attempt_id"], unique=False)
    op.create_index(op.f("ix_attempts_user_id_seq"), "attempts", ["user_id", "seq"], unique=False)
    op.create_index(op.f("ix_attempts_user_id_at"), "attempts", ["user_id", "at"], unique=False)
    op.create_index(
        op.f("ix_attempts_user_id_problem_id_at"),
        "attempts",
        ["user_id", "problem_id", "at"],
        unique=False,
    )
    op.create_index(
        "uq_attempts_external",
        "attempts",
        ["user_id", "source", "external_id"],
        unique=True,
        postgresql_where=sa.text("external_id IS NOT NULL"),
    )
    op.create_table(
        "company_tags",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("problem_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["companies.id"],
            name=op.f("fk_company_tags_company_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["problem_id"],
            ["problems.id"],
            name=op.f("fk_company_tags_problem_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_company_tags_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "user_id", "company_id", "problem_id", name=op.f("pk_company_tags")
        ),
    )
    op.create_index(
        op.f("ix_company_tags_problem_id"), "company_tags", ["problem_id"], unique=False
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_drafts_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("user_id", "place", name=op.f("uq_drafts_user_id_place")),
    )
    op.create_table(
        "problem_lists",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_problem_lists_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem_lists")),
        sa.UniqueConstraint(
            "user_id",
            "slug",
            name=op.f("uq_problem_lists_user_id_slug"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_table(
        "review_cards",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("problem_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stability", sa.Double(), nullable=True),
        sa.Column("difficulty", sa.Double(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reps", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('problem', 'concept', 'behavioural', 'design')",
            name=op.f("ck_review_cards_kind"),
        ),
        sa.CheckConstraint("difficulty BETWEEN 1 AND 10", name=op.f("ck_review_cards_difficulty")),
        sa.CheckConstraint("stability > 0", name=op.f("ck_review_cards_stability")),
        sa.ForeignKeyConstraint(
            ["problem_id"],
            ["problems.id"],
            name=op.f("fk_review_cards_problem_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_review_cards_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_cards")),
        sa.UniqueConstraint(
            "user_id", "problem_id", "kind", name=op.f("uq_review_cards_user_id_problem_id_kind")
        ),
    )
    op.create_index(
        "ix_review_cards_due",
        "review_cards",
        ["user_id", "due_at"],
        unique=False,
        postgresql_where=sa.text("suspended_at IS NULL AND due_at IS NOT NULL"),
    )
    op.create_table(
        "system_design_progress",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("evidence", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("practised_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "status IN ('open', 'reading', 'practised', 'solid')",
            name=op.f("ck_system_design_progress_status"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_system_design_progress_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_system_design_progress")),
        sa.UniqueConstraint(
            "user_id", "topic", name=op.f("uq_system_design_progress_user_id_topic")
        ),
    )
    op.create_table(
        "topic_prerequisites",
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("requires_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "topic_id <> requires_id", name=op.f("ck_topic_prerequisites_not_itself")
        ),
        sa.ForeignKeyConstraint(
            ["requires_id"],
            ["roadmap_topics.id"],
            name=op.f("fk_topic_prerequisites_requires_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["roadmap_topics.id"],
            name=op.f("fk_topic_prerequisites_topic_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("topic_id", "requires_id", name=op.f("pk_topic_prerequisites")),
    )
    op.create_table(
        "user_credentials",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("user_name", sa.Text(), nullable=True),
        sa.Column("secret_store", sa.Text(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_sync_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_user_credentials_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_credentials")),
        sa.UniqueConstraint(
            "user_id", "platform", name=op.f("uq_user_credentials_user_id_platform")
        ),
    )
    op.create_table(
        "weakness_analysis",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=True),
        sa.Column("severity", sa.Double(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("evidence", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "confidence BETWEEN 0 AND 1", name=op.f("ck_weakness_analysis_confidence")
        ),
        sa.CheckConstraint("severity BETWEEN 0 AND 1", name=op.f("ck_weakness_analysis_severity")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_weakness_analysis_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weakness_analysis")),
    )
    op.create_index(
        op.f("ix_weakness_analysis_user_id_found_at"),
        "weakness_analysis",
        ["user_id", "found_at"],
        unique=False,
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("problem_id", sa.Uuid(), nullable=True),
        sa.Column("attempt_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.id"], name=op.f("fk_notes_attempt_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["problem_id"], ["problems.id"], name=op.f("fk_notes_problem_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_notes_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(op.f("ix_notes_problem_id"), "notes", ["problem_id"], unique=False)
    op.create_index(
        op.f("ix_notes_user_id_created_at"), "notes", ["user_id", "created_at"], unique=False
    )
    op.create_table(
        "problem_list_items",
        sa.Column("list_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("problem_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("position > 0", name=op.f("ck_problem_list_items_position")),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["problem_lists.id"],
            name=op.f("fk_problem_list_items_list_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["problem_id"],
            ["problems.id"],
            name=op.f("fk_problem_list_items_problem_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("list_id", "position", name=op.f("pk_problem_list_items")),
    )
    op.create_index(
        op.f("ix_problem_list_items_problem_id"), "problem_list_items", ["problem_id"], unique=False
    )
    op.create_table(
        "review_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_event_id", sa.Uuid(), nullable=True),
        sa.Column("rating", sa.SmallInteger(), nullable=False),
        sa.Column("suggested", sa.SmallInteger(), nullable=True),
        sa.Column("retention", sa.Double(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("rating BETWEEN 1 AND 4", name=op.f("ck_review_log_rating")),
        sa.CheckConstraint("retention > 0 AND retention < 1", name=op.f("ck_review_log_retention")),
        sa.CheckConstraint("suggested BETWEEN 1 AND 4", name=op.f("ck_review_log_suggested")),
        sa.ForeignKeyConstraint(
            ["attempt_event_id"],
            ["attempts.id"],
            name=op.f("fk_review_log_attempt_event_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["card_id"], ["review_cards.id"], name=op.f("fk_review_log_card_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_review_log_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_log")),
    )
    op.create_index(
        op.f("ix_review_log_attempt_event_id"), "review_log", ["attempt_event_id"], unique=False
    )
    op.create_index(
        op.f("ix_review_log_card_id_reviewed_at"),
        "review_log",
        ["card_id", "reviewed_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_review_log_user_id_reviewed_at"),
        "review_log",
        ["user_id", "reviewed_at"],
        unique=False,
    )
    op.create_table(
        "timers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("problem_id", sa.Uuid(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("running_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempt_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_timers_seconds")),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.id"], name=op.f("fk_timers_attempt_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["problem_id"], ["problems.id"], name=op.f("fk_timers_problem_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_timers_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timers")),
    )
    op.create_index(
        op.f("ix_timers_user_id_started_at"), "timers", ["user_id", "started_at"], unique=False
    )
    op.create_index(
        "uq_timers_open",
        "timers",
        ["user_id"],
        unique=True,
        postgresql_where=sa.text("stopped_at IS NULL"),
    )
    op.create_table(
        "voids",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity_log.id"],
            name=op.f("fk_voids_activity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_voids_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_voids")),
    )
    op.create_index(op.f("ix_voids_activity_id"), "voids", ["activity_id"], unique=False)
    for name, definition in VIEWS.items():
        op.execute(f"CREATE VIEW {name} WITH (security_invoker = true) AS {definition}")


def downgrade() -> None:
    for name in reversed(VIEWS):
        op.execute(f"DROP VIEW {name}")
    op.drop_index(op.f("ix_voids_activity_id"), table_name="voids")
    op.drop_table("voids")
    op.drop_index(
        "uq_timers_open", table_name="timers", postgresql_where=sa.text("stopped_at IS NULL")
    )
    op.drop_index(op.f("ix_timers_user_id_started_at"), table_name="timers")
    op.drop_table("timers")
    op.drop_index(op.f("ix_review_log_user_id_reviewed_at"), table_name="review_log")
    op.drop_index(op.f("ix_review_log_card_id_reviewed_at"), table_name="review_log")
    op.drop_index(op.f("ix_review_log_attempt_event_id"), table_name="review_log")
    op.drop_table("review_log")
    op.drop_index(op.f("ix_problem_list_items_problem_id"), table_name="problem_list_items")
    op.drop_table("problem_list_items")
    op.drop_index(op.f("ix_notes_user_id_created_at"), table_name="notes")
    op.drop_index(op.f("ix_notes_problem_id"), table_name="notes")
    op.drop_table("notes")
    op.drop_index(op.f("ix_weakness_analysis_user_id_found_at"), table_name="weakness_analysis")
    op.drop_table("weakness_analysis")
    op.drop_table("user_credentials")
    op.drop_table("topic_prerequisites")
    op.drop_table("system_design_progress")
    op.drop_index(
        "ix_review_cards_due",
        table_name="review_cards",
        postgresql_where=sa.text("suspended_at IS NULL AND due_at IS NOT NULL"),
    )
    op.drop_table("review_cards")
    op.drop_table("problem_lists")
    op.drop_table("drafts")
    op.drop_index(op.f("ix_company_tags_problem_id"), table_name="company_tags")
    op.drop_table("company_tags")
    op.drop_index(
        "uq_attempts_external",
        table_name="attempts",
        postgresql_where=sa.text("external_id IS NOT NULL"),
    )
    op.drop_index(op.f("ix_attempts_user_id_problem_id_at"), table_name="attempts")
    op.drop_index(op.f("ix_attempts_user_id_at"), table_name="attempts")
    op.drop_index(op.f("ix_attempts_user_id_seq"), table_name="attempts")
    op.drop_index(op.f("ix_attempts_attempt_id"), table_name="attempts")
    op.drop_index(
        "ix_attempts_amendments",
        table_name="attempts",
        postgresql_where=sa.text("id <> attempt_id"),
    )
    op.drop_table("attempts")
    op.drop_index(op.f("ix_activity_log_user_id_seq"), table_name="activity_log")
    op.drop_table("activity_log")
    op.drop_table("users")
    op.drop_table("roadmap_topics")
    op.drop_index(op.f("ix_problems_topics"), table_name="problems", postgresql_using="gin")
    op.drop_index(op.f("ix_problems_slug"), table_name="problems")
    op.drop_index(op.f("ix_problems_pattern"), table_name="problems")
    op.drop_index(op.f("ix_problems_number"), table_name="problems")
    op.drop_table("problems")
    op.drop_table("installation")
    op.drop_table("companies")
