"""The one door to the web: what is sent, to one host only, and conditional requests."""

import pytest

from maang import __version__
from maang.core.config.secret import Secret
from maang.core.errors import Invalid
from maang.core.sync.errors import (
    Blocked,
    SchemaChanged,
    SessionExpired,
)
from tests.core.sync.platforms.asking import (
    EVENTS,
    QUERY,
    SESSION,
    STATUS,
    Client,
    SleepyClock,
    error_of,
)
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.server import PlatformServer


def test_every_request_says_who_asks(client: Client, server: PlatformServer) -> None:
    client().get(STATUS, params=QUERY)
    assert server.asked[0].headers["user-agent"] == (
        f"maang/{__version__} (+https://pypi.org/project/maang/)"
    )


def test_json_is_read(client: Client, server: PlatformServer) -> None:
    answer = client().get(STATUS, params=QUERY)
    assert [row["id"] for row in answer.value["result"]] == [
        one.id for one in server.world.newest_first()[:5]
    ]


def test_a_question_in_json_is_posted(client: Client, server: PlatformServer) -> None:
    question = {"query": "query { userStatus { isSignedIn } }", "variables": {}}
    answer = client().post("/graphql", question)
    assert answer.value == {"data": {"userStatus": {"isSignedIn": False}}}


def test_cookies_and_headers_go_along(client: Client, server: PlatformServer) -> None:
    cookies = {
        "LEETCODE_SESSION": Secret(server.world.session),
        "csrftoken": Secret(server.world.csrf),
    }
    signed = client(cookies=cookies, headers={"X-CSRFToken": Secret(server.world.csrf)})
    answer = signed.post("/graphql", {"query": "query { userStatus { username } }"})
    assert answer.value["data"]["userStatus"]["username"] == "ada"


def test_a_cookie_that_is_set_is_not_sent_back(client: Client, server: PlatformServer) -> None:
    server.misbehave(mischief.Mischief(headers={"Set-Cookie": "track=me; Path=/"}))
    one = client()
    one.get(STATUS, params=QUERY)
    one.get(STATUS, params=QUERY)
    assert "cookie" not in server.asked[1].headers


def test_a_cookie_that_is_set_is_not_in_the_answer(client: Client, server: PlatformServer) -> None:
    server.misbehave(mischief.Mischief(headers={"Set-Cookie": "LEETCODE_SESSION=new"}))
    assert "set-cookie" not in client().get(STATUS, params=QUERY).headers


def test_a_redirect_to_another_host_is_not_followed(client: Client, server: PlatformServer) -> None:
    with PlatformServer() as elsewhere:
        server.misbehave(mischief.redirected(f"{elsewhere.url}/api/user.status"))
        error = error_of(client(cookies=SESSION))
        assert (type(error), elsewhere.asked) == (Blocked, [])


def test_a_redirect_to_the_login_page_is_an_expired_session(
    client: Client, server: PlatformServer
) -> None:
    server.misbehave(mischief.redirected("/accounts/login/?next=/"))
    assert isinstance(error_of(client(cookies=SESSION)), SessionExpired)


def test_a_move_on_the_same_host_is_a_changed_schema(
    client: Client, server: PlatformServer
) -> None:
    server.misbehave(mischief.redirected("/api/v2/user.status", 301))
    assert isinstance(error_of(client()), SchemaChanged)


@pytest.mark.parametrize(
    "path",
    ["", "users", "//evil.example/x", "https://evil.example/", "@evil.example/", "/a b",
     "/a?b=c", "/a#b", "/a\\b", "/a\r\nHost: evil.example", "/users/../../x", ":80/x"],
)  # fmt: skip
def test_a_path_that_could_lead_elsewhere_is_refused(client: Client, path: str) -> None:
    with pytest.raises(Invalid):
        client().get(path)


@pytest.mark.parametrize(
    "address",
    ["http://leetcode.com", "ftp://leetcode.com", "https://ada:secret@leetcode.com",
     "http://127.0.0.1.evil.example", "https://", "https://leetcode.com?x=1"],
)  # fmt: skip
def test_only_https_and_the_loopback_are_addresses(client: Client, address: str) -> None:
    with pytest.raises(Invalid):
        client(base_url=address)


def test_an_etag_makes_the_answer_unchanged(client: Client, sleepy: SleepyClock) -> None:
    one = client()
    etag = one.get(EVENTS).etag
    sleepy.sleep(61)
    assert one.get(EVENTS, etag=etag).unchanged


def test_within_the_poll_interval_nothing_is_asked(client: Client, server: PlatformServer) -> None:
    etag = client().get(EVENTS).etag
    again = client().get(EVENTS, etag=etag)
    assert (again.unchanged, again.etag, len(server.asked)) == (True, etag, 1)


def test_another_page_is_asked_within_the_poll_interval(
    client: Client, server: PlatformServer
) -> None:
    one = client()
    one.get(EVENTS, params={"page": 1})
    one.get(EVENTS, params={"page": 2}, etag='W/"of-before"')
    assert len(server.asked) == 2


def test_new_events_are_read_after_the_poll_interval(
    client: Client, server: PlatformServer, sleepy: SleepyClock
) -> None:
    one = client()
    etag = one.get(EVENTS).etag
    server.world.arrive(4)
    sleepy.sleep(61)
    assert not one.get(EVENTS, etag=etag).unchanged
