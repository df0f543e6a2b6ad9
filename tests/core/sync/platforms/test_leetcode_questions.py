"""What LeetCode is asked, and its answers that are no answer."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from maang.core.errors import MaangError, NotFound
from maang.core.sync.errors import (
    Blocked,
    PlatformDown,
    RateLimited,
    SchemaChanged,
    SessionExpired,
    WrongSecret,
)
from maang.core.sync.platforms.leetcode import LeetCode
from tests.conftest import NOON
from tests.core.sync.platforms.sites import access_to
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.history import a_history
from tests.fakes.platform_server.mischief import Mischief
from tests.fakes.platform_server.server import PlatformServer
from tests.fakes.platform_server.world import TWO_WEEKS, a_session


@pytest.fixture
def server() -> Iterator[PlatformServer]:
    with PlatformServer(a_history(30)) as running:
        yield running


def signed(server: PlatformServer) -> LeetCode:
    secrets = {"session": server.world.session, "csrf": server.world.csrf}
    return LeetCode(access_to(server, user=None, secrets=secrets))


def public(server: PlatformServer, *, user: str = "ada") -> LeetCode:
    return LeetCode(access_to(server, user=user))


@pytest.mark.parametrize(
    ("trick", "error"),
    [
        (mischief.cloudflare(), Blocked),
        (mischief.too_many().for_(9), RateLimited),
        (mischief.broken().for_(9), PlatformDown),
        (mischief.graphql_errors(), PlatformDown),
        (mischief.graphql_errors("User is not authenticated"), SessionExpired),
        (mischief.graphql_errors("Cannot query field 'hasNext'"), SchemaChanged),
        (mischief.csrf_refused(), WrongSecret),
        (mischief.not_json(), SchemaChanged),
        (mischief.wrong_type("timestamp", "yesterday"), SchemaChanged),
        (mischief.without("statusDisplay"), SchemaChanged),
        (mischief.wrong_type("submissions", None), SchemaChanged),
    ],
)
def test_each_failure_is_told_apart_and_says_what_to_do(
    server: PlatformServer, trick: Mischief, error: type[MaangError]
) -> None:
    server.misbehave(trick.at("submissionList"))
    with pytest.raises(error) as caught:
        list(signed(server).pages(cursor=None, full=False))
    assert caught.value.hint


def test_who_am_i_is_the_name_behind_the_cookie(server: PlatformServer) -> None:
    assert signed(server).who_am_i() == "ada"


def test_a_session_that_has_run_out_says_so(server: PlatformServer) -> None:
    old = a_session("ada", refreshed_at=int(NOON.timestamp()) - TWO_WEEKS - 60)
    secrets = {"session": old, "csrf": server.world.csrf}
    with pytest.raises(SessionExpired, match="is over"):
        LeetCode(access_to(server, secrets=secrets)).who_am_i()


def test_a_session_ended_by_a_login_elsewhere_says_so(server: PlatformServer) -> None:
    early = int((NOON - timedelta(hours=1)).timestamp())
    secrets = {"session": a_session("ada", refreshed_at=early), "csrf": server.world.csrf}
    with pytest.raises(SessionExpired, match="no longer accepted"):
        LeetCode(access_to(server, secrets=secrets)).who_am_i()


def test_a_cookie_that_is_none_is_a_wrong_secret(server: PlatformServer) -> None:
    secrets = {"session": "not-a-cookie", "csrf": server.world.csrf}
    with pytest.raises(WrongSecret):
        LeetCode(access_to(server, secrets=secrets)).who_am_i()


def test_one_cookie_of_two_is_a_wrong_secret(server: PlatformServer) -> None:
    with pytest.raises(WrongSecret, match="csrftoken"):
        LeetCode(access_to(server, secrets={"session": server.world.session})).who_am_i()


def test_a_name_nobody_has_is_not_found(server: PlatformServer) -> None:
    with pytest.raises(NotFound, match="'eve'"):
        list(public(server, user="eve").pages(cursor=None, full=False))


def test_null_instead_of_the_recent_list_is_a_changed_schema(server: PlatformServer) -> None:
    server.misbehave(mischief.null_lists().at("recentAcSubmissionList"))
    with pytest.raises(SchemaChanged):
        list(public(server).pages(cursor=None, full=False))
