"""How often and how long a client tries again, and when it gives up."""

import pytest

from maang.core.config.secret import Secret
from maang.core.sync.errors import (
    RateLimited,
)
from maang.core.sync.platforms.transport import Budget
from tests.core.sync.platforms.asking import EVENTS, QUERY, STATUS, Client, SleepyClock, error_of
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.server import PlatformServer


@pytest.mark.parametrize(
    "happens",
    [mischief.too_many(), mischief.broken(502), mischief.cut(0), mischief.cut(60),
     mischief.cut(300)],
    ids=["429", "502", "cut at once", "cut in the head", "cut in the body"],
)  # fmt: skip
def test_what_passes_is_tried_again(
    client: Client, server: PlatformServer, happens: mischief.Mischief
) -> None:
    server.misbehave(happens)
    assert client().get(STATUS, params=QUERY).value["status"] == "OK"


def test_a_post_is_tried_again_too(client: Client, server: PlatformServer) -> None:
    server.misbehave(mischief.cut(30))
    client().post("/graphql", {"query": "query { userStatus { isSignedIn } }"})
    assert [asked.operation for asked in server.asked] == ["userStatus", "userStatus"]


def test_a_bot_check_is_not_tried_again(client: Client, server: PlatformServer) -> None:
    server.misbehave(mischief.cloudflare())
    error_of(client())
    assert len(server.asked) == 1


def test_an_expired_session_is_not_tried_again(client: Client, server: PlatformServer) -> None:
    server.misbehave(mischief.not_logged_in())
    error_of(client())
    assert len(server.asked) == 1


def test_waits_between_tries_grow_threefold(
    client: Client, server: PlatformServer, sleepy: SleepyClock
) -> None:
    server.misbehave(mischief.broken().for_(3))
    client().get(STATUS, params=QUERY)
    assert sleepy.slept == pytest.approx([1.0, 3.0, 9.0])


def test_waits_between_tries_have_jitter(
    client: Client, server: PlatformServer, sleepy: SleepyClock
) -> None:
    server.misbehave(mischief.broken())
    client(chance=lambda: 0.8).get(STATUS, params=QUERY)
    assert sleepy.slept == pytest.approx([1.2])


def test_retry_after_in_seconds_is_kept(
    client: Client, server: PlatformServer, sleepy: SleepyClock
) -> None:
    server.misbehave(mischief.too_many(retry_after=17))
    client().get(STATUS, params=QUERY)
    assert sleepy.slept == pytest.approx([17.0])


def test_retry_after_as_a_date_is_kept(
    client: Client, server: PlatformServer, sleepy: SleepyClock
) -> None:
    server.misbehave(mischief.too_many(retry_after="Tue, 10 Mar 2026 12:00:25 GMT"))
    client().get(STATUS, params=QUERY)
    assert sleepy.slept == pytest.approx([25.0])


@pytest.mark.parametrize("rubbish", ["soon", "-5", "", "1e9", "99999999999999999999"])
def test_a_retry_after_without_sense_is_as_none(
    client: Client, server: PlatformServer, sleepy: SleepyClock, rubbish: str
) -> None:
    server.misbehave(mischief.too_many(retry_after=rubbish))
    client().get(STATUS, params=QUERY)
    assert sleepy.slept == pytest.approx([1.0])


def test_a_retry_after_that_is_too_long_is_not_slept_through(
    client: Client, server: PlatformServer, sleepy: SleepyClock
) -> None:
    server.misbehave(mischief.too_many(retry_after=3600))
    error = error_of(client())
    assert isinstance(error, RateLimited)
    assert (error.retry_after, sleepy.slept) == (3600.0, [])


def test_the_next_run_does_not_ask_before_that_time_either(
    client: Client, server: PlatformServer
) -> None:
    server.misbehave(mischief.too_many(retry_after=3600))
    error_of(client())
    error = error_of(client())
    assert (type(error), len(server.asked)) == (RateLimited, 1)


def test_githubs_own_words_for_a_limit_are_understood(
    client: Client, server: PlatformServer, sleepy: SleepyClock
) -> None:
    reset = int(sleepy().timestamp()) + 40
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(reset)}
    said = b'{"message":"API rate limit exceeded. Authenticated requests get a higher one."}'
    server.misbehave(mischief.Mischief(403, headers, said))
    client(headers={"Authorization": Secret(f"Bearer {server.world.github_token}")}).get(EVENTS)
    assert sleepy.slept == pytest.approx([40.0])


def test_a_run_asks_no_more_often_than_its_budget(client: Client, server: PlatformServer) -> None:
    one = client(budget=Budget(requests=3))
    for _ in range(3):
        one.get(STATUS, params=QUERY)
    with pytest.raises(RateLimited):
        one.get(STATUS, params=QUERY)
    assert len(server.asked) == 3


def test_a_run_waits_no_longer_than_its_budget(
    client: Client, server: PlatformServer, sleepy: SleepyClock
) -> None:
    server.misbehave(mischief.too_many(retry_after=20).for_(9))
    error_of(client(budget=Budget(seconds=50.0, tries=9)))
    assert sum(sleepy.slept) == pytest.approx(40.0)


def test_what_was_asked_and_waited_is_counted(client: Client, server: PlatformServer) -> None:
    server.misbehave(mischief.broken(), mischief.broken())
    one = client()
    one.get(STATUS, params=QUERY)
    assert (one.requests, one.waited_seconds) == (3, pytest.approx(4.0))


def test_the_pace_of_the_site_is_kept(client: Client, sleepy: SleepyClock) -> None:
    one = client()
    for _ in range(21):
        one.get(STATUS, params=QUERY)
    assert sleepy.slept == pytest.approx([10.0])


def test_without_a_state_directory_no_pace_is_kept(client: Client, sleepy: SleepyClock) -> None:
    one = client(state=None)
    for _ in range(25):
        one.get(STATUS, params=QUERY)
    assert sleepy.slept == []
