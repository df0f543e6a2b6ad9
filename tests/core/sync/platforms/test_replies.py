"""Failures of the web told apart, each committed by the server that plays the platforms."""

import socket

import pytest

from maang.core.errors import Denied, MaangError, NotFound
from maang.core.sync.errors import (
    Blocked,
    NetworkDown,
    PlatformDown,
    RateLimited,
    SchemaChanged,
    SessionExpired,
    WrongSecret,
)
from maang.core.sync.platforms.transport import Budget
from tests.core.sync.platforms.asking import QUERY, SESSION, STATUS, Client, error_of
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.server import PlatformServer


@pytest.mark.parametrize(
    ("happens", "kind"),
    [
        (mischief.cloudflare(), Blocked),
        (mischief.cloudflare(503, header=False), Blocked),
        (mischief.cloudflare(429, header=False), Blocked),
        (mischief.html(200), Blocked),
        (mischief.html(403), Blocked),
        (mischief.csrf_refused(), WrongSecret),
        (mischief.not_logged_in(401), SessionExpired),
        (mischief.not_logged_in(403), SessionExpired),
        (mischief.not_logged_in(200), SessionExpired),
        (mischief.not_json(), SchemaChanged),
        (mischief.not_json(b""), SchemaChanged),
        (mischief.not_json(b'{"a": NaN}'), SchemaChanged),
        (mischief.not_json(b"[" * 100_000), SchemaChanged),
        (mischief.huge(17 << 20), SchemaChanged),
        (mischief.broken(404), NotFound),
        (mischief.broken(418), SchemaChanged),
        (mischief.no_permission().for_(9), RateLimited),
        (mischief.too_many().for_(9), RateLimited),
        (mischief.broken(500).for_(9), PlatformDown),
        (mischief.broken(503).for_(9), PlatformDown),
        (mischief.html(502).for_(9), PlatformDown),
        (mischief.cut(0).for_(9), NetworkDown),
        (mischief.cut(40).for_(9), NetworkDown),
    ],
)
def test_each_failure_is_its_ownerror_of(
    client: Client, server: PlatformServer, happens: mischief.Mischief, kind: type[MaangError]
) -> None:
    server.misbehave(happens)
    assert type(error_of(client(cookies=SESSION))) is kind


@pytest.mark.parametrize(
    "happens",
    [mischief.cloudflare(), mischief.not_logged_in(), mischief.too_many().for_(9),
     mischief.broken().for_(9), mischief.not_json(), mischief.cut(0).for_(9),
     mischief.redirected("https://evil.example/")],
)  # fmt: skip
def test_each_failure_says_what_to_do(
    client: Client, server: PlatformServer, happens: mischief.Mischief
) -> None:
    server.misbehave(happens)
    assert error_of(client(cookies=SESSION)).hint


def test_a_refusal_without_a_login_does_not_speak_of_an_expired_one(
    client: Client, server: PlatformServer
) -> None:
    server.misbehave(mischief.not_logged_in())
    assert type(error_of(client())) is Denied


def test_a_status_the_caller_reads_is_handed_over(client: Client) -> None:
    answer = client().get(STATUS, params={"handle": "nobody"}, accept=(400,))
    assert answer.value["status"] == "FAILED"


def test_a_page_for_people_is_not_handed_over(client: Client, server: PlatformServer) -> None:
    server.misbehave(mischief.html(400))
    with pytest.raises(Blocked):
        client().get(STATUS, params=QUERY, accept=(400,))


def test_nobody_listening_is_a_network_that_is_down(client: Client) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        error = error_of(client(base_url=f"http://127.0.0.1:{free.getsockname()[1]}"))
    assert isinstance(error, NetworkDown)


def test_a_host_without_an_address_is_a_network_that_is_down(client: Client) -> None:
    error = error_of(client(base_url="https://leetcode.invalid", budget=Budget(tries=1)))
    assert isinstance(error, NetworkDown)
