"""Moves of memory: a number for each person that grows with whatever a search could see."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

OWN = {
    "conversation_memory": ("INSERT", "DELETE"),
    "vector_embeddings": ("INSERT", "DELETE", "UPDATE"),
}
"""Tables whose rows belong to the person whose memory moves."""

COUNTED = (
    "kind, key, version, title, text, metadata, problem_id, company, happened_at, forgotten_at"
)
"""Of a text; that somebody was shown it moves nothing."""

FRESH = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}


def upgrade() -> None:
    op.create_table(
        "memory_moves",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("worker", sa.Integer(), nullable=False),
        sa.Column("moves", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_memory_moves_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "worker", name=op.f("pk_memory_moves")),
    )
    _function("move_own", "SELECT DISTINCT user_id AS id FROM changed")
    _function("move_all", "SELECT id FROM users WHERE EXISTS (SELECT FROM changed)")
    _function(
        "move_texts",
        f"""SELECT DISTINCT now.user_id AS id FROM changed now JOIN former was USING (id)
            WHERE {_row("now")} IS DISTINCT FROM {_row("was")}""",
    )
    for table, actions in OWN.items():
        for action in actions:
            _trigger(table, action, "move_own")
    for action in FRESH:
        _trigger("problems", action, "move_all")
    _trigger("conversation_memory", "UPDATE", "move_texts", "OLD TABLE AS former")


def downgrade() -> None:
    triggers = [*OWN.items(), ("problems", tuple(FRESH)), ("conversation_memory", ("UPDATE",))]
    for table, actions in triggers:
        for action in actions:
            op.execute(f"DROP TRIGGER moved_by_{action.lower()} ON {table}")
    for name in ("move_own", "move_all", "move_texts"):
        op.execute(f"DROP FUNCTION {name}()")
    op.drop_table("memory_moves")


def _function(name: str, persons: str) -> None:
    """Each server process counts in a row of its own, so that no writer waits for another."""
    op.execute(
        f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO memory_moves AS m (user_id, worker, moves)
            SELECT person.id, pg_backend_pid() % 256, 1 FROM ({persons}) person
            WHERE person.id IN (SELECT id FROM users) ORDER BY 1
            ON CONFLICT (user_id, worker) DO UPDATE SET moves = m.moves + 1;
            RETURN NULL;
        END $$
        """
    )


def _trigger(table: str, action: str, function: str, more: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER moved_by_{action.lower()} AFTER {action} ON {table}"
        f" REFERENCING {FRESH[action]} TABLE AS changed {more}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    )


def _row(side: str) -> str:
    return "(" + ", ".join(f"{side}.{name}" for name in COUNTED.split(", ")) + ")"
