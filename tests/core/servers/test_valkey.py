"""The embedded Valkey: there when needed, no loss when it dies, closed to everybody else."""

import os
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from maang.core.errors import Unavailable
from maang.core.servers import resp, running
from maang.core.servers.models import ServerState
from maang.core.servers.service import Servers
from maang.core.servers.valkey import EmbeddedValkey
from tests.core.servers.conftest import begin_python, python
from tests.core.servers.test_postgres import kill, wait_for

Progress = Callable[[str], None]

BRING_UP = """
import sys
from pathlib import Path
from maang.core.servers.service import Servers
print(Servers(Path(sys.argv[1]), Path(sys.argv[2])).valkey().url)
"""


@pytest.fixture
def valkey(servers: Servers) -> EmbeddedValkey:
    return EmbeddedValkey(servers.data_dir, servers.log_dir)


def pid_of(valkey: EmbeddedValkey) -> int:
    pid = valkey.status().pid
    assert pid is not None
    return pid


def test_it_starts_once_and_is_then_found_without_a_word(valkey: EmbeddedValkey) -> None:
    said: list[str] = []
    assert valkey.ensure(said.append) == valkey.ensure(said.append)
    assert said == ["Starting Valkey …"]


def test_two_commands_at_once_get_one_server(servers: Servers, valkey: EmbeddedValkey) -> None:
    both = [begin_python(BRING_UP, servers.data_dir, servers.log_dir) for _ in range(2)]
    results = [command.communicate(timeout=30) for command in both]
    assert [command.returncode for command in both] == [0, 0], results
    assert (servers.log_dir / "valkey.log").read_text().count("Valkey is starting") == 1


def test_one_that_was_killed_starts_again(valkey: EmbeddedValkey, silent: Progress) -> None:
    valkey.ensure(silent)
    first = pid_of(valkey)
    kill(first)
    wait_for(lambda: running.valkey(valkey.data_dir) is None)
    valkey.ensure(silent)
    assert pid_of(valkey) != first


def test_cron_with_an_empty_environment_finds_it(
    servers: Servers, valkey: EmbeddedValkey, silent: Progress
) -> None:
    expected = valkey.ensure(silent).url
    bare = ("env", "-i", "PATH=/usr/bin:/bin")
    code = BRING_UP + "assert 'subprocess' not in sys.modules, 'it was not found but started'"
    assert python(code, servers.data_dir, servers.log_dir, prefix=bare) == expected


@pytest.mark.parametrize("name", ["with spaces", 'quote\'s "and" $HOME `x` \\ %', "a,b", "o" * 150])
def test_a_home_may_have_any_name(directory: Path, silent: Progress, name: str) -> None:
    valkey = EmbeddedValkey(directory / name / "data", directory / name / "state")
    try:
        assert resp.info(valkey.ensure(silent).url)["server_name"] == "valkey"
    finally:
        valkey.stop()
        sockets = running.valkey_address(valkey.data_dir).socket.parent
        if sockets.parent == Path("/tmp"):
            sockets.rmdir()


def test_it_listens_nowhere_but_on_its_owners_socket(
    valkey: EmbeddedValkey, silent: Progress
) -> None:
    address = valkey.ensure(silent)
    assert stat.S_IMODE(address.socket.stat().st_mode) == 0o700
    assert resp.info(address.url)["tcp_port"] == "0"


def test_it_takes_no_more_than_its_share_and_forgets_the_oldest(
    valkey: EmbeddedValkey, silent: Progress
) -> None:
    said = resp.info(valkey.ensure(silent).url)
    assert (said["maxmemory"], said["maxmemory_policy"]) == (str(64 << 20), "allkeys-lru")


def test_it_leaves_no_file_of_what_it_held(valkey: EmbeddedValkey, silent: Progress) -> None:
    valkey.ensure(silent)
    valkey.stop()
    assert {path.name for path in valkey.directory.iterdir()} == {"lock"}


def test_its_states_are_told_apart(valkey: EmbeddedValkey, silent: Progress) -> None:
    seen = [valkey.status().state]
    valkey.ensure(silent)
    seen.append(valkey.status().state)
    assert [valkey.stop(), valkey.stop()] == [True, False]
    seen.append(valkey.status().state)
    assert seen == [ServerState.ABSENT, ServerState.RUNNING, ServerState.STOPPED]


def test_a_frozen_one_is_told_as_broken(valkey: EmbeddedValkey, silent: Progress) -> None:
    valkey.ensure(silent)
    pid = pid_of(valkey)
    os.kill(pid, signal.SIGSTOP)
    try:
        assert valkey.status().state is ServerState.BROKEN
    finally:
        os.kill(pid, signal.SIGCONT)


def test_why_it_does_not_start_is_said(valkey: EmbeddedValkey, silent: Progress) -> None:
    (valkey.log_dir / "valkey.log").mkdir(parents=True)
    with pytest.raises(Unavailable, match=r"Valkey did not start: .*log file"):
        valkey.ensure(silent)
