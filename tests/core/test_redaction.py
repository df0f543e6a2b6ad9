"""A secret is seen by the platform it belongs to and by nobody else."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from maang.core import process
from maang.core.accounts.models import Found, Keep, Login, Shown, Source
from maang.core.config.secret import Secret, redacted
from maang.core.errors import Unavailable
from maang.core.health.journal import JOURNAL
from maang.core.sync.access import Access
from maang.core.sync.models import Cursor, RemotePage
from maang.core.sync.platforms.leetcode import LeetCode
from maang.core.sync.sources import Installed
from tests.conftest import Cli
from tests.fakes.platform_server.history import a_history
from tests.fakes.platform_server.server import PlatformServer
from tests.fakes.platform_server.world import World, a_session

SESSION, CSRF = a_session("ada"), "csrf-of-ada-0123456789"
COOKIE = f"LEETCODE_SESSION={SESSION}; csrftoken={CSRF}"
VALUES = {"session": Secret(SESSION), "csrf": Secret(CSRF)}


def shown(*texts: str) -> list[str]:
    """The secrets that can be read in these texts."""
    return [secret for secret in (SESSION, CSRF) if any(secret in each for each in texts)]


@dataclass(frozen=True)
class Talkative:
    """Platforms that say the secret when they fail."""

    error: type[Exception]

    def require(self, name: str) -> None:
        """Any name will do."""

    def who(self, login: Login) -> str:
        """Fails, with the cookie in the message, as a library might."""
        cookie = "; ".join(secret.reveal() for secret in login.secrets.values())
        try:
            raise ValueError(f"Illegal header value {cookie!r}")
        except ValueError as error:
            raise self.error(f"cannot send {cookie}") from error


class Broken:
    """A platform whose every page fails with the cookie in the message."""

    name = "leetcode"

    def pages(self, *, cursor: Cursor | None, full: bool) -> Iterator[RemotePage]:
        """Raises Unavailable."""
        raise Unavailable(f"cannot send {VALUES['session'].reveal()}")


class OnlyBroken:
    """Platforms, all of them broken, without logins."""

    def names(self) -> list[str]:
        """One is enough."""
        return ["leetcode"]

    def logins(self) -> list[Shown]:
        """None."""
        return []

    def require(self, name: str) -> None:
        """Any name will do."""

    def open(self, name: str) -> Broken:
        """One of them."""
        return Broken()


@pytest.mark.parametrize("error", [RuntimeError, Unavailable])
@pytest.mark.parametrize("flags", [(), ("--json",), ("--debug",), ("--verbose", "--debug")])
def test_an_error_that_holds_a_secret_is_told_without_it(
    cli: Cli, error: type[Exception], flags: tuple[str, ...]
) -> None:
    cli.core.__dict__["sources"] = Talkative(error)
    done = cli("login", "leetcode", "--store", "file", *flags, stdin=COOKIE)
    assert "cannot send ***; ***" in done.out + done.err
    assert shown(done.out, done.err) == []


def test_the_traceback_is_there_and_the_secret_is_not(cli: Cli) -> None:
    cli.core.__dict__["sources"] = Talkative(RuntimeError)
    done = cli("login", "leetcode", "--debug", stdin=COOKIE)
    assert "ValueError: Illegal header value '***; ***'" in done.err


@pytest.mark.parametrize("error", [RuntimeError, Unavailable])
def test_the_log_has_the_failure_and_not_the_secret(cli: Cli, error: type[Exception]) -> None:
    cli.core.__dict__["sources"] = Talkative(error)
    cli("login", "leetcode", "--store", "file", stdin=COOKIE)
    cli("log", "nothing-of-that-name")
    log = (cli.core.paths.state / JOURNAL).read_text()
    assert "not-found" in log
    assert shown(log) == []


def test_a_secret_of_the_environment_is_known_to_the_log_before_it_is_used(cli: Cli) -> None:
    cli.env["MAANG_GITHUB_TOKEN"] = "never-made-a-secret-0123456789"
    cli("log", "never-made-a-secret-0123456789")
    log = (cli.core.paths.state / JOURNAL).read_text()
    assert "not-found" in log
    assert "never-made-a-secret-0123456789" not in log


@pytest.fixture
def synced(cli: Cli) -> Iterator[World]:
    """A login and a sync; what the platform knows."""
    with PlatformServer(a_history(30)) as server:
        core, world = cli.core, server.world
        core.logins.secrets.keyring.absent = True
        core.__dict__["sources"] = Installed(
            core.logins, None, cli.clock, base_urls={"leetcode": server.url}
        )
        cookie = f"LEETCODE_SESSION={world.session}; csrftoken={world.csrf}"
        assert cli("login", "leetcode", "--store", "file", stdin=cookie).code == 0
        done = cli("sync", "leetcode", "--debug", "--verbose")
        assert done.code == 0, done.err
        assert world.session not in done.out + done.err
        yield world


def test_no_row_of_the_database_holds_the_secret(synced: World, connection: Connection) -> None:
    tables = connection.execute(
        text("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
    )
    rows = 0
    for (table,) in tables.all():
        for (row,) in connection.execute(text(f'SELECT each::text FROM "{table}" AS each')):
            rows += 1
            assert synced.session not in row
            assert synced.csrf not in row
    assert rows > 60


def test_a_failed_run_is_remembered_without_the_secret(cli: Cli, connection: Connection) -> None:
    cli.core.__dict__["sources"] = OnlyBroken()
    done = cli("sync", "leetcode", "--json")
    assert done.code == 6
    assert connection.scalar(text("SELECT error FROM sync_runs")) == "cannot send ***"
    assert shown(done.out, done.err) == []


def test_the_database_knows_where_the_secret_is(synced: World, connection: Connection) -> None:
    row = connection.execute(text("SELECT platform, user_name, secret_store FROM user_credentials"))
    assert row.all() == [("leetcode", "ada", "file")]


def test_of_all_files_one_holds_the_secret(synced: World, cli: Cli, tmp_path: Path) -> None:
    found = [
        file
        for file in tmp_path.rglob("*")
        if file.is_file() and synced.session.encode() in file.read_bytes()
    ]
    assert found == [cli.core.logins.secrets.files.path("leetcode")]


def test_no_list_shows_more_than_the_last_four(synced: World, cli: Cli) -> None:
    for command in ("login --list", "sync status", "sync doctor", "sync history"):
        for flags in ((), ("--json",)):
            done = cli(*command.split(), *flags)
            assert synced.session[-8:] not in done.out + done.err


def test_children_do_not_inherit_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAANG_LEETCODE_SESSION", SESSION)
    monkeypatch.setenv("MAANG_LEETCODE_CSRF", CSRF)
    assert shown(process.run(["env"], seconds=5).stdout) == []


def test_a_log_of_a_server_does_not_either(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MAANG_LEETCODE_SESSION", SESSION)
    pid = process.spawn_detached(["sh", "-c", "env"], log=tmp_path / "log")
    while process.is_alive(pid):
        continue
    assert "PATH=" in (tmp_path / "log").read_text()
    assert shown((tmp_path / "log").read_text()) == []


def test_nothing_that_holds_a_secret_shows_it(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MAANG_LEETCODE_SESSION", COOKIE)
    core = cli.core
    access = Access(tmp_path, "ada", VALUES)
    holders = [
        VALUES,
        access,
        LeetCode(access),
        Login("leetcode", "ada", VALUES),
        Found(VALUES, Source.FILE, "x"),
        core.logins.find("leetcode"),
        core.logins,
        core.logins.secrets,
        core.logins.login("leetcode", VALUES, keep=Keep.FILE),
        core.sources,
        core.scheduling,
        core.scheduling.crontab,
        core.scheduling.job,
        core,
    ]
    assert os.environ["MAANG_LEETCODE_SESSION"] == COOKIE
    assert shown(*(repr(each) for each in holders), *(str(each) for each in holders)) == []


def test_what_is_too_short_to_be_a_secret_is_left_in_texts() -> None:
    Secret("a")
    assert redacted("a banana") == "a banana"
