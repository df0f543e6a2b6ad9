"""`up --compose` decides by what docker says; a recording stub plays docker."""

import os
import stat
from pathlib import Path

import pytest

from maang.core.errors import MaangError, NotConfigured, Unavailable
from maang.core.servers.compose import Compose, compose_file

STUB = """#!/bin/sh
echo "$@" >>"{record}"
case "$*" in {cases} esac
"""


@pytest.fixture
def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Stub":
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return Stub(tmp_path)


class Stub:
    """A `docker` that writes down how it was called."""

    def __init__(self, directory: Path) -> None:
        self.record = directory / "calls"
        self.program = directory / "docker"

    def answers(self, cases: str) -> None:
        """`cases` are those of a shell: `info) exit 1;;`."""
        self.program.write_text(STUB.format(record=self.record, cases=cases))
        self.program.chmod(0o755)

    @property
    def calls(self) -> list[str]:
        return self.record.read_text().splitlines()


def failure(act: object) -> MaangError:
    assert callable(act)
    with pytest.raises(MaangError) as caught:
        act()
    return caught.value


def test_with_docker_and_compose_the_containers_are_started_and_awaited(stub: Stub) -> None:
    stub.answers("")
    Compose(Path("/x y/compose.yaml")).up()
    assert stub.calls == [
        "info",
        "compose version",
        "compose -f /x y/compose.yaml up -d --wait",
    ]


def test_down_stops_the_containers_and_keeps_the_volumes(stub: Stub) -> None:
    stub.answers("")
    Compose(Path("/x/compose.yaml")).down()
    assert stub.calls[-1] == "compose -f /x/compose.yaml down"


def test_an_engine_that_does_not_answer_is_unavailable_and_nothing_is_started(stub: Stub) -> None:
    stub.answers('info) echo "Cannot connect to the Docker daemon" >&2; exit 1;;')
    error = failure(Compose(Path("/x/compose.yaml")).up)
    assert isinstance(error, Unavailable)
    assert "Cannot connect to the Docker daemon" in error.message
    assert stub.calls == ["info"]


def test_a_docker_without_the_plugin_is_not_configured(stub: Stub) -> None:
    stub.answers("\"compose version\") echo \"docker: 'compose' is not a command\" >&2; exit 1;;")
    error = failure(Compose(Path("/x/compose.yaml")).up)
    assert isinstance(error, NotConfigured)
    assert error.message.startswith("docker has no compose plugin")
    assert stub.calls == ["info", "compose version"]


def test_without_docker_the_way_without_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    error = failure(Compose(Path("/x/compose.yaml")).up)
    assert isinstance(error, NotConfigured)
    assert "leave out --compose" in (error.hint or "")


def test_a_failed_start_says_what_compose_said_and_where_to_look(stub: Stub) -> None:
    stub.answers("*up*) echo first >&2; echo 'port is already allocated' >&2; exit 1;;")
    error = failure(Compose(Path("/x/compose.yaml")).up)
    assert isinstance(error, Unavailable)
    assert error.message.endswith("port is already allocated")
    assert error.hint == "see `docker compose -f '/x/compose.yaml' logs`"


def test_docker_sees_none_of_our_secrets(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAANG_TEST_TOKEN", "hunter2")
    stub.answers('info) env >>"$0.env";;')
    Compose(Path("/x/compose.yaml")).check()
    seen = stub.program.with_name("docker.env").read_text()
    assert "PATH=" in seen
    assert "hunter2" not in seen


def test_the_compose_file_is_found() -> None:
    assert stat.S_ISREG(os.stat(compose_file()).st_mode)
