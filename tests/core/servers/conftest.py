"""Data directories with short paths whose servers are stopped afterwards, and fresh processes."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from maang.core.servers.begun import base_dir
from maang.core.servers.postgres import EmbeddedPostgres
from maang.core.servers.service import Servers
from tests.servers_fixture import short_directory

ROOT = Path(__file__).parents[3]


@pytest.fixture
def directory() -> Iterator[Path]:
    with short_directory() as path:
        yield path


@pytest.fixture
def servers(directory: Path) -> Iterator[Servers]:
    """The servers of an empty home."""
    with_home = Servers(directory / "data", directory / "state")
    yield with_home
    with_home.down()


@pytest.fixture
def postgres(servers: Servers) -> EmbeddedPostgres:
    return EmbeddedPostgres(servers.data_dir, servers.log_dir)


@pytest.fixture
def silent() -> Callable[[str], None]:
    """Progress nobody looks at."""
    return lambda _line: None


def postmaster_of(postgres: EmbeddedPostgres) -> int:
    """The process id of its server."""
    pid = postgres.status().pid
    assert pid is not None
    return pid


def cluster_of(servers: Servers) -> Path:
    """Where the cluster of an ordinary home lies."""
    return base_dir(servers.data_dir) / "cluster"


def begin_python(
    code: str, *words: str | Path, prefix: tuple[str, ...] = ()
) -> "subprocess.Popen[str]":
    """A fresh interpreter that runs `code` with `words` as its arguments."""
    argv = [*prefix, sys.executable, "-W", "error", "-c", code, *map(str, words)]
    return subprocess.Popen(
        argv, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def python(code: str, *words: str | Path, prefix: tuple[str, ...] = ()) -> str:
    """What a fresh interpreter prints; fails with its stderr, and when it hangs."""
    process = begin_python(code, *words, prefix=prefix)
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 0, stderr
    return stdout.strip()


@pytest.fixture(scope="module")
def shared_url() -> Iterator[str]:
    """The URL of a server that a module's reading tests share."""
    with short_directory() as path:
        servers = Servers(path / "data", path / "state")
        try:
            yield servers.postgres().url
        finally:
            servers.down()
