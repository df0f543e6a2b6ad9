"""`up --compose` decides by what docker says; a recording stub plays docker."""

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
    Compose(Path("/x y/compose.yaml"), stub.record.parent / "secrets").up()
    assert stub.calls == [
        "info",
        "compose version",
        "compose -f /x y/compose.yaml up -d --wait",
    ]


def test_down_stops_the_containers_and_keeps_the_volumes(stub: Stub) -> None:
    stub.answers("")
    Compose(Path("/x/compose.yaml"), stub.record.parent / "secrets").down()
    assert stub.calls[-1] == "compose -f /x/compose.yaml down"


def test_an_engine_that_does_not_answer_is_unavailable_and_nothing_is_started(stub: Stub) -> None:
    stub.answers('info) echo "Cannot connect to the Docker daemon" >&2; exit 1;;')
    error = failure(Compose(Path("/x/compose.yaml"), stub.record.parent / "secrets").up)
    assert isinstance(error, Unavailable)
    assert "Cannot connect to the Docker daemon" in error.message
    assert stub.calls == ["info"]


def test_a_docker_without_the_plugin_is_not_configured(stub: Stub) -> None:
    stub.answers('"compose version") echo "docker: \'compose\' is not a command" >&2; exit 1;;')
    error = failure(Compose(Path("/x/compose.yaml"), stub.record.parent / "secrets").up)
    assert isinstance(error, NotConfigured)
    assert error.message.startswith("docker has no compose plugin")
    assert stub.calls == ["info", "compose version"]


def test_without_docker_the_way_without_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    error = failure(Compose(Path("/x/compose.yaml"), tmp_path / "secrets").up)
    assert isinstance(error, NotConfigured)
    assert "leave out --compose" in (error.hint or "")


def test_a_failed_start_says_what_compose_said_and_where_to_look(stub: Stub) -> None:
    stub.answers("*up*) echo first >&2; echo 'port is already allocated' >&2; exit 1;;")
    error = failure(Compose(Path("/x/compose.yaml"), stub.record.parent / "secrets").up)
    assert isinstance(error, Unavailable)
    assert error.message.endswith("port is already allocated")
    assert error.hint == "see `docker compose -f '/x/compose.yaml' logs`"


def test_docker_sees_none_of_our_secrets(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAANG_TEST_TOKEN", "hunter2")
    stub.answers('info) env >>"$0.env";;')
    Compose(Path("/x/compose.yaml"), stub.record.parent / "secrets").check()
    seen = stub.program.with_name("docker.env").read_text()
    assert "PATH=" in seen
    assert "hunter2" not in seen


def test_passwords_are_made_once_and_only_their_owner_gets_to_them(stub: Stub) -> None:
    stub.answers("")
    containers = Compose(Path("/x/compose.yaml"), stub.record.parent / "secrets")
    containers.up()
    first = (containers.secrets / "postgres_password").read_text()
    containers.up()
    assert (containers.secrets / "postgres_password").read_text() == first
    assert len(first.strip()) == 48
    assert stat.S_IMODE(containers.secrets.stat().st_mode) == 0o700


def test_the_url_files_lead_to_the_containers_with_their_passwords(stub: Stub) -> None:
    stub.answers("")
    containers = Compose(Path("/x/compose.yaml"), stub.record.parent / "secrets")
    containers.up()
    password = (containers.secrets / "postgres_password").read_text().strip()
    url = containers.database_url_file.read_text().strip()
    assert url == f"postgresql://maang:{password}@127.0.0.1:5432/maang"
    assert stat.S_IMODE(containers.database_url_file.stat().st_mode) == 0o600


def test_docker_is_told_where_the_passwords_are(stub: Stub) -> None:
    stub.answers('*up*) echo "$MAANG_SECRETS" >"$0.secrets";;')
    Compose(Path("/x/compose.yaml"), stub.record.parent / "secrets").up()
    told = stub.program.with_name("docker.secrets").read_text().strip()
    assert told == str(stub.record.parent / "secrets")


def test_nothing_is_made_without_an_engine(stub: Stub) -> None:
    stub.answers("info) exit 1;;")
    failure(Compose(Path("/x/compose.yaml"), stub.record.parent / "secrets").up)
    assert not (stub.record.parent / "secrets").exists()


def test_the_compose_file_is_found() -> None:
    assert compose_file().read_text().count("services:") == 1
