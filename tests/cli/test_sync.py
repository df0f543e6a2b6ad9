"""`maang sync` at the prompt and in cron, against a server that plays LeetCode."""

import json
from collections.abc import Callable, Iterator

import pytest

from maang.core.accounts.models import Keep
from maang.core.config.secret import Secret
from maang.core.errors import Unavailable
from maang.core.sync.access import Access
from maang.core.sync.errors import RateLimited
from maang.core.sync.platforms.leetcode import LeetCode
from maang.core.sync.ports import Platform
from maang.core.sync.sources import Installed
from tests.conftest import Cli, FrozenClock
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.history import a_history
from tests.fakes.platform_server.mischief import Mischief
from tests.fakes.platform_server.server import PlatformServer
from tests.fakes.platform_server.world import a_session
from tests.fakes.recorded import OneByOne, Recorded, submitted


@pytest.fixture
def server() -> Iterator[PlatformServer]:
    """LeetCode with 45 submissions of a year."""
    with PlatformServer(a_history(45)) as server:
        yield server


class Played(Installed):
    """The installed platforms, with LeetCode played by a server, and no time lost in waiting."""

    def open(self, name: str) -> Platform:
        self.require(name)
        login = self.logins_of.find(name)
        clock = FrozenClock()
        return LeetCode(
            Access(
                None,
                login.user_name,
                login.secrets,
                base_url=self.base_urls["leetcode"],
                clock=clock,
                sleep=lambda seconds: clock.forward(seconds=seconds + 0.001) and None,
            )
        )


@pytest.fixture
def cli(cli: Cli, server: PlatformServer) -> Cli:
    """Commands whose LeetCode is the server."""
    core = cli.core
    core.logins.secrets.keyring.absent = True
    core.__dict__["sources"] = Played(
        core.logins, core.paths.state, cli.clock, base_urls={"leetcode": server.url}
    )
    return cli


def log_in(cli: Cli, server: PlatformServer, *, ends_in_days: float = 9) -> None:
    renewed = int(cli.clock().timestamp() + (ends_in_days - 14) * 86_400)
    server.world.session = a_session("ada", refreshed_at=renewed)
    values = {"session": Secret(server.world.session), "csrf": Secret(server.world.csrf)}
    cli.core.logins.login("leetcode", values, user="ada", keep=Keep.FILE)


def test_without_a_login_it_exits_5_and_says_how_to_make_one(cli: Cli) -> None:
    result = cli("sync", "--quiet", "--no-input")

    assert (result.code, result.out) == (5, "")
    assert "maang login leetcode" in result.err


def test_one_line_for_a_platform_and_nothing_on_stderr_in_cron(
    cli: Cli, server: PlatformServer
) -> None:
    log_in(cli, server)

    result = cli("sync", "--quiet", "--no-input")

    assert (result.code, result.err) == (0, "")
    assert result.out == "leetcode: 45 new (47 read from 3 pages)\n"


def test_a_second_run_says_that_nothing_is_new(cli: Cli, server: PlatformServer) -> None:
    log_in(cli, server)
    cli("sync", "--quiet")

    result = cli("sync", "leetcode", "--quiet")

    assert result.out.startswith("leetcode: nothing new (")
    assert result.code == 0


def test_stats_today_and_reviews_show_what_was_synced(cli: Cli, server: PlatformServer) -> None:
    log_in(cli, server)
    cli("sync")

    assert json.loads(cli("stats", "--json").out)["attempts"] == 45
    assert json.loads(cli("review", "due", "--json").out) != []
    assert json.loads(cli("log", "show", "last", "--json").out)["source"] == "leetcode"


def test_undo_takes_the_run_back_and_the_next_run_leaves_it_so(
    cli: Cli, server: PlatformServer
) -> None:
    log_in(cli, server)
    cli("sync")

    assert cli("undo").out == "taken back: sync leetcode: 45 new\n"
    cli("sync", "--full")
    assert json.loads(cli("log", "list", "--json").out) == []


def test_without_a_cookie_the_last_20_are_read_and_it_is_said(
    cli: Cli, server: PlatformServer
) -> None:
    cli.core.logins.login("leetcode", {}, user="ada")

    result = cli("sync")

    assert result.code == 0
    assert "leetcode: 28 new" in result.out
    assert "maang login leetcode" in result.err


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


def test_nobody_at_home_is_a_network_that_is_down(
    cli: Cli, server: PlatformServer, free_port: Callable[[], int]
) -> None:
    log_in(cli, server)
    cli.core.__dict__["sources"] = Played(
        cli.core.logins,
        cli.core.paths.state,
        cli.clock,
        base_urls={"leetcode": f"http://127.0.0.1:{free_port()}"},
    )

    result = cli("sync", "--json")

    assert (result.code, json.loads(result.out)[0]["code"]) == (6, "network-down")


@pytest.fixture
def free_port() -> Callable[[], int]:
    """A port on which nobody listens."""
    from tests.servers_fixture import free_port

    return free_port


def recorded(cli: Cli, **platforms: Recorded) -> None:
    cli.core.__dict__["sources"] = OneByOne(platforms)


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


def test_a_run_that_is_already_running_exits_0_and_says_so(cli: Cli) -> None:
    seen = []
    pages = [[submitted(1)], [submitted(2)]]
    recorded(cli, leetcode=Recorded(pages, between=lambda: seen.append(cli("sync"))))

    cli("sync")

    assert seen[0].code == 0
    assert seen[0].out == "leetcode: already running since 2026-03-10 12:00\n"


def test_an_unknown_platform_exits_3_and_names_those_there_are(cli: Cli) -> None:
    result = cli("sync", "leetkode")

    assert result.code == 3
    assert "leetcode" in result.err


def test_status_shows_days_ahead_that_the_session_ends_and_what_to_do(
    cli: Cli, server: PlatformServer
) -> None:
    log_in(cli, server, ends_in_days=2)
    cli("sync")

    (status,) = json.loads(cli("sync", "status", "--json").out)

    assert status["next"] == "maang login leetcode"
    assert status["login"]["expires_at"].startswith("2026-03-12T12:00")
    assert server.world.session not in cli("sync", "status").out


def test_the_doctor_finds_nothing_after_a_good_run(cli: Cli, server: PlatformServer) -> None:
    log_in(cli, server)
    cli("sync")

    result = cli("sync", "doctor", "--json")

    assert result.code == 0
    assert [check["ok"] for check in json.loads(result.out)] == [True, True]


def test_the_doctor_exits_1_for_a_platform_unread_for_days(
    cli: Cli, server: PlatformServer, clock: FrozenClock
) -> None:
    log_in(cli, server)
    cli("sync")
    clock.forward(days=3)

    result = cli("sync", "doctor")

    assert result.code == 1
    assert "maang sync schedule" in " ".join(result.out.split())


def test_history_shows_what_each_run_did(cli: Cli, server: PlatformServer) -> None:
    log_in(cli, server)
    cli("sync")
    cli("sync")

    newest, first = json.loads(cli("sync", "history", "--json").out)

    assert (first["new"], newest["new"]) == (45, 0)
    assert first["rows_read"] == 47


@pytest.mark.parametrize("verb", ["status", "history", "doctor"])
def test_it_can_be_read_at_forty_columns(cli: Cli, server: PlatformServer, verb: str) -> None:
    log_in(cli, server)
    cli("sync")
    cli.env["COLUMNS"] = "40"

    result = cli("sync", verb)

    assert max(len(line) for line in result.out.splitlines()) <= 40
    assert "leetcode" in "".join(result.out.split())


def test_replay_reads_what_was_kept_and_asks_nobody(cli: Cli, server: PlatformServer) -> None:
    log_in(cli, server)
    cli("sync")
    asked = len(server.asked)

    result = cli("sync", "replay", "leetcode")

    assert result.out.startswith("leetcode: nothing new (")
    assert len(server.asked) == asked
