"""`maang cache`: whether it answers, what is in it, and taking things out."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from maang.core.cache.models import Recipe
from maang.core.servers.service import Servers
from tests.cli.installation import fresh_installation
from tests.conftest import Cli
from tests.core.wiring.test_keeping import a_core
from tests.servers_fixture import free_port, short_directory, start_valkey

MINUTE = timedelta(minutes=1)


@pytest.fixture
def url() -> Iterator[str]:
    with short_directory() as directory, start_valkey(directory, "hush") as url:
        yield url


@pytest.fixture
def served(cli: Cli, url: str) -> Iterator[Cli]:
    """Commands of somebody whose cache has something in it."""
    core = a_core(cli.cwd / "maang", cli.clock, MAANG_REDIS_URL=url)
    recipe = Recipe("search", MINUTE, str, str)
    for number in range(6):
        core.cache.memoise(recipe, lambda: "made", parts=[number % 3])
    core.cache.close()
    cli.core = core
    yield cli
    core.close()


def test_ping_names_the_server_and_hides_its_password(served: Cli) -> None:
    result = served("cache", "ping")

    assert result.code == 0
    assert result.out.startswith("Valkey 9.")
    assert "hush" not in result.out + result.err
    assert json.loads(served("cache", "ping", "--json").out)["answers"] is True


def test_stats_show_a_line_for_each_kind(served: Cli) -> None:
    lines = served("cache", "stats").out.splitlines()

    assert lines[-2].split() == ["kind", "kept", "asked", "near", "far", "made", "found"]
    assert lines[-1].split() == ["search", "3", "6", "3", "0", "3", "50%"]
    kind = json.loads(served("cache", "stats", "--json").out)["kinds"][0]
    assert kind == {"kind": "search", "entries": 3, "near": 3, "far": 0, "misses": 3}


def test_flush_removes_what_fits_and_tried_dry_only_counts(served: Cli) -> None:
    assert served("cache", "flush", "search", "--dry-run").out == "3 keys would be removed\n"
    assert served("cache", "flush", "sea*", "--json").out == (
        '{"pattern": "sea*", "removed": 3, "dry_run": false}\n'
    )
    assert served("cache", "flush", "search").out == "0 keys removed\n"


def test_a_cache_that_is_down_is_1_for_ping_and_6_for_the_rest(served: Cli) -> None:
    served.core = a_core(
        served.cwd / "maang", served.clock, MAANG_REDIS_URL=f"redis://127.0.0.1:{free_port()}/0"
    )

    ping = served("cache", "ping")
    assert (ping.code, ping.out.startswith("no answer: ")) == (1, True)
    for words in (["stats"], ["flush", "*"]):
        result = served("cache", *words)
        assert (result.code, result.out) == (6, "")
        assert "hint: " in result.err


def test_a_cache_that_is_switched_off_says_how_to_switch_it_on(served: Cli) -> None:
    served.core = a_core(served.cwd / "maang", served.clock, MAANG_REDIS_ENABLED="false")

    assert served("cache", "ping").code == 1
    result = served("cache", "flush", "*")
    assert result.code == 5
    assert "redis.enabled true" in result.err


def test_ping_starts_nothing_and_up_does() -> None:
    with fresh_installation() as maang:
        down = maang("cache", "ping", COLUMNS="40")
        assert down.code == 1
        assert all(len(line) <= 40 for line in down.out.splitlines())
        assert Servers(maang.home / "maang/data", maang.home).valkey_url() is None
        assert maang("up").code == 0
        assert maang("cache", "ping").code == 0
        assert maang("cache", "stats", COLUMNS="40").out.startswith("server ")


def test_without_a_verb_it_shows_its_help_and_exits_2(served: Cli) -> None:
    result = served("cache")

    assert result.code == 2
    assert "flush" in result.out + result.err
