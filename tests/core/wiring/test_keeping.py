"""The cache as the core has it: one's own server, two homes apart, nothing opened unasked."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from maang.core.bootstrap import Core, open_core
from maang.core.cache.models import MISSING
from maang.core.config.loader import load
from maang.core.config.paths import find_paths
from tests.conftest import FrozenClock
from tests.servers_fixture import short_directory, start_valkey

MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    with short_directory() as directory, start_valkey(directory, "hush") as url:
        yield url


def a_core(home: Path, clock: FrozenClock, **env: str) -> Core:
    said = {"MAANG_HOME": str(home), **env}
    paths = find_paths(said)
    settings = load(said, cwd=home.parent, paths=paths).settings
    return open_core(settings, paths, clock=clock, progress=lambda _: None, env=said)


def test_two_cores_of_one_home_share_it_and_two_homes_do_not(
    tmp_path: Path, clock: FrozenClock, elsewhere: str
) -> None:
    one, again = (a_core(tmp_path / "one", clock, MAANG_REDIS_URL=elsewhere) for _ in range(2))
    other = a_core(tmp_path / "two", clock, MAANG_REDIS_URL=elsewhere)
    one.cache.set(one.cache.key("a"), "kept", ttl=MINUTE)

    assert again.cache.get(again.cache.key("a")) == "kept"
    assert other.cache.get(other.cache.key("a")) is MISSING
    assert "hush" not in one.cache.key("a")
    for core in (one, again, other):
        core.close()


def test_the_password_of_a_database_changes_no_name(tmp_path: Path, clock: FrozenClock) -> None:
    urls = [f"postgresql://guest:{word}@db.example/maang" for word in ("one", "two")]
    owners = {a_core(tmp_path, clock, MAANG_DATABASE_URL=url).cache.names.owner for url in urls}

    assert len(owners) == 1


def test_switched_off_nothing_is_looked_for_and_all_is_made(
    tmp_path: Path, clock: FrozenClock
) -> None:
    core = a_core(tmp_path / "home", clock, MAANG_REDIS_ENABLED="false")
    core.cache.set(core.cache.key("a"), 1, ttl=MINUTE)
    core.cache.close()

    assert core.cache.get(core.cache.key("a")) == 1, "this process still has it"
    assert not (tmp_path / "home").exists()
    assert core.cache_care.ping().detail == "switched off"


def test_ones_own_server_is_started_beside_whoever_wants_it(clock: FrozenClock) -> None:
    with short_directory() as home:
        core = a_core(home, clock)
        try:
            assert core.cache.get(core.cache.key("a")) is MISSING
            waking = core.__dict__["_waking"]
            waking.wait(60)
            assert core.servers.valkey_url() is not None
            assert core.cache_care.ping().answers
            core.cache.set(core.cache.key("a"), 1, ttl=MINUTE)
            later = a_core(home, clock)
            found = later.cache.link.direct()
            assert found.get_many([core.cache.key("a")]) == [1]
            found.close()
            core.close()
        finally:
            core.servers.down()


def test_a_core_that_never_used_it_closes_without_it(tmp_path: Path, clock: FrozenClock) -> None:
    core = a_core(tmp_path, clock)
    core.close()

    assert {"cache", "_link", "_waking"} & set(core.__dict__) == set()
