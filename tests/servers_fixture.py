"""Throw-away servers of somebody else's kind: over TCP on the loopback, with a password."""

import shutil
import socket
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg

from maang.core import process
from maang.core.servers import locate, privilege
from maang.core.servers.creation import BARE

SECONDS = 30.0


@contextmanager
def short_directory() -> Iterator[Path]:
    """A fresh directory with a path short enough for sockets; gone afterwards."""
    path = Path(tempfile.mkdtemp(prefix="maang-test-", dir="/tmp"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def start_cluster(
    major: int, directory: Path, password: str, *, settings: Mapping[str, str] | None = None
) -> Iterator[str]:
    """A PostgreSQL of that major version; yields its URL (user `guest`, database `postgres`).

    It listens on a free loopback port and takes nothing but scram passwords. `settings` are added
    to its command line.
    """
    binaries, footing = locate.postgres_binaries(major), privilege.decide()
    directory.mkdir(parents=True, exist_ok=True)
    secret = directory / "password"
    secret.write_text(password)
    cluster = directory / "cluster"
    options = ["--auth=scram-sha-256", "-U", "guest", f"--pwfile={secret}", "--encoding=UTF8"]
    initdb = [binaries / "initdb", "-D", cluster, "--locale=C.UTF-8", "--no-sync", *options]
    done = process.run(footing.command(initdb), seconds=SECONDS, env=BARE, cwd=Path("/"))
    assert done.code == 0, done.stderr
    port = free_port()
    chosen = {
        "port": str(port),
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "fsync": "off",
        **(settings or {}),
    }
    options = [word for key, value in chosen.items() for word in ("-c", f"{key}={value}")]
    argv = [binaries / "postgres", "-D", cluster, *options]
    log = directory / "log"
    process.spawn_detached(footing.command(argv), log=log, env=BARE)
    try:
        url = f"postgresql://guest:{password}@127.0.0.1:{port}/postgres"
        await_postgresql(url, log)
        yield url
    finally:
        stop = [binaries / "pg_ctl", "stop", "-D", cluster, "-m", "immediate", "-w"]
        process.run(footing.command(stop), seconds=SECONDS, env=BARE, cwd=Path("/"))


@contextmanager
def start_valkey(directory: Path, password: str, *options: str) -> Iterator[str]:
    """A Valkey with a password; yields its URL. `options` go on its command line."""
    directory.mkdir(parents=True, exist_ok=True)
    port = free_port()
    argv = [str(locate.valkey_binary()), *options, "--port", str(port), "--bind", "127.0.0.1"]
    argv += ["--dir", str(directory), "--requirepass", password, "--save", ""]
    log = directory / "valkey.log"
    pid = process.spawn_detached(argv, log=log, env=BARE)
    try:
        await_port(port, log)
        yield f"redis://:{password}@127.0.0.1:{port}/0"
    finally:
        process.run(["kill", str(pid)], seconds=5)


def free_port() -> int:
    """A loopback port nobody had a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def await_postgresql(url: str, log: Path) -> None:
    """Wait until it takes a connection: the port is open before recovery is over."""
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            psycopg.connect(url, connect_timeout=3).close()
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise AssertionError(log.read_text()) from error
            time.sleep(0.02)
        else:
            return


def await_port(port: int, log: Path) -> None:
    """Wait until somebody listens there, or fail with what the server wrote."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError(log.read_text())
