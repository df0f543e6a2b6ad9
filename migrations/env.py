"""Alembic's entry: runs the versions on the connection it is handed, in one transaction each.

`maang.core.db.migrate` hands over a connection; nothing here reads a URL or the environment.
"""

from alembic import context

from maang.core.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    transaction_per_migration=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
