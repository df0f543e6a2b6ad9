"""The compose file keeps its promises, and its configuration runs on servers of the same kind."""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from maang.core import process
from maang.core.errors import Denied
from maang.core.servers import locate, resp
from maang.core.servers.creation import BARE
from tests.servers_fixture import (
    await_port,
    free_port,
    short_directory,
    start_cluster,
    start_valkey,
)

COMPOSE = Path(__file__).parents[2] / "compose"
FILE = COMPOSE / "compose.yaml"
DOCUMENT: Mapping[str, Any] = yaml.safe_load(FILE.read_text())
SERVICES: Mapping[str, Any] = DOCUMENT["services"]
TOOLS = Path(sys.executable).parent

every_service = pytest.mark.parametrize("name", SERVICES)


def test_the_file_follows_the_schema_of_compose() -> None:
    checker = [TOOLS / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", FILE]
    done = process.run(checker, seconds=60)
    assert done.code == 0, done.stdout


def test_the_schema_check_would_notice_a_misspelt_key(tmp_path: Path) -> None:
    broken = {**DOCUMENT, "services": {"x": {**SERVICES["valkey"], "helthcheck": {}}}}
    (tmp_path / "compose.yaml").write_text(json.dumps(broken))
    checker = [TOOLS / "check-jsonschema", "--builtin-schema", "vendor.compose-spec"]
    assert process.run([*checker, tmp_path / "compose.yaml"], seconds=60).code == 1


def test_the_file_is_clean_yaml() -> None:
    rules = "{extends: default, rules: {line-length: {max: 120}}}"
    done = process.run([TOOLS / "yamllint", "--strict", "-d", rules, FILE], seconds=30)
    assert done.code == 0, done.stdout


def test_the_services_are_the_database_and_the_cache() -> None:
    assert set(SERVICES) == {"postgres", "valkey"}


@every_service
def test_an_image_is_pinned_by_version_and_digest(name: str) -> None:
    assert re.fullmatch(r"[\w/]+:\d+\.\d+\.\d+-[\w-]+@sha256:[0-9a-f]{64}", SERVICES[name]["image"])


def test_the_database_is_the_major_that_maang_brings() -> None:
    assert f"-pg{locate.POSTGRES_MAJOR}-" in SERVICES["postgres"]["image"]


@every_service
def test_ports_are_on_the_loopback_only(name: str) -> None:
    ports: Sequence[str] = SERVICES[name]["ports"]
    assert ports
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


@every_service
def test_health_is_checked_with_a_deadline(name: str) -> None:
    assert {"test", "interval", "timeout", "retries"} <= set(SERVICES[name]["healthcheck"])


@every_service
def test_memory_processors_and_processes_are_limited(name: str) -> None:
    assert {"mem_limit", "cpus", "pids_limit"} <= set(SERVICES[name])


@every_service
def test_nothing_runs_as_root_or_gains_privileges(name: str) -> None:
    service = SERVICES[name]
    assert not service["user"].startswith(("0", "root"))
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["read_only"] is True
    assert "cap_add" not in service
    assert "privileged" not in service


@every_service
def test_logs_rotate_and_there_is_time_to_stop(name: str) -> None:
    assert set(SERVICES[name]["logging"]["options"]) == {"max-size", "max-file"}
    assert SERVICES[name]["stop_grace_period"].endswith("s")


@every_service
def test_no_password_stands_in_the_file(name: str) -> None:
    environment: Mapping[str, str] = SERVICES[name].get("environment", {})
    assert [
        key for key in environment if re.search("PASS|SECRET", key) and not key.endswith("_FILE")
    ] == []
    assert set(SERVICES[name]["secrets"]) <= set(DOCUMENT["secrets"])


def test_secrets_are_files() -> None:
    assert {key: set(value) for key, value in DOCUMENT["secrets"].items()} == {
        "postgres_password": {"file"},
        "valkey_password": {"file"},
    }


def test_the_data_is_in_a_named_volume_where_18_wants_it() -> None:
    named = [entry for entry in SERVICES["postgres"]["volumes"] if isinstance(entry, str)]
    assert named == ["postgres:/var/lib/postgresql"]
    assert "postgres" in DOCUMENT["volumes"]


@every_service
def test_what_is_mounted_from_here_exists_and_is_read_only(name: str) -> None:
    binds = [entry for entry in SERVICES[name]["volumes"] if isinstance(entry, Mapping)]
    assert binds
    for bind in binds:
        assert (COMPOSE / bind["source"]).is_file()
        assert bind["read_only"] is True


def test_our_postgresql_runs_with_that_configuration() -> None:
    configuration = COMPOSE / "postgres" / "postgresql.conf"
    with (
        short_directory() as path,
        start_cluster(
            locate.POSTGRES_MAJOR, path, "pw", settings={"config_file": str(configuration)}
        ) as url,
        psycopg.connect(url) as connection,
    ):
        shown = connection.execute("SELECT name FROM pg_file_settings WHERE error IS NOT NULL")
        assert shown.fetchall() == [("listen_addresses",)]  # ours: the loopback instead of all
        assert connection.execute("SHOW shared_buffers").fetchone() == ("128MB",)


def test_our_valkey_runs_with_the_very_command_of_the_container() -> None:
    with short_directory() as path:
        (path / "password").write_text("pw\n")
        port = free_port()
        command = SERVICES["valkey"]["command"][0].replace("$$", "$")
        for there, here in {
            "/etc/maang/valkey.conf": f"'{COMPOSE}/valkey/valkey.conf'",
            "/run/secrets/valkey_password": f"{path}/password",
            "valkey-server -": f"'{locate.valkey_binary()}' - --port {port} --bind 127.0.0.1",
        }.items():
            assert there in command
            command = command.replace(there, here)
        process.spawn_detached(["/bin/sh", "-c", command], log=path / "log", env=BARE)
        await_port(port, path / "log")
        said = resp.info(f"redis://:pw@127.0.0.1:{port}/0")
        process.run(["kill", said["process_id"]], seconds=5)
    assert (said["maxmemory"], said["maxmemory_policy"]) == (str(128 << 20), "allkeys-lru")


def test_our_valkey_with_that_configuration_asks_for_the_password() -> None:
    configuration = str(COMPOSE / "valkey" / "valkey.conf")
    with short_directory() as path, start_valkey(path, "pw", configuration) as url:
        assert resp.info(url)["maxmemory"] == str(128 << 20)
        with pytest.raises(Denied, match="NOAUTH"):
            resp.info(url.replace(":pw@", ""))
