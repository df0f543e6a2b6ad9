"""The cache is started for whoever would like it, without a wait and without a word."""

from dataclasses import replace
from pathlib import Path

from maang.core.servers.service import NO_CACHE, Servers
from maang.core.servers.waking import Waking

SECONDS = 60.0


def test_it_is_there_some_time_after_it_was_wanted(servers: Servers) -> None:
    assert servers.valkey_url() is None
    waking = Waking(servers)
    waking.wake()
    waking.wake()
    waking.wait(SECONDS)

    assert servers.valkey_url() == f"unix://{servers.valkey_where()}"


def test_somebody_elses_is_not_ours_to_start(servers: Servers) -> None:
    elsewhere = replace(servers, redis_url="redis://:secret@cache.example:6379/0")
    Waking(elsewhere).wake()
    Waking(replace(servers, redis_url=NO_CACHE)).wake()

    assert elsewhere.valkey_url() == "redis://:secret@cache.example:6379/0"
    assert "secret" not in (elsewhere.valkey_where() or "")
    assert replace(servers, redis_url=NO_CACHE).valkey_url() is None
    assert not (servers.data_dir / "valkey").exists()


def test_what_cannot_be_started_is_let_be(directory: Path) -> None:
    (directory / "data").write_text("a file in the way")
    servers = Servers(directory / "data", directory / "state")
    waking = Waking(servers)
    waking.wake()
    waking.wait(SECONDS)

    assert servers.valkey_url() is None
