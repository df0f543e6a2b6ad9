"""The databases of a server, from outside them: a scratch one, and two that swap their names.

Everything here runs on a connection to another database (`postgres`), as a database that is being
renamed or dropped may have no connections.
"""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import psycopg
from psycopg import Connection, sql
from psycopg.errors import ObjectInUse

from maang.core.backup.programs import address, libpq_url
from maang.core.errors import Conflict, Denied, Unavailable

ALONE = 0x6D61616E672062
"""The advisory lock of whoever uses scratch databases on a server ("maang b" in ASCII)."""

MIGRATING = 0x6D61616E67
"""The lock of `maang.core.db.migrate`, which is too heavy to import here; a test compares them."""

LONGEST_NAME = 40
"""Bytes of a database's name that ours begin with; PostgreSQL takes 63."""

WAIT_SECONDS = 300.0
POLITE_SECONDS = 5.0
"""How long others may finish what they are doing before a restore ends their sessions."""

TICK = 0.1

LOCALE = """
    SELECT pg_encoding_to_char(encoding), datcollate, datctype, datlocprovider,
           coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale')
    FROM pg_database d WHERE datname = %s
"""
"""Its last column has had two names: 16 says `daticulocale`, 17 and later `datlocale`."""

MARK = "maang: a scratch database; may be dropped"
"""The comment of a database of ours, by which we know what may be dropped."""

OURS = """
    SELECT datname FROM pg_database d
    WHERE starts_with(datname, %s) AND shobj_description(d.oid, 'pg_database') = %s
"""

OTHERS = "SELECT pid, state FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"


@contextmanager
def outside(url: str, *, progress: Callable[[str], None]) -> Iterator["Connection[Any]"]:
    """A connection beside the database of `url`, and the right to use scratch databases there.

    Waits for another backup's check or restore. Raises Conflict, Denied, Unavailable.
    """
    elsewhere = "postgres" if name_of(url) != "postgres" else "template1"
    with (
        _translating(),
        psycopg.connect(url_of(url, elsewhere), autocommit=True, connect_timeout=10) as connection,
    ):
        _wait(connection, ALONE, progress)
        yield connection


@contextmanager
def not_migrating(url: str, *, progress: Callable[[str], None]) -> Iterator[None]:
    """No migration runs on the database of `url` within this block."""
    with (
        _translating(),
        psycopg.connect(libpq_url(url), autocommit=True, connect_timeout=10) as connection,
    ):
        _wait(connection, MIGRATING, progress)
        yield


def create_scratch(connection: "Connection[Any]", *, like: str) -> str:
    """Make an empty database that sorts and encodes as `like` does; its name.

    What an interrupted check left is dropped first. Raises Denied, Unavailable.
    """
    with _translating():
        prefix = f"{_stem(like)}_scratch_"
        for (left,) in _left(connection, prefix):
            drop(connection, left)
        name = prefix + secrets.token_hex(4)
        found = connection.execute(LOCALE, (like,)).fetchone()
        if found is None:
            raise Unavailable(f"there is no database {like}", hint="maang doctor")
        connection.execute(_creation(name, *found))
        mark = sql.SQL("COMMENT ON DATABASE {} IS {}")
        connection.execute(mark.format(sql.Identifier(name), sql.Literal(MARK)))
    return name


def drop(connection: "Connection[Any]", name: str) -> None:
    """Drop a database of ours, whoever is connected to it."""
    with _translating():
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(statement.format(sql.Identifier(name)))


def swap(connection: "Connection[Any]", *, target: str, scratch: str) -> str:
    """Give `scratch` the name `target`, at once and wholly; the name `target` has from then on.

    Sessions in `target` may finish what they do for a while, and are then ended. Raises Conflict
    when somebody's session cannot be ended; nothing has changed then.
    """
    aside = f"{_stem(target)}_before_{secrets.token_hex(4)}"
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    away = rename.format(sql.Identifier(target), sql.Identifier(aside))
    there = rename.format(sql.Identifier(scratch), sql.Identifier(target))
    unmark = sql.SQL("COMMENT ON DATABASE {} IS NULL").format(sql.Identifier(scratch))
    with _translating():
        for patience in (POLITE_SECONDS, 0.0, 0.0):
            _empty(connection, target, seconds=patience)
            try:
                with connection.transaction():
                    connection.execute(unmark)
                    connection.execute(away)
                    connection.execute(there)
            except ObjectInUse:  # somebody came in between
                continue
            return aside
    raise Conflict(
        f"the database {target} is in use and its sessions cannot be ended",
        hint="close what is connected to it, then run the same command again",
    )


def _empty(connection: "Connection[Any]", name: str, *, seconds: float) -> None:
    """End the sessions in a database: the idle ones first, the busy ones when time is up."""
    until = time.monotonic() + seconds
    while others := connection.execute(OTHERS, (name,)).fetchall():
        late = time.monotonic() >= until
        for pid, state in others:
            if late or state == "idle":
                connection.execute("SELECT pg_terminate_backend(%s)", (pid,))
        if late:
            return
        time.sleep(TICK)


def _wait(connection: "Connection[Any]", key: int, progress: Callable[[str], None]) -> None:
    until, told = time.monotonic() + WAIT_SECONDS, False
    while not _locked(connection, key):
        if time.monotonic() > until:
            raise Conflict(
                "another maang is migrating, checking or restoring this database",
                hint="wait for it to end, then run the same command again",
            )
        if not told:
            told = True
            progress("waiting for another maang to finish its work on the database ...")
        time.sleep(TICK)


def _locked(connection: "Connection[Any]", key: int) -> bool:
    found = connection.execute("SELECT pg_try_advisory_lock(%s)", (key,)).fetchone()
    return found is not None and found[0] is True


def _left(connection: "Connection[Any]", prefix: str) -> list[tuple[str]]:
    return connection.execute(OURS, (prefix, MARK)).fetchall()


def _stem(name: str) -> str:
    return name.encode()[:LONGEST_NAME].decode(errors="ignore")


def _creation(
    name: str, encoding: str, collate: str, ctype: str, provider: str, locale: str | None
) -> sql.Composed:
    options = {"ENCODING": encoding, "LC_COLLATE": collate, "LC_CTYPE": ctype}
    if provider == "b":
        options |= {"LOCALE_PROVIDER": "builtin", "BUILTIN_LOCALE": locale or "C.UTF-8"}
    elif provider == "i":
        options |= {"LOCALE_PROVIDER": "icu", "ICU_LOCALE": locale or "und"}
    else:
        options |= {"LOCALE_PROVIDER": "libc"}
    words = [sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))]
    words += [sql.SQL(f"{key} {{}}").format(sql.Literal(said)) for key, said in options.items()]
    return sql.SQL(" ").join(words)


@contextmanager
def _translating() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        words = (str(error).strip().splitlines() or [type(error).__name__])[0]
        if error.sqlstate in ("42501", "28000", "28P01"):
            raise Denied(
                f"the server refuses this user: {words}",
                hint="checking and restoring take a role that owns the database and may make"
                " others: ALTER ROLE ... CREATEDB",
            ) from error
        raise Unavailable(
            f"the database server: {words}", hint="`maang doctor` looks at the servers"
        ) from error


def name_of(url: str) -> str:
    """The database a URL names; by default it is called like its user."""
    said = address(url)
    return said.get("dbname") or said.get("user") or "postgres"


def url_of(url: str, name: str) -> str:
    """The same server, another database."""
    parts = urlsplit(libpq_url(url))
    query = urlencode([pair for pair in parse_qsl(parts.query) if pair[0] != "dbname"])
    return urlunsplit((parts.scheme, parts.netloc, f"/{quote(name, safe='')}", query, ""))
