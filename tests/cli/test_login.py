"""`maang login` and `logout`: from a prompt, a pipe or a file, asked of the platform, shown."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from maang.core.accounts.models import Keep
from maang.core.config.secret import Secret
from maang.core.sync.sources import Installed
from tests.conftest import Cli
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.history import a_history
from tests.fakes.platform_server.server import PlatformServer
from tests.fakes.platform_server.world import World, a_session
from tests.programs import SECONDS, Program

TOKEN = "ghp_0123456789abcdefghij"

NOTHING_THERE = "http://127.0.0.1:9"
"""Nobody listens on the discard port."""


@pytest.fixture
def server() -> Iterator[PlatformServer]:
    with PlatformServer(a_history(3)) as server:
        yield server


@pytest.fixture
def cli(cli: Cli, server: PlatformServer) -> Cli:
    """Commands whose LeetCode is the server, on a machine without a keyring."""
    point(cli, server.url)
    return cli


def point(cli: Cli, url: str) -> None:
    core = cli.core
    core.logins.secrets.keyring.absent = True
    core.__dict__["sources"] = Installed(
        core.logins, core.paths.state, cli.clock, base_urls={"leetcode": url, "github": url}
    )


def cookie(world: World) -> str:
    return f"LEETCODE_SESSION={world.session}; csrftoken={world.csrf}"


def log_in(cli: Cli, *, ends_in_days: float = 9) -> None:
    renewed = int(cli.clock().timestamp() + (ends_in_days - 14) * 86_400)
    session = a_session("ada", refreshed_at=renewed)
    values = {"session": Secret(session), "csrf": Secret("csrf-0123456789abcdef")}
    cli.core.logins.login("leetcode", values, user="ada", keep=Keep.FILE)


def test_a_cookie_from_stdin_is_a_login(cli: Cli, server: PlatformServer) -> None:
    done = cli("login", "leetcode", "--store", "file", stdin=cookie(server.world))
    assert done.code == 0, done.err
    assert done.out.splitlines() == [
        "leetcode: logged in as ada",
        f"secret ...{server.world.session[-4:]}, kept in "
        f"{cli.core.logins.secrets.files.path('leetcode')}",
        "it ends on 2026-03-24 09:00",
        "now: maang sync leetcode",
    ]


def test_the_cookie_is_not_in_what_is_said(cli: Cli, server: PlatformServer) -> None:
    for flags in ([], ["--json"], ["--debug"]):
        done = cli("login", "leetcode", "--store", "file", *flags, stdin=cookie(server.world))
        assert server.world.session not in done.out + done.err
        assert server.world.csrf not in done.out + done.err


def test_as_json_it_is_the_bare_value(cli: Cli, server: PlatformServer) -> None:
    done = cli("login", "leetcode", "--store", "file", "--json", stdin=cookie(server.world))
    value = json.loads(done.out)
    assert (value["login"]["user"], value["checked"], value["login"]["source"]) == (
        "ada",
        True,
        "file",
    )


def test_a_file_named_on_the_command_line_comes_before_stdin(
    cli: Cli, server: PlatformServer, tmp_path: Path
) -> None:
    (tmp_path / "cookie.txt").write_text(cookie(server.world))
    done = cli("login", "leetcode", "--store", "file", "--from", "cookie.txt", stdin="nonsense")
    assert done.code == 0, done.err


def test_a_cookie_the_platform_does_not_know_exits_5_and_is_not_kept(
    cli: Cli, server: PlatformServer
) -> None:
    wrong = f"{a_session('eve')}\n{server.world.csrf}"
    done = cli("login", "leetcode", "--store", "file", stdin=wrong)
    assert (done.code, cli.core.logins.find("leetcode").secrets) == (5, {})


def test_a_cloudflare_page_says_not_checked_and_keeps_the_cookie(
    cli: Cli, server: PlatformServer
) -> None:
    server.misbehave(mischief.cloudflare().for_(9))
    done = cli("login", "leetcode", "--store", "file", stdin=cookie(server.world))
    assert done.code == 0, done.err
    assert "not checked:" in done.err
    assert cli.core.logins.find("leetcode").secrets["csrf"].reveal() == server.world.csrf


def test_without_a_check_nobody_is_asked(cli: Cli, server: PlatformServer) -> None:
    cli("login", "leetcode", "--store", "file", "--no-check", stdin=cookie(server.world))
    assert server.asked == []


def test_without_a_keyring_it_exits_5_and_names_the_file(cli: Cli, server: PlatformServer) -> None:
    done = cli("login", "leetcode", stdin=cookie(server.world))
    assert done.code == 5
    assert "--store file" in done.err


def test_a_user_name_alone_is_enough_for_what_is_public(cli: Cli) -> None:
    done = cli("login", "atcoder", "--user", "tourist")
    assert done.out.splitlines()[0] == "atcoder: what tourist shows to everybody will be read"


def test_nothing_given_exits_4_and_says_where_to_look(cli: Cli) -> None:
    done = cli("login", "leetcode")
    assert done.code == 4
    assert "developer tools" in done.err


@pytest.mark.parametrize("text", ["hunter2", "x" * 40, "a.b.c d.e.f"])
def test_what_is_no_cookie_exits_4_and_is_not_repeated(cli: Cli, text: str) -> None:
    done = cli("login", "leetcode", "--store", "file", stdin=text)
    assert done.code == 4
    assert not [word for word in text.split() if word in done.err]


def test_an_unknown_platform_exits_3_and_lists_those_there_are(cli: Cli) -> None:
    done = cli("login", "topcoder", stdin="x")
    assert done.code == 3
    assert "atcoder, codeforces, github, jsonlines, leetcode" in done.err


def test_without_a_platform_it_is_a_mistake_of_usage(cli: Cli) -> None:
    assert cli("login").code == 2


def test_what_needs_no_login_says_so(cli: Cli) -> None:
    assert "needs no login" in cli("login", "jsonlines").err


def test_the_list_shows_last_four_and_end(cli: Cli) -> None:
    log_in(cli)
    tail = cli.core.logins.find("leetcode").secrets["session"].reveal()[-4:]
    rows = cli("login", "--list").out.splitlines()
    assert rows[1].split()[:5] == ["leetcode", "ada", f"...{tail}", "2026-03-19", "12:00"]


def test_the_list_fits_into_forty_columns(cli: Cli) -> None:
    log_in(cli)
    cli.env["COLUMNS"] = "40"
    assert max(len(line.rstrip()) for line in cli("login", "--list").out.splitlines()) <= 40


def test_an_empty_list_says_what_to_type(cli: Cli) -> None:
    assert cli("login", "--list").out == "no login yet: maang login leetcode\n"


def test_tried_dry_nothing_is_kept(cli: Cli, server: PlatformServer) -> None:
    cli.core.db.dry_run = True
    done = cli("login", "leetcode", "--store", "file", "--dry-run", stdin=cookie(server.world))
    assert done.code == 0, done.err
    assert not cli.core.logins.secrets.files.path("leetcode").exists()


def test_logout_says_what_it_removed(cli: Cli) -> None:
    log_in(cli)
    file = cli.core.logins.secrets.files.path("leetcode")
    assert cli("logout", "leetcode").out == f"leetcode: logged out, removed from {file}\n"
    assert not file.exists()


def test_logout_without_a_login_exits_3(cli: Cli) -> None:
    assert cli("logout", "leetcode").code == 3


def test_a_variable_that_stays_is_said_at_logout(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(cli)
    monkeypatch.setenv("MAANG_GITHUB_TOKEN", TOKEN)
    cli.core.logins.login("github", {"token": Secret(TOKEN)}, user="ada", keep=Keep.FILE)
    assert "MAANG_GITHUB_TOKEN is set" in cli("logout", "github").err


def test_today_tells_that_a_login_ends(cli: Cli) -> None:
    log_in(cli, ends_in_days=1)
    assert json.loads(cli("today", "--json").out)["notices"] == [
        "the leetcode login ends in 24 h: maang login leetcode"
    ]


def test_today_is_quiet_about_a_login_that_lasts(cli: Cli) -> None:
    log_in(cli, ends_in_days=9)
    assert json.loads(cli("today", "--json").out)["notices"] == []


def test_login_variables_are_no_typos(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.env |= {"MAANG_LEETCODE_SESSION_FILE": "/nowhere", "MAANG_GITHUB_USER": "ada"}
    assert "means nothing here" not in cli("log", "list").err


@pytest.mark.xdist_group("program")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_long_cookie_header_at_a_terminal_is_taken_whole_and_not_shown(program: Program) -> None:
    session = a_session("ada", refreshed_at=int(time.time()))
    others = "; ".join(f"other{number}={'x' * 200}" for number in range(30))
    header = f"Cookie: {others}; LEETCODE_SESSION={session}; csrftoken=csrf-0123456789abcdef"
    argv = [*program.argv, "login", "leetcode", "--no-check", "--store", "file"]
    child = pexpect.spawn(
        argv[0],
        argv[1:],
        env=program.environment,
        cwd=str(program.home),
        timeout=SECONDS,
        encoding="utf-8",
    )
    child.expect_exact("LEETCODE_SESSION (not shown):")
    child.send(f"{header}\r")
    child.expect_exact(pexpect.EOF)
    assert child.wait() == 0
    assert "xxxx" not in child.before
    kept = json.loads((program.home / "maang/config/logins/leetcode.json").read_text())
    assert kept == {"session": session, "csrf": "csrf-0123456789abcdef"}


@pytest.mark.xdist_group("program")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_ctrl_c_at_the_prompt_gives_the_terminal_back(program: Program) -> None:
    done = pexpect.spawn(
        "/bin/sh",
        ["-c", f"trap : INT; {' '.join(program.argv)} login leetcode; echo code $?; stty -a"],
        env=program.environment,
        cwd=str(program.home),
        timeout=SECONDS,
        encoding="utf-8",
    )
    done.expect_exact("LEETCODE_SESSION (not shown):")
    done.send("\x03")
    done.expect_exact("code 130")
    done.expect_exact(pexpect.EOF)
    assert " echo " in done.before
    assert " icanon " in done.before
