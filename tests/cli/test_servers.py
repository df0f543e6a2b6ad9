"""`up`, `down` and `status`, as programs on real servers."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.installation import Installation, fresh_installation


@pytest.fixture(scope="module")
def maang() -> Iterator[Installation]:
    with fresh_installation() as installation:
        yield installation


def states(maang: Installation) -> dict[str, str]:
    return {each["name"]: each["state"] for each in json.loads(maang("status", "--json").out)}


def test_up_starts_both_and_status_says_so_with_0(maang: Installation) -> None:
    up = maang("up", "--json")
    status = maang("status", "--json")

    assert (up.code, status.code) == (0, 0)
    assert [each["state"] for each in json.loads(up.out)] == ["running", "running"]
    postgres = json.loads(status.out)[0]
    assert postgres["version"].startswith("18.")
    assert postgres["memory_bytes"] > 1 << 20
    assert Path(postgres["where"]).is_socket()


def test_the_table_names_state_version_memory_and_place(maang: Installation) -> None:
    maang("up")

    out = maang("status", COLUMNS="100").out

    assert out.split("\n")[0].split() == ["name", "state", "version", "memory", "where"]
    assert "MiB" in out


def test_down_stops_both_and_status_says_so_with_1(maang: Installation) -> None:
    maang("up")

    down = maang("down")

    assert (down.code, down.out) == (0, "stopped: valkey, postgres\n")
    assert maang("status").code == 1
    assert states(maang) == {"postgres": "stopped", "valkey": "stopped"}


def test_down_with_nothing_up_is_no_error(maang: Installation) -> None:
    maang("down")

    assert maang("down", "--json").out == "[]\n"
    assert maang("down").out == "nothing was running\n"


def test_after_down_any_command_starts_the_database_again(maang: Installation) -> None:
    maang("down")

    assert maang("db", "status", "--json").code == 0
    assert states(maang)["postgres"] == "running"


def test_a_broken_database_is_shown_with_the_reason_and_can_be_taken_down(
    maang: Installation,
) -> None:
    maang("up")
    version = maang.home / "maang/data/postgres/cluster/PG_VERSION"
    sound = version.read_text()
    version.write_text("99\n")
    try:
        status = maang("status")
        down = maang("down")
    finally:
        version.write_text(sound)

    assert status.code == 1
    assert "PostgreSQL 99" in status.out.replace("\n", " ")
    assert down.code == 0


def test_a_cache_that_is_switched_off_is_not_down(maang: Installation) -> None:
    maang("up")

    assert maang("status", MAANG_REDIS_ENABLED="false").code == 0


def test_a_server_elsewhere_that_does_not_answer_is_down_and_its_password_unseen(
    maang: Installation,
) -> None:
    status = maang("status", "--json", MAANG_DATABASE_URL="postgresql://u:s3cret@127.0.0.1:1/d")

    assert status.code == 1
    assert json.loads(status.out)[0]["state"] == "broken"
    assert "s3cret" not in status.out + status.err


def test_compose_without_docker_says_what_is_missing(maang: Installation) -> None:
    result = maang("up", "--compose", PATH="/nowhere")

    assert result.code == 5
    assert "docker is not installed" in result.err
