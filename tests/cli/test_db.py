"""`maang db`: what the database is, and bringing it up to date."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from maang.core.bootstrap import open_core
from maang.core.config.loader import load
from maang.core.config.paths import find_paths
from maang.core.db.revision import HEAD
from tests.conftest import Cli, FrozenClock


@pytest.fixture
def elsewhere(new_database: Callable[[], str], clock: FrozenClock, tmp_path: Path) -> Cli:
    """Commands of somebody whose empty database is on a server elsewhere."""
    env = {"MAANG_HOME": str(tmp_path / "maang"), "MAANG_DATABASE_URL": new_database()}
    paths = find_paths(env)
    settings = load(env, cwd=tmp_path, paths=paths).settings
    core = open_core(settings, paths, clock=clock, progress=lambda _: None)
    return Cli(core, clock, tmp_path, env)


def test_status_counts_what_is_there(elsewhere: Cli) -> None:
    elsewhere("db", "upgrade")
    elsewhere("log", "two-sum")

    value = json.loads(elsewhere("db", "status", "--json").out)
    elsewhere.core.close()

    assert (value["revision"], value["head"], value["current"]) == (HEAD, HEAD, True)
    assert (value["rows"]["attempts"], value["rows"]["review_log"]) == (1, 1)
    assert value["size_bytes"] > 0


def test_status_of_an_empty_database_says_that_it_is_behind(elsewhere: Cli) -> None:
    result = elsewhere("db", "status")

    assert result.code == 0
    assert "maang db upgrade" in result.out


def test_upgrade_says_what_it_did_and_then_that_there_is_nothing_to_do(elsewhere: Cli) -> None:
    first, again = elsewhere("db", "upgrade"), elsewhere("db", "upgrade")
    elsewhere.core.close()

    assert first.out.startswith(f"schema none → {HEAD}")
    assert again.out.startswith("nothing to do")


def test_a_dry_upgrade_changes_nothing(elsewhere: Cli) -> None:
    assert json.loads(elsewhere("db", "upgrade", "--dry-run", "--json").out)["needed"] is True
    assert json.loads(elsewhere("db", "status", "--json").out)["revision"] is None


def test_without_a_verb_it_shows_its_help_and_exits_2(cli: Cli) -> None:
    result = cli("db")

    assert result.code == 2
    assert "upgrade" in result.out + result.err
