"""`maang sync` at the prompt and in cron, against a server that plays LeetCode."""

import json

import pytest

from maang.core.sync.errors import RateLimited
from maang.core.sync.models import RemoteActivity
from tests.cli.played import cli, log_in, recorded, server
from tests.conftest import NOON, Cli, FrozenClock
from tests.core.sync.reading import plug
from tests.fakes.platform_server.server import PlatformServer
from tests.fakes.recorded import Recorded, submitted

__all__ = ["cli", "server"]


def test_without_a_login_it_exits_5_and_says_how_to_make_one(cli: Cli) -> None:
    result = cli("sync", "--quiet", "--no-input")

    assert (result.code, result.out) == (5, "")
    for name in ("leetcode", "codeforces", "atcoder", "github", "jsonlines"):
        assert name in result.err


def test_where_nothing_is_set_up_the_status_fits_a_narrow_terminal(cli: Cli) -> None:
    cli.env["COLUMNS"] = "40"
    result = cli("sync", "status")

    assert result.code == 0
    assert "maang login PLATFORM" in result.out
    assert all(len(line) <= 40 for line in result.out.splitlines())


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


def test_a_log_of_what_was_synced_says_that_it_is_the_same(cli: Cli) -> None:
    plug(cli.core, Recorded([[submitted(1, minutes_ago=30)]]))
    cli("sync", "leetcode")

    said = cli("log", "two-sum", "-m", "18")
    shown = cli("log", "show", "two-sum")
    again = cli("log", "two-sum", "-m", "18", "--again", "--json")

    assert "joined to the attempt leetcode reported at 2026-03-10 11:30; --again" in said.err
    assert "leetcode, and logged by hand" in shown.out
    assert json.loads(again.out)["joined"] is None


def test_the_json_of_a_joined_log_names_the_platform(cli: Cli) -> None:
    plug(cli.core, Recorded([[submitted(1, minutes_ago=30)]]))
    cli("sync", "leetcode")

    value = json.loads(cli("log", "two-sum", "--json").out)

    assert (value["joined"], value["attempt"]["merged"]) == ("leetcode", True)


def test_status_says_how_the_last_sync_went_and_what_else_there_is(
    cli: Cli, server: PlatformServer
) -> None:
    log_in(cli, server)
    push = RemoteActivity("leetcode", "e1", NOON, "push", "ada/solutions")
    plug(
        cli.core, Recorded([[submitted(1)], []], activities=[push], cut=1, error=RateLimited("no"))
    )
    cli("sync", "leetcode")
    del cli.core.__dict__["sources"], cli.core.__dict__["sync"]

    (one,) = json.loads(cli("sync", "status", "--json").out)

    said = [one["login"][name] for name in ("last_sync_at", "sync_status", "sync_error")]
    assert said == ["2026-03-10T12:00:00+00:00", "partial", "no"]
    assert (one["activities"], one["last_activity"]) == (1, "2026-03-10T12:00:00+00:00")
    cli.env["COLUMNS"] = "200"
    page = cli("sync", "status").out
    assert "partial 2026-03-10 12:00" in page
    assert "1, last 2026-03-10" in page
    assert page.endswith("leetcode: the last sync was cut: no\n")


def test_for_a_log_each_line_begins_with_its_time(cli: Cli) -> None:
    plug(cli.core, Recorded([[submitted(1)]], notes=("look here",)))

    done = cli("sync", "leetcode", "--times")

    assert done.out == "2026-03-10T12:00:00Z leetcode: 1 new (1 read from 1 page)\n"
    assert done.err == "2026-03-10T12:00:00Z leetcode: look here\n"


def test_for_a_log_an_error_begins_with_its_time_too(cli: Cli) -> None:
    assert cli("sync", "nowhere", "--times").err.startswith("2026-03-10T12:00:00Z error: ")
