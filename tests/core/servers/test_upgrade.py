"""Data outlives the PostgreSQL that wrote it: 16 → 18, with both from the wheel."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from maang.core.errors import Conflict
from maang.core.servers import creation, locate, privilege, running, sockets
from maang.core.servers.postgres import major_of
from maang.core.servers.service import Servers
from maang.core.servers.starting import Engine
from maang.core.servers.upgrade import upgrade
from tests.core.servers.conftest import cluster_of
from tests.core.servers.test_postgres import wait_for

Progress = Callable[[str], None]

LOCALE = ("--locale=C.UTF-8", "--encoding=UTF8", "--no-sync")


def old_engine(servers: Servers, *options: str) -> Engine:
    """A cluster of 16 where ours would be, with the programs to run it."""
    cluster, binaries = cluster_of(servers), locate.postgres_binaries(16)
    cluster.parent.mkdir(parents=True)
    chosen = privilege.decide()
    creation.initialise(cluster, binaries=binaries, privilege=chosen, options=(*LOCALE, *options))
    here = running.places(servers.data_dir, None)
    sockets.prepare(here.sockets)
    return Engine(here, binaries, chosen, servers.log_dir / "postgres.log")


def fill(engine: Engine, servers: Servers) -> None:
    url = running.PostgresAddress(sockets.socket_dir(servers.data_dir)).url
    with psycopg.connect(url.replace("/maang?", "/postgres?"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE maang")
    with psycopg.connect(url) as connection:
        connection.execute("CREATE EXTENSION vector")
        connection.execute("CREATE TABLE kept AS SELECT 'straße' AS word, '[1,2]'::vector AS v")


@pytest.mark.slow
@pytest.mark.parametrize("crashed", [False, True])
def test_a_row_written_by_16_is_read_by_18(
    servers: Servers, silent: Progress, crashed: bool
) -> None:
    engine = old_engine(servers)
    engine.start(silent)
    fill(engine, servers)
    if crashed:
        pid, _ = running.postmaster(engine.places)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        wait_for(lambda: not engine.is_alive())
    kept = upgrade(servers.data_dir, log_dir=servers.log_dir, progress=silent)
    with psycopg.connect(servers.postgres().url) as connection:
        assert connection.info.server_version // 10000 == 18
        row = connection.execute(
            "SELECT word, v::text, current_setting('data_checksums') FROM kept"
        )
        assert row.fetchone() == ("straße", "[1,2]", "on")
    assert kept is not None
    assert major_of(kept) == 16


def test_a_cluster_of_ours_needs_no_upgrade(servers: Servers, silent: Progress) -> None:
    servers.postgres()
    assert upgrade(servers.data_dir, log_dir=servers.log_dir, progress=silent) is None


def test_an_old_cluster_in_the_way_is_not_overwritten(servers: Servers, silent: Progress) -> None:
    cluster = cluster_of(servers)
    kept = cluster.with_name("cluster-16")
    for directory in (cluster, kept):
        directory.mkdir(parents=True)
        (directory / "PG_VERSION").write_text("16\n")
    with pytest.raises(Conflict, match="cluster-16 is in the way"):
        upgrade(servers.data_dir, log_dir=servers.log_dir, progress=silent)
    assert (kept / "PG_VERSION").read_text() == "16\n"


def test_a_cluster_of_the_future_is_refused(servers: Servers, silent: Progress) -> None:
    cluster_of(servers).mkdir(parents=True)
    (cluster_of(servers) / "PG_VERSION").write_text("99\n")
    with pytest.raises(Conflict) as caught:
        upgrade(servers.data_dir, log_dir=servers.log_dir, progress=silent)
    assert caught.value.hint == "install the newer maang that made it"


def test_what_is_no_cluster_is_not_upgraded(directory: Path, silent: Progress) -> None:
    with pytest.raises(Conflict, match="is not a PostgreSQL cluster"):
        upgrade(directory / "data", log_dir=directory / "state", progress=silent)
