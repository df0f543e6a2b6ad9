"""What goes wrong between us and a platform, each told apart: code, hint, and what is kept."""

import json

import pytest

from maang.core.errors import Unavailable
from maang.core.sync.errors import RateLimited
from tests.cli.played import Played, cli, log_in, recorded, server
from tests.conftest import Cli
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.mischief import Mischief
from tests.fakes.platform_server.server import PlatformServer
from tests.fakes.platform_server.world import a_session
from tests.fakes.recorded import Recorded, submitted
from tests.servers_fixture import free_port

__all__ = ["cli", "server"]


@pytest.mark.parametrize(
    ("happens", "exit_code", "error"),
    [
        (mischief.cloudflare(), 6, "blocked"),
        (mischief.too_many(), 6, "rate-limited"),
        (mischief.broken(), 6, "platform-down"),
        (mischief.wrong_type("timestamp", None).at("submissionList"), 6, "schema-changed"),
        (mischief.without("titleSlug").at("submissionList"), 6, "schema-changed"),
        (mischief.cut(40), 6, "network-down"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_failure_has_its_own_code_and_hint_and_never_says_synced(
    cli: Cli, server: PlatformServer, happens: Mischief, exit_code: int, error: str
) -> None:
    log_in(cli, server)
    server.misbehave(*(happens for _ in range(40)))

    result = cli("sync", "--json")

    (run,) = json.loads(result.out)
    assert (result.code, run["state"], run["code"]) == (exit_code, "failed", error)
    assert run["hint"]
    assert cli("sync", "history").out.count("failed") == 1


def test_a_session_that_is_over_exits_5_and_keeps_what_was_read(
    cli: Cli, server: PlatformServer
) -> None:
    log_in(cli, server)
    cli("sync")
    server.world.session = a_session("ada", refreshed_at=1)

    result = cli("sync")

    assert result.code == 5
    assert "maang login leetcode" in result.out
    assert len(json.loads(cli("log", "list", "-n", "99", "--json").out)) == 45


def test_nobody_at_home_is_a_network_that_is_down(cli: Cli, server: PlatformServer) -> None:
    log_in(cli, server)
    cli.core.__dict__["sources"] = Played(
        cli.core.logins,
        cli.core.paths.state,
        cli.clock,
        base_urls={"leetcode": f"http://127.0.0.1:{free_port()}"},
    )

    result = cli("sync", "--json")

    assert (result.code, json.loads(result.out)[0]["code"]) == (6, "network-down")


def test_what_was_cut_after_some_rows_exits_1_and_is_shown_as_unfinished(cli: Cli) -> None:
    error = RateLimited("too many requests", hint="wait an hour")
    recorded(cli, leetcode=Recorded([[submitted(1)], [submitted(2)]], cut=1, error=error))

    result = cli("sync", "--full")

    assert result.code == 1
    assert result.out == (
        "leetcode: 1 new (1 read from 1 page, waited 0 s), then cut: too many requests;"
        " wait an hour\n"
    ).replace(", waited 0 s", "")
    (status,) = json.loads(cli("sync", "status", "--json").out)
    assert (status["unfinished"], status["rows"], status["last_done"]) == (True, 1, None)


def test_one_platform_that_fails_does_not_keep_the_others_from_being_read(cli: Cli) -> None:
    recorded(
        cli,
        atcoder=Recorded([], cut=None, error=Unavailable("gone")),
        leetcode=Recorded([[submitted(1)]]),
    )

    result = cli("sync")

    assert result.out == "atcoder: not read: gone\nleetcode: 1 new (1 read from 1 page)\n"
    assert result.code == 6
