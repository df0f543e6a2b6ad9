"""(rules) Is what a database says of itself as it should be?"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from maang.core.db.revision import HEAD
from maang.core.health.models import Finding, Look, fine, note, problem
from maang.core.problems.catalogue import EDITION

VECTOR = (0, 8)
"""The oldest pgvector we can use."""

DRIFT = timedelta(seconds=5)
"""How far our clock may be from the database's."""

SLACK = timedelta(minutes=1)
"""How far in the future something recorded may lie before the clock is suspected."""

SET_THE_CLOCK = "set the system's clock (`timedatectl set-ntp true`): days and reviews depend on it"


def findings(look: Look, *, now: datetime) -> Iterator[Finding]:
    """Everything about the database; `now` is the time here, at the moment of the look."""
    yield fine("database", f"PostgreSQL {look.server} answers")
    yield _vector(look)
    yield _schema(look)
    yield _catalogue(look)
    yield _clocks(look, now)


def _vector(look: Look) -> Finding:
    version = look.vector_installed or look.vector_available
    if version is None:
        return problem(
            "pgvector",
            "the server does not have the extension `vector`",
            "install pgvector 0.8 or newer on that server",
        )
    if tuple(int(part) for part in version.split(".")[:2] if part.isdecimal()) < VECTOR:
        return problem("pgvector", f"version {version} is too old", "it takes 0.8 or newer")
    return fine("pgvector", version if look.vector_installed else f"{version} is available")


def _schema(look: Look) -> Finding:
    if look.revision == HEAD:
        return fine("schema", f"revision {HEAD}, the newest")
    if look.revision is None:
        return note("schema", "the database is empty", "the next command that needs it fills it")
    if look.revision > HEAD:
        return problem(
            "schema",
            f"a newer maang made it: revision {look.revision}, ours is {HEAD}",
            "upgrade maang: pip install --upgrade maang",
        )
    return note("schema", f"revision {look.revision}, the newest is {HEAD}", "maang db upgrade")


def _catalogue(look: Look) -> Finding:
    if look.catalogue == EDITION:
        return fine("catalogue", f"edition {EDITION}")
    found = f"edition {look.catalogue}, ours is {EDITION}" if look.catalogue else "not loaded yet"
    return note("catalogue", found, "maang db upgrade")


def _clocks(look: Look, now: datetime) -> Finding:
    if look.newest is not None and look.newest - now > SLACK:
        return problem(
            "clock",
            f"the newest entry is of {_said(look.newest)}, and it is {_said(now)} here:"
            " the clock went back",
            SET_THE_CLOCK,
        )
    apart = abs(look.now - now)
    if apart > DRIFT:
        return problem(
            "clock", f"the database's clock is {apart.total_seconds():.0f} s away", SET_THE_CLOCK
        )
    return fine("clock", "agrees with the database")


def _said(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S UTC")
