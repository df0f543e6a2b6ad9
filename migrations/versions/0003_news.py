"""News: whoever listens hears that a person's log has changed."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = ("activity_log", "voids")


def upgrade() -> None:
    op.execute(
        """
        CREATE FUNCTION tell_news() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_notify('maang', person.user_id::text)
            FROM (SELECT DISTINCT user_id FROM fresh) person;
            RETURN NULL;
        END $$
        """
    )
    for name in TABLES:
        op.execute(
            f"CREATE TRIGGER tell_news AFTER INSERT ON {name} REFERENCING NEW TABLE AS fresh"
            " FOR EACH STATEMENT EXECUTE FUNCTION tell_news()"
        )


def downgrade() -> None:
    for name in TABLES:
        op.execute(f"DROP TRIGGER tell_news ON {name}")
    op.execute("DROP FUNCTION tell_news()")
