"""What is forgotten is on no cache either: looked for in the bytes of a real Valkey."""

import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from sqlalchemy import text

from maang.core.cache.breaker import SECONDS
from maang.core.cache.encoding import decode
from maang.core.cache.keys import Names, owner
from maang.core.db.database import Database, engine_for
from maang.core.memory import store
from maang.core.servers import running
from maang.core.wiring.ground import LOCAL_USER
from tests.cli.installation import Installation, fresh_installation
from tests.conftest import Cli, FrozenClock
from tests.servers_fixture import short_directory, start_valkey
from tests.staying import a_core

SECRET = "salary"
SOON = timedelta(minutes=1)
NOTE = f"# Offer\n\nThe {SECRET} they named was high, and a heap had to be pushed to."


@pytest.fixture
def raw() -> Iterator[redis.Redis]:
    with (
        short_directory() as home,
        start_valkey(home, "hush") as url,
        redis.Redis.from_url(url, socket_timeout=20) as client,
    ):
        client.our_url = url  # type: ignore[attr-defined]
        yield client


@pytest.fixture
def found(cli: Cli, db: Database, clock: FrozenClock, raw: redis.Redis) -> Cli:
    """Commands of somebody whose full screen has found the note, and a model has told of it."""
    url: str = raw.our_url  # type: ignore[attr-defined]
    cli.core = a_core(db, clock, cli.cwd, url, connections=1)
    cli.core.logins.secrets.keyring.absent = True
    cli("note", "add", NOTE)
    screen = a_core(db, clock, cli.cwd, url)
    screen.indexing.drain()
    assert screen.search.search(SECRET).passages
    screen.close_cache()
    assert SECRET in kept(raw)
    return cli


def kept(raw: redis.Redis) -> str:
    """Every value that can be read, unfolded, in one text."""
    keys = [key for key in raw.scan_iter("maang:*", count=1000) if raw.type(key) == b"string"]
    values = [raw.get(key) or b"" for key in keys if b":tag:" not in key and b":lock:" not in key]
    return "\n".join(str(decode(value)) for value in values)


@pytest.mark.parametrize(
    "words",
    [
        ("memory", "forget", SECRET),
        ("memory", "forget", SECRET, "--now", "--yes"),
        ("note", "delete", "last"),
    ],
)
def test_forgotten_at_once(found: Cli, raw: redis.Redis, words: tuple[str, ...]) -> None:
    assert found(*words).code == 0

    assert SECRET not in kept(raw)


def test_tried_dry_it_stays(found: Cli, raw: redis.Redis) -> None:
    found.core.db.dry_run = found.core.dry_run = True
    assert found("memory", "forget", SECRET, "--dry-run").code == 0

    assert SECRET in kept(raw)


def test_the_purge_after_a_day_looks_once_more(
    found: Cli, raw: redis.Redis, db: Database, clock: FrozenClock
) -> None:
    screen = a_core(db, clock, found.cwd, raw.our_url)  # type: ignore[attr-defined]
    late = screen.search.search(SECRET)
    found("memory", "forget", SECRET)
    screen.cache.set(screen.cache.key("search", "late"), late.passages[0].text, ttl=SOON)
    screen.close_cache()
    assert SECRET in kept(raw), "what was being made while it was forgotten came afterwards"
    clock.forward(hours=25)

    assert found("memory", "index").code == 0
    assert SECRET not in kept(raw)


def test_where_the_cache_was_frozen_it_is_told_when_it_is_back(
    found: Cli, raw: redis.Redis, db: Database, clock: FrozenClock
) -> None:
    pid = raw.info("server")["process_id"]
    os.kill(pid, signal.SIGSTOP)
    try:
        assert found("memory", "forget", SECRET).code == 0
    finally:
        os.kill(pid, signal.SIGCONT)
    assert SECRET in kept(raw)
    clock.forward(seconds=SECONDS + 1)
    later = a_core(db, clock, found.cwd, raw.our_url)  # type: ignore[attr-defined]
    later.cache.get(later.cache.key("anything"))
    later.close_cache()

    assert SECRET not in kept(raw)


def test_a_restore_takes_what_was_made_of_the_data_before(tmp_path: Path) -> None:
    with fresh_installation() as maang:
        assert maang("today").code == 0
        assert maang("up").code == 0
        file = tmp_path / "copy.maang"
        assert maang("db", "backup", str(file)).code == 0
        names = Names(owner(LOCAL_USER, str(maang.home / "maang" / "data")))
        address = running.valkey(maang.home / "maang" / "data")
        assert address is not None
        with redis.Redis.from_url(address.url, socket_timeout=20) as raw:
            for key in (names.entry("search", 1), names.entry("vector", 1), "somebody else's"):
                raw.set(key, SECRET)
            before = state(maang)
            assert state(maang) == before
            assert maang("db", "restore", str(file), "--yes").code == 0
            assert state(maang) != before, "counts repeat, what lies under them must not"
            left = {key.decode() for key in raw.scan_iter()}

    assert left == {names.entry("vector", 1), "somebody else's"}


def state(maang: Installation) -> str:
    """Memory's state, as the program's database has it."""
    address = running.postgres(maang.home / "maang" / "data")
    assert address is not None
    engine = engine_for(address.url)
    with engine.connect() as connection:
        user = connection.execute(text("SELECT id FROM users")).scalar_one()
    with Database(engine, user).read() as session:
        found = store.state(session)
    engine.dispose()
    return found
