"""Driver errors → our errors, once, with the cause kept.

The five-letter codes are SQLSTATE, PostgreSQL documentation, appendix A.
"""

from psycopg.errors import ConnectionTimeout
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from maang.core.errors import Conflict, Denied, MaangError, TimedOut, Unavailable

DOCTOR = "`maang doctor` looks at the servers and says what to do"

REFUSED = "authentication failed"
"""What libpq says where a password is wrong; before there is a connection it has no SQLSTATE."""


def translated(error: DBAPIError | PoolTimeout) -> MaangError | None:
    """The error a person can act on, or None where the fault is ours: that stays a traceback."""
    if isinstance(error, PoolTimeout):
        return Unavailable("every database connection is in use", hint="try again in a moment")
    state = getattr(error.orig, "sqlstate", None) or ""
    if state == "57014" or isinstance(error.orig, ConnectionTimeout):
        return TimedOut("the database did not answer in time", hint=DOCTOR)
    if state in ("53100", "53200"):
        return Unavailable(
            "the database has run out of disk or memory; nothing of this was saved",
            hint="free some space, then run the same command again",
        )
    if state.startswith("28") or state == "42501" or (not state and REFUSED in str(error.orig)):
        return Denied("the database refuses this user", hint="check MAANG_DATABASE_URL")
    if isinstance(error, IntegrityError):
        return _conflict(error) if state == "23505" else None
    if error.connection_invalidated or state[:2] in ("08", "57", "53") or not state:
        return Unavailable(f"the database is not there: {_first_line(error)}", hint=DOCTOR)
    return None


def _conflict(error: IntegrityError) -> MaangError:
    detail = getattr(getattr(error.orig, "diag", None), "message_detail", None)
    return Conflict("that is already there", hint=detail)


def _first_line(error: DBAPIError) -> str:
    text = str(error.orig).strip()
    return text.splitlines()[0] if text else type(error.orig).__name__
