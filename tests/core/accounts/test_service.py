"""Logins: kept, found, shown, ended; the database knows where and never what."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from maang.core.accounts.file_store import FileStore
from maang.core.accounts.keyring_store import KeyringStore
from maang.core.accounts.models import Keep, Login, Shown, Source
from maang.core.accounts.secrets import Secrets
from maang.core.accounts.service import Logins
from maang.core.config.secret import Secret
from maang.core.db.database import Database
from maang.core.errors import Conflict, Denied, Invalid, NotFound, Unavailable
from tests.conftest import FrozenClock
from tests.fakes.platform_server.world import a_session

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
CSRF = Secret("csrf-token-0123456789abcdef")

Check = Callable[[Login], str | None]


def a_cookie(*, ends: datetime) -> dict[str, Secret]:
    renewed = int((ends - timedelta(days=14)).timestamp())
    return {"session": Secret(a_session("ada", refreshed_at=renewed)), "csrf": CSRF}


GOOD = a_cookie(ends=NOON + timedelta(days=9))


def nobody_home(login: Login) -> str:
    raise Unavailable("leetcode.com cannot be reached")


@pytest.fixture
def env() -> dict[str, str]:
    return {}


@pytest.fixture
def logins(db: Database, clock: FrozenClock, tmp_path: Path, env: dict[str, str]) -> Logins:
    keyring = KeyringStore(env, tmp_path, seconds=10)
    keyring.absent = True  # as on a server; the real one has tests of its own
    return Logins(db, clock, Secrets(env, tmp_path, keyring, FileStore(tmp_path / "logins")))


def test_a_login_is_found_again(logins: Logins) -> None:
    logins.login("leetcode", GOOD, user="ada", keep=Keep.FILE)
    found = logins.find("leetcode")
    assert (found.user_name, found.secrets, found.source) == ("ada", GOOD, Source.FILE)


def test_the_platform_says_whose_it_is(logins: Logins) -> None:
    made = logins.login("leetcode", GOOD, keep=Keep.FILE, check=lambda _: "ada")
    assert (made.login.user, made.checked) == ("ada", True)


def test_a_platform_that_cannot_be_reached_is_a_notice(logins: Logins) -> None:
    made = logins.login("leetcode", GOOD, keep=Keep.FILE, check=nobody_home)
    assert (made.checked, made.notices) == (
        False,
        ("not checked: leetcode.com cannot be reached",),
    )


def test_a_secret_the_platform_refuses_is_not_kept(logins: Logins) -> None:
    def refused(login: Login) -> str:
        raise Denied("that is no cookie of ours")

    with pytest.raises(Denied):
        logins.login("leetcode", GOOD, keep=Keep.FILE, check=refused)
    assert logins.find("leetcode").secrets == {}


def test_a_secret_of_somebody_else_is_refused(logins: Logins) -> None:
    with pytest.raises(Conflict, match="this secret is bob's, not ada's"):
        logins.login("leetcode", GOOD, user="ada", keep=Keep.FILE, check=lambda _: "bob")


def test_a_name_in_other_capitals_is_the_same_name(logins: Logins) -> None:
    made = logins.login("leetcode", GOOD, user="ADA", keep=Keep.FILE, check=lambda _: "ada")
    assert made.login.user == "ada"


def test_where_the_platform_cannot_say_a_user_name_is_asked_for(logins: Logins) -> None:
    with pytest.raises(Invalid, match="does not say whose"):
        logins.login("github", {"token": CSRF}, keep=Keep.FILE, check=lambda _: None)


def test_a_session_that_is_over_is_refused(logins: Logins) -> None:
    with pytest.raises(Denied, match="ended on 2026-03-10"):
        logins.login("leetcode", a_cookie(ends=NOON), keep=Keep.FILE)


def test_a_user_name_alone_is_a_login_to_what_is_public(logins: Logins) -> None:
    logins.login("leetcode", {}, user="ada")
    assert logins.find("leetcode") == Login("leetcode", "ada")


def test_a_user_name_alone_ends_the_login_there_was(logins: Logins) -> None:
    logins.login("leetcode", GOOD, user="ada", keep=Keep.FILE)
    logins.login("leetcode", {}, user="bob")
    assert logins.find("leetcode") == Login("leetcode", "bob")


def test_the_environments_user_name_counts_first(logins: Logins, env: dict[str, str]) -> None:
    logins.login("leetcode", {}, user="ada")
    env["MAANG_LEETCODE_USER"] = "bob"
    assert logins.find("leetcode").user_name == "bob"


def test_what_counts_before_a_new_login_is_said(logins: Logins, env: dict[str, str]) -> None:
    env["MAANG_GITHUB_TOKEN"] = "ghp_0123456789abcdef"
    made = logins.login("github", {"token": CSRF}, user="ada", keep=Keep.FILE)
    assert made.notices == ("MAANG_GITHUB_TOKEN is set, and counts first",)


def test_what_is_set_up_needs_no_secret(logins: Logins, env: dict[str, str]) -> None:
    env["MAANG_ATCODER_USER"] = "tourist"
    logins.login("leetcode", {}, user="ada")
    installed = ("atcoder", "codeforces", "leetcode")
    assert logins.set_up(installed) == ["atcoder", "leetcode"]


def test_a_list_shows_the_end_of_the_secret_and_no_more(logins: Logins) -> None:
    logins.login("leetcode", GOOD, user="ada", keep=Keep.FILE)
    file = str(logins.secrets.files.path("leetcode"))
    tail = GOOD["session"].reveal()[-4:]
    assert logins.listed(("leetcode", "github")) == [
        Shown("leetcode", "ada", Source.FILE, file, tail, NOON + timedelta(days=9))
    ]


def test_a_secret_that_is_gone_is_said(logins: Logins) -> None:
    logins.login("leetcode", GOOD, user="ada", keep=Keep.FILE)
    logins.secrets.files.delete("leetcode")
    assert [each.problem for each in logins.listed(())] == ["kept in the file: gone"]


def test_one_bad_variable_does_not_hide_the_other_logins(
    logins: Logins, env: dict[str, str]
) -> None:
    logins.login("atcoder", {}, user="tourist")
    env["MAANG_GITHUB_TOKEN"] = "short"
    shown = {each.platform: each.problem for each in logins.listed(("github", "atcoder"))}
    assert shown == {
        "atcoder": None,
        "github": "MAANG_GITHUB_TOKEN: github: that is no token",
    }


def test_a_login_that_ends_within_three_days_is_told(logins: Logins, clock: FrozenClock) -> None:
    logins.login("leetcode", GOOD, keep=Keep.FILE)
    assert logins.expiring() == []
    clock.forward(days=6)
    assert [each.platform for each in logins.expiring()] == ["leetcode"]


def test_after_a_logout_there_is_nothing(logins: Logins) -> None:
    logins.login("leetcode", GOOD, user="ada", keep=Keep.FILE)
    ended = logins.logout("leetcode")
    assert ended.removed == (str(logins.secrets.files.path("leetcode")),)
    assert logins.find("leetcode") == Login("leetcode", None)


def test_a_logout_without_a_login_is_not_found(logins: Logins) -> None:
    with pytest.raises(NotFound, match="there is no login on leetcode"):
        logins.logout("leetcode")


def test_a_logout_says_what_it_may_not_remove(logins: Logins, env: dict[str, str]) -> None:
    logins.login("github", {"token": CSRF}, user="ada", keep=Keep.FILE)
    env["MAANG_GITHUB_TOKEN"] = "ghp_0123456789abcdef"
    assert logins.logout("github").left == ("MAANG_GITHUB_TOKEN is set, and counts first",)


def test_a_secret_of_the_environment_can_be_moved_into_a_file(
    logins: Logins, env: dict[str, str]
) -> None:
    env["MAANG_GITHUB_TOKEN"] = "ghp_0123456789abcdef"
    logins.move("github", Keep.FILE)
    del env["MAANG_GITHUB_TOKEN"]
    assert logins.find("github").secrets == {"token": Secret("ghp_0123456789abcdef")}


def test_tried_dry_nothing_is_kept(logins: Logins) -> None:
    db = replace(logins.db, dry_run=True)
    replace(logins, db=db).login("leetcode", GOOD, user="ada", keep=Keep.FILE)
    assert logins.find("leetcode") == Login("leetcode", None)


def test_tried_dry_nothing_is_removed(logins: Logins) -> None:
    logins.login("leetcode", GOOD, user="ada", keep=Keep.FILE)
    db = replace(logins.db, dry_run=True)
    replace(logins, db=db).logout("leetcode")
    assert logins.find("leetcode").secrets == GOOD
