"""The faults, in the order of the page."""

from tests.faults import (
    clock_back,
    cut_connection,
    damaged_backup,
    dead_cache,
    first_runs,
    frozen_server,
    full_disk,
    killed_client,
    killed_import,
    killed_migration,
    killed_restore,
    killed_server,
    two_migrations,
)

FAULTS = (
    killed_client.FAULT,
    killed_import.FAULT,
    killed_server.FAULT,
    frozen_server.FAULT,
    dead_cache.FAULT,
    full_disk.FAULT,
    first_runs.FAULT,
    cut_connection.FAULT,
    two_migrations.FAULT,
    killed_migration.FAULT,
    damaged_backup.FAULT,
    killed_restore.FAULT,
    clock_back.FAULT,
)
