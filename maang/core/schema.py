"""Imports every tables.py, so that the metadata is whole (for Alembic)."""

import maang.core.accounts.tables
import maang.core.activity.tables
import maang.core.db.tables
import maang.core.memory.tables
import maang.core.notes.tables
import maang.core.parameters.tables
import maang.core.practice.tables
import maang.core.problems.tables
import maang.core.reviews.tables
import maang.core.sync.tables
import maang.core.timers.tables  # noqa: F401
from maang.core.db.base import Table

metadata = Table.metadata
"""Every table of the product."""
