"""One platform's clients: what the access gives to each, and what they waited together."""

from pathlib import Path

import pytest

from maang.core.config.secret import Secret
from maang.core.sync.access import Access
from maang.core.sync.platforms.clients import Clients
from tests.core.sync.platforms.asking import QUERY, SITE, STATUS, SleepyClock
from tests.fakes.platform_server.mischief import Mischief
from tests.fakes.platform_server.server import PlatformServer


@pytest.fixture
def clients(server: PlatformServer, sleepy: SleepyClock, tmp_path: Path) -> Clients:
    access = Access(tmp_path, base_url=server.url, clock=sleepy, sleep=sleepy.sleep)
    return Clients(SITE, access)


def test_each_asks_where_the_access_says_and_with_its_own_headers(
    clients: Clients, server: PlatformServer
) -> None:
    with clients.open(headers={"X-Token": Secret("mine")}) as one, clients.open() as other:
        one.get(STATUS, params=QUERY)
        other.get(STATUS, params=QUERY)

    assert [asked.headers.get("x-token") for asked in server.asked] == ["mine", None]


def test_what_all_of_them_waited_is_counted_together(
    clients: Clients, server: PlatformServer, sleepy: SleepyClock
) -> None:
    begun = sleepy()
    for _ in range(2):
        server.misbehave(Mischief(status=429, headers={"Retry-After": "30"}))
        with clients.open() as client:
            client.get(STATUS, params=QUERY)

    assert clients.waited_seconds >= 60
    assert clients.waited_seconds == pytest.approx((sleepy() - begun).total_seconds())
