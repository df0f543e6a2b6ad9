"""The embedded PostgreSQL loses nothing, opens nothing, and keeps to its owner."""

import os
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from maang.core.errors import Denied, Unavailable
from maang.core.servers.begun import base_dir
from maang.core.servers.models import ServerState
from maang.core.servers.postgres import EmbeddedPostgres
from maang.core.servers.service import Servers
from tests.core.servers.conftest import postmaster_of


def one(url: str, statement: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(statement).fetchone()
        assert row is not None
        return row[0]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("data_checksums", "on"),
        ("listen_addresses", ""),
        ("unix_socket_permissions", "0700"),
        ("server_encoding", "UTF8"),
    ],
)
def test_it_runs_with_settings_that_lose_nothing_and_open_nothing(
    shared_url: str, setting: str, value: str
) -> None:
    assert one(shared_url, f"SHOW {setting}") == value


def test_vectors_come_with_it(shared_url: str) -> None:
    with psycopg.connect(shared_url) as connection:
        connection.execute("CREATE EXTENSION vector")
        row = connection.execute("SELECT '[1,2]'::vector <-> '[1,4]'::vector").fetchone()
    assert row == (2.0,)


def test_only_the_owner_gets_to_the_socket(servers: Servers) -> None:
    servers.postgres()
    assert stat.S_IMODE((servers.data_dir / "run").stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a directory away")
def test_a_socket_directory_of_somebody_else_is_refused(servers: Servers) -> None:
    servers.data_dir.mkdir()
    sockets = servers.data_dir / "run"
    sockets.mkdir()
    os.chown(sockets, 65534, 65534)
    try:
        with pytest.raises(Denied, match="belongs to another user"):
            servers.postgres()
    finally:
        os.chown(sockets, 0, 0)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a directory away")
def test_root_does_not_touch_the_data_of_somebody_else(servers: Servers) -> None:
    base = base_dir(servers.data_dir)
    base.mkdir(parents=True)
    os.chown(base, 65534, 65534)
    with pytest.raises(Denied, match="belongs to another user"):
        servers.postgres()


def test_a_data_directory_that_cannot_be_made_is_explained(directory: Path) -> None:
    (directory / "data").write_text("a file is in the way")
    with pytest.raises(Unavailable, match="data"):
        Servers(directory / "data", directory / "state").postgres()


def test_a_frozen_server_is_broken_though_its_socket_is_there(
    postgres: EmbeddedPostgres, silent: Callable[[str], None]
) -> None:
    postgres.ensure(silent)
    pid = postmaster_of(postgres)
    os.kill(pid, signal.SIGSTOP)
    try:
        frozen = postgres.status()
    finally:
        os.kill(pid, signal.SIGCONT)

    assert (frozen.state, frozen.pid) == (ServerState.BROKEN, pid)
    assert "does not answer" in (frozen.detail or "")
    assert postgres.status().state is ServerState.RUNNING
