"""`up`, `down` and `status` over both servers."""

from collections.abc import Callable

import psycopg

from maang.core.plain import to_plain
from maang.core.servers import resp
from maang.core.servers.models import ServerState, ValkeyAddress
from maang.core.servers.service import Servers


def test_up_starts_both_and_says_what_it_does(servers: Servers) -> None:
    said: list[str] = []
    states = [(status.name, status.state) for status in servers.up(said.append)]
    assert states == [("postgres", ServerState.RUNNING), ("valkey", ServerState.RUNNING)]
    assert [line.split()[0] for line in said] == ["Making", "Starting", "Starting"]


def test_up_again_says_nothing(servers: Servers) -> None:
    servers.up()
    said: list[str] = []
    servers.up(said.append)
    assert said == []


def test_both_take_work(servers: Servers, silent: Callable[[str], None]) -> None:
    servers.up()
    with psycopg.connect(servers.postgres().url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    cache = servers.valkey()
    assert isinstance(cache, ValkeyAddress)
    assert resp.info(cache.url)["role"] == "master"


def test_down_stops_what_runs_and_names_it_once(servers: Servers) -> None:
    servers.up()
    assert [servers.down(), servers.down()] == [["valkey", "postgres"], []]
    assert [status.state for status in servers.status()] == [ServerState.STOPPED] * 2


def test_status_of_an_empty_home_makes_nothing(servers: Servers) -> None:
    assert [status.state for status in servers.status()] == [ServerState.ABSENT] * 2
    assert not servers.data_dir.exists()


def test_a_status_is_plain_data(servers: Servers) -> None:
    plain = to_plain(servers.status()[0])
    assert isinstance(plain, dict)
    assert list(plain)[:3] == ["name", "state", "version"]
