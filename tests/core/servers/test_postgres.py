"""The embedded PostgreSQL lives through what homes, crashes and impatient people do to it."""

import hashlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from maang.core import process
from maang.core.errors import Conflict, Unavailable
from maang.core.servers import creation, locate, privilege, running
from maang.core.servers import record as records
from maang.core.servers.begun import base_dir
from maang.core.servers.models import ServerState
from maang.core.servers.postgres import EmbeddedPostgres
from maang.core.servers.service import Servers
from tests.core.servers.conftest import begin_python, cluster_of, postmaster_of, python

Progress = Callable[[str], None]

BRING_UP = """
import sys
from pathlib import Path
from maang.core.servers.begun import base_dir
from maang.core.servers.service import Servers
servers = Servers(Path(sys.argv[1]), Path(sys.argv[2]))
print(servers.postgres().url)
"""


def one(url: str, statement: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(statement).fetchone()
        assert row is not None
        return row[0]


def fingerprint(directory: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(directory.rglob("*")):
        digest.update(f"{path} {path.lstat().st_mtime_ns}".encode())
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def test_the_first_need_makes_it_and_says_so(postgres: EmbeddedPostgres) -> None:
    said: list[str] = []
    url = postgres.ensure(said.append).url
    assert one(url, "SELECT current_database()") == "maang"
    assert said[0].startswith("Making the database (once), PostgreSQL 18.")


def test_a_running_server_is_found_without_a_word(
    postgres: EmbeddedPostgres, silent: Progress
) -> None:
    first = postgres.ensure(silent)
    said: list[str] = []
    assert postgres.ensure(said.append) == first
    assert said == []


def test_finding_it_loads_nothing_that_starts_servers(servers: Servers) -> None:
    servers.postgres()
    code = BRING_UP + (
        "print([name for name in ('subprocess', 'filelock', 'psutil') if name in sys.modules])"
    )
    assert python(code, servers.data_dir, servers.log_dir).splitlines()[1] == "[]"


def test_finding_it_takes_a_few_milliseconds_at_most(servers: Servers) -> None:
    servers.postgres()
    times = []
    for _ in range(20):
        begun = time.perf_counter()
        servers.postgres()
        times.append(time.perf_counter() - begun)
    assert sorted(times)[10] < 0.005


def test_two_commands_at_once_get_one_server(servers: Servers) -> None:
    both = [begin_python(BRING_UP, servers.data_dir, servers.log_dir) for _ in range(2)]
    results = [command.communicate(timeout=60) for command in both]
    assert [command.returncode for command in both] == [0, 0], results
    assert results[0][0] == results[1][0] != ""
    log = (servers.log_dir / "postgres.log").read_text()
    assert log.count("starting PostgreSQL") == 1
    assert "FATAL" not in log


def test_a_pid_file_of_a_dead_process_is_no_obstacle(
    servers: Servers, postgres: EmbeddedPostgres
) -> None:
    servers.postgres()
    kill(postmaster_of(postgres))
    pid_file = cluster_of(servers) / "postmaster.pid"
    assert pid_file.exists()
    assert one(servers.postgres().url, "SELECT 1") == 1


def test_a_pid_file_that_names_a_stranger_is_left_and_explained(
    servers: Servers, postgres: EmbeddedPostgres
) -> None:
    servers.postgres()
    postgres.stop()
    stranger = subprocess.Popen(["sleep", "60"])
    pid_file = cluster_of(servers) / "postmaster.pid"
    lines = [stranger.pid, cluster_of(servers), 1, 5432, "", "", "", "ready"]
    pid_file.write_text("".join(f"{line}\n" for line in lines))
    try:
        with pytest.raises(Unavailable) as caught:
            servers.postgres()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()
    assert f"names process {stranger.pid}, which is no PostgreSQL of ours" in (
        caught.value.hint or ""
    )
    assert pid_file.exists()


def test_what_was_committed_outlives_a_kill_of_the_postmaster(
    servers: Servers, postgres: EmbeddedPostgres
) -> None:
    url = servers.postgres().url
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        kill(postmaster_of(postgres))
        assert one(servers.postgres().url, "SELECT answer FROM kept") == 42


@pytest.mark.parametrize(
    "name", ["with spaces", 'quote\'s "and" $HOME `x` \\ %', "a,b", "o" * 150, "é" * 60]
)
def test_a_home_may_have_any_name(directory: Path, name: str) -> None:
    servers = Servers(directory / name / "data", directory / name / "state")
    try:
        assert one(servers.postgres().url, "SELECT 1") == 1
    finally:
        servers.down()
        if running.places(servers.data_dir, None).sockets.parent == Path("/tmp"):
            running.places(servers.data_dir, None).sockets.rmdir()


def test_cron_with_an_empty_environment_finds_the_running_server(servers: Servers) -> None:
    expected = servers.postgres().url
    bare = ("env", "-i", f"HOME={servers.data_dir}", "PATH=/usr/bin:/bin")
    code = BRING_UP + "assert 'subprocess' not in sys.modules, 'it was not found but started'"
    assert python(code, servers.data_dir, servers.log_dir, prefix=bare) == expected


def test_it_starts_with_an_empty_environment(servers: Servers) -> None:
    bare = ("env", "-i", "PATH=/usr/bin:/bin")
    url = python(BRING_UP, servers.data_dir, servers.log_dir, prefix=bare)
    assert one(url, "SELECT 1") == 1


def test_a_pipe_is_not_held_open_by_the_server(servers: Servers) -> None:
    begun = begin_python(BRING_UP, servers.data_dir, servers.log_dir)
    assert begun.communicate(timeout=20)[0].startswith("postgresql://")
    assert running.postgres(servers.data_dir) is not None


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_the_server_inherits_no_secret(
    servers: Servers, postgres: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAANG_TEST_TOKEN", "hunter2")
    servers.postgres()
    environment = Path(f"/proc/{postmaster_of(postgres)}/environ").read_text()
    assert "PATH=" in environment
    assert "hunter2" not in environment


def test_an_interrupted_creation_leaves_no_half_cluster(servers: Servers) -> None:
    base = base_dir(servers.data_dir)
    begun = begin_python(BRING_UP, servers.data_dir, servers.log_dir)
    wait_for(lambda: list(base.glob(f"{creation.DRAFT}.*/base")) != [])
    begun.kill()
    begun.communicate()
    assert not cluster_of(servers).exists()
    assert one(servers.postgres().url, "SELECT 1") == 1


def test_data_of_another_major_is_refused_untouched(servers: Servers) -> None:
    cluster = cluster_of(servers)
    cluster.parent.mkdir(parents=True)
    options = ("--locale=C.UTF-8", "--no-sync")
    old = locate.postgres_binaries(16)
    creation.initialise(cluster, binaries=old, privilege=privilege.decide(), options=options)
    before = fingerprint(cluster)
    with pytest.raises(Conflict, match=r"is PostgreSQL 16's; this maang brings 18") as caught:
        servers.postgres()
    assert "maang db upgrade" in (caught.value.hint or "")
    assert fingerprint(cluster) == before
    assert servers.status()[0].state is ServerState.BROKEN


def test_a_directory_that_is_no_cluster_is_refused(servers: Servers) -> None:
    cluster_of(servers).mkdir(parents=True)
    with pytest.raises(Conflict, match="is not a PostgreSQL cluster"):
        servers.postgres()


def test_programs_that_moved_bring_a_new_start_and_a_new_record(
    servers: Servers, postgres: EmbeddedPostgres
) -> None:
    servers.postgres()
    before, base = postmaster_of(postgres), base_dir(servers.data_dir)
    found = records.read(base)
    assert found is not None
    moved = records.Record(found.major, found.version, Path("/nowhere/bin"), found.footing)
    records.write(base, moved)
    assert one(servers.postgres().url, "SELECT 1") == 1
    assert postmaster_of(postgres) != before
    assert records.read(base) == found


def test_a_moved_home_works_where_it_is_now(servers: Servers, directory: Path) -> None:
    url = servers.postgres().url
    one(url, "SELECT pg_notify('x', '')")
    servers.down()
    there = Servers(servers.data_dir.rename(directory / "there"), servers.log_dir)
    try:
        assert "there" in there.postgres().url
        assert one(there.postgres().url, "SELECT 1") == 1
    finally:
        there.down()


def test_a_lost_socket_brings_a_new_start(servers: Servers, postgres: EmbeddedPostgres) -> None:
    servers.postgres()
    (servers.data_dir / "run" / ".s.PGSQL.5432").unlink()
    said: list[str] = []
    assert one(servers.postgres(said.append).url, "SELECT 1") == 1
    assert "its socket is gone" in said[0]


def test_a_lost_record_is_written_anew_beside_the_running_server(
    servers: Servers, postgres: EmbeddedPostgres
) -> None:
    servers.postgres()
    before = postmaster_of(postgres)
    (base_dir(servers.data_dir) / records.FILE).write_text("{")
    servers.postgres()
    assert postmaster_of(postgres) == before


def test_it_is_stopped_once(servers: Servers, postgres: EmbeddedPostgres) -> None:
    servers.postgres()
    assert [postgres.stop(), postgres.stop()] == [True, False]


def test_stopping_what_was_never_made_is_quiet(postgres: EmbeddedPostgres) -> None:
    assert postgres.stop() is False
    assert not postgres.data_dir.exists()


def test_its_states_are_told_apart(postgres: EmbeddedPostgres, silent: Progress) -> None:
    seen = [postgres.status().state]
    postgres.ensure(silent)
    seen.append(postgres.status().state)
    postgres.stop()
    seen.append(postgres.status().state)
    assert seen == [ServerState.ABSENT, ServerState.RUNNING, ServerState.STOPPED]


def test_a_running_server_tells_its_version_and_its_memory(
    postgres: EmbeddedPostgres, silent: Progress
) -> None:
    postgres.ensure(silent)
    status = postgres.status()
    assert (status.version or "").startswith("18.")
    assert 1 << 20 < (status.memory_bytes or 0) < 1 << 30


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    wait_for(lambda: not process.is_alive(pid))


def wait_for(condition: Callable[[], bool], *, seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.005)
