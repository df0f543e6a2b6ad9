"""Open the database for use: reachable, migrated, with its catalogue, and knowing who asks.

What only a first run needs is loaded then (a door): it is a tenth of what other commands load.
"""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from maang.core.clock import Clock
from maang.core.config.models import Settings
from maang.core.db.database import Database, engine_for
from maang.core.db.readiness import bring_up_to_date, state_of
from maang.core.problems.catalogue import EDITION

LOADING = 60.0
"""Seconds the first filling may take."""


def open_database(
    url: str,
    *,
    settings: Settings,
    user: str,
    now: Clock,
    progress: Callable[[str], None],
    dry_run: bool = False,
    connections: int = 1,
    guard: Callable[[], None] | None = None,
) -> Database:
    """The database at `url`, ready for `user`. Costs one statement when all is in place.

    `guard` is called before data of an older schema is migrated.

    Raises Unavailable when it cannot be reached, Conflict when a newer maang has written it.
    """
    engine = engine_for(url, connect_seconds=settings.deadline.connect, connections=connections)
    db = Database(engine, seconds=settings.deadline.light)
    state = state_of(db, user=user)
    if bring_up_to_date(engine, state, progress, guard=guard):
        state = state_of(db, user=user)
    if state.catalogue != EDITION:
        from maang.core.problems.service import load_catalogue

        progress("loading the catalogue ...")
        load_catalogue(replace(db, seconds=LOADING), now=now)
    who = state.user_id or _opened(db, user, now=now)
    return Database(engine, who, dry_run=dry_run, seconds=settings.deadline.light)


def _opened(db: Database, user: str, *, now: Clock) -> UUID:
    from maang.core.accounts.service import Accounts

    return Accounts(db, now).open(user)
