"""The doctor on real servers, and the database's state and upgrade."""

from collections.abc import Callable
from pathlib import Path

import pytest

from maang.core.bootstrap import Core, open_core
from maang.core.config.loader import load
from maang.core.config.paths import find_paths
from maang.core.db.revision import HEAD
from maang.core.errors import Unavailable
from maang.core.health.models import Level
from maang.core.problems.catalogue import EDITION
from tests.conftest import FrozenClock

OnUrl = Callable[[str], Core]


@pytest.fixture
def on(tmp_path: Path, clock: FrozenClock) -> OnUrl:
    """The core of somebody whose database is elsewhere and who uses no cache."""

    def build(url: str) -> Core:
        env = {
            "MAANG_HOME": str(tmp_path / "maang"),
            "MAANG_DATABASE_URL": url,
            "MAANG_REDIS_ENABLED": "false",
        }
        paths = find_paths(env)
        settings = load(env, cwd=tmp_path, paths=paths).settings
        return open_core(settings, paths, clock=clock, progress=lambda _: None)

    return build


def test_an_empty_database_is_seen_as_it_is_and_left_so(
    on: OnUrl, new_database: Callable[[], str]
) -> None:
    core = on(new_database())

    first, second = core.health.database(), core.health.database()

    assert (first.revision, first.current, dict(first.rows)) == (None, False, {})
    assert second.revision is None


def test_an_upgrade_brings_schema_and_catalogue_and_then_has_nothing_to_do(
    on: OnUrl, new_database: Callable[[], str]
) -> None:
    core = on(new_database())

    first, again = core.health.upgrade(), core.health.upgrade()
    status = core.health.database()
    core.close()

    assert (first.before, first.after, first.needed) == (None, HEAD, True)
    assert again.needed is False
    assert (status.revision, status.catalogue, status.current) == (HEAD, EDITION, True)
    assert status.rows["problems"] > 4000
    assert status.size_bytes > 1 << 20


def test_a_dry_upgrade_says_what_it_would_do_and_does_not(
    on: OnUrl, new_database: Callable[[], str]
) -> None:
    core = on(new_database())

    assert core.health.upgrade(dry_run=True).needed is True
    assert core.health.database().revision is None


def test_a_database_that_answers_is_looked_into(on: OnUrl, new_database: Callable[[], str]) -> None:
    about = {finding.about for finding in on(new_database()).health.examine()}

    assert {"database", "pgvector", "schema", "catalogue", "clock"} <= about


def test_a_clock_far_from_the_databases_is_a_problem(
    on: OnUrl, new_database: Callable[[], str]
) -> None:
    found = on(new_database()).health.examine()  # the test's clock stands in another month

    clock = next(finding for finding in found if finding.about == "clock")
    assert clock.level is Level.PROBLEM


def test_a_database_that_is_not_there_is_a_finding_and_stops_no_other(on: OnUrl) -> None:
    found = on("postgresql://me:s3cret@127.0.0.1:1/none").health.examine()

    levels = {finding.about: finding.level for finding in found}
    assert levels == {
        "postgres": Level.PROBLEM,
        "valkey": Level.OK,
        "database": Level.NOTE,
        "embedder": Level.OK,
        "model of ask": Level.OK,
    }
    assert "s3cret" not in str(found)


def test_a_fresh_home_is_not_filled_by_the_doctor(core: Core) -> None:
    found = core.health.examine()

    assert "not made yet" in next(each.what for each in found if each.about == "postgres")
    assert not core.paths.data.exists()


def test_the_state_of_a_database_that_is_not_there_is_unavailable(on: OnUrl) -> None:
    with pytest.raises(Unavailable):
        on("postgresql://127.0.0.1:1/none").health.database()


def test_programs_that_are_not_installed_are_a_problem_of_their_own(
    core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.machine", lambda: "vax")

    found = {finding.about: finding for finding in core.health.examine()}

    assert found["valkey program"].level is Level.PROBLEM
    assert found["postgres programs"].level is Level.OK
