"""Bring a database to the schema this package knows, once, under a lock.

Alembic is heavy: this module is imported only when the recorded revision is not ours.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from maang.core.db.revision import HEAD
from maang.core.errors import NotConfigured

LOCK_KEY = 0x6D61616E67
"""The advisory lock of whoever migrates ("maang" in ASCII)."""


def migrations_home() -> Path:
    """Where the versions lie: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).parents[2]
    for home in (package / "_migrations", package.parent / "migrations"):
        if (home / "env.py").is_file():
            return home
    raise NotConfigured(
        "this installation carries no migrations",
        hint="reinstall: pip install --force-reinstall maang",
    )


def upgrade(engine: Engine, *, target: str = HEAD) -> None:
    """Apply what is missing up to `target`. A second caller waits, then finds nothing to do."""
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT pg_advisory_lock(%s)", (LOCK_KEY,))
        connection.commit()
        try:
            command.upgrade(_config(connection), target)
            connection.commit()
        finally:
            connection.rollback()
            connection.exec_driver_sql("SELECT pg_advisory_unlock(%s)", (LOCK_KEY,))
            connection.commit()


def downgrade(engine: Engine, *, target: str) -> None:
    """Take versions back down to `target` (for tests and repairs; data of dropped tables goes)."""
    with engine.connect() as connection:
        command.downgrade(_config(connection), target)
        connection.commit()


def history() -> tuple[str, ...]:
    """Every revision, oldest first; the last is the head."""
    script = ScriptDirectory.from_config(_config(None))
    return tuple(reversed([step.revision for step in script.walk_revisions()]))


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations_home()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
