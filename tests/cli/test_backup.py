"""`maang db backup`, `verify` and `restore`, in processes of their own on the embedded server."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine

from maang.core.backup.service import Backups
from maang.core.servers.service import Servers
from tests.conftest import Cli
from tests.programs import Program

pytestmark = pytest.mark.xdist_group("program")


@pytest.fixture
def file(program: Program, tmp_path: Path) -> Path:
    """A backup of what the program holds."""
    program("log", "two-sum", "--again")
    file = tmp_path / "copy.maang"
    assert program("db", "backup", str(file)).code == 0
    return file


def attempts(program: Program) -> int:
    return int(json.loads(program("db", "status", "--json").out)["rows"]["attempts"])


def test_a_backup_says_where_it_is_and_how_to_prove_it(program: Program, tmp_path: Path) -> None:
    program("log", "3sum", "--again")
    done = program("db", "backup", str(tmp_path / "a.maang"))

    assert done.code == 0
    assert f"maang db verify '{tmp_path / 'a.maang'}'" in done.out
    assert "backing up" in done.err


def test_a_proof_as_json_carries_the_checksum(program: Program, file: Path) -> None:
    value = json.loads(program("db", "verify", str(file), "--json").out)

    assert (value["file"], len(value["sha256"])) == (str(file), 64)


def test_a_restore_takes_back_what_came_later(program: Program, file: Path) -> None:
    before = attempts(program)
    program("log", "two-sum", "--again")

    done = program("db", "restore", str(file), "--yes")

    assert done.code == 0
    assert attempts(program) == before
    assert "the data before: maang db restore" in done.out


def test_a_backup_that_is_not_there_is_not_asked_about(program: Program) -> None:
    done = program("db", "restore", "nowhere.maang")

    assert done.code == 3
    assert "there is no backup" in done.err


def test_without_yes_and_a_terminal_nothing_is_restored(program: Program, file: Path) -> None:
    program("log", "two-sum", "--again")
    before = attempts(program)
    done = program("db", "restore", str(file))

    assert done.code == 5
    assert "--yes" in done.err
    assert attempts(program) == before


def test_a_damaged_file_exits_4_and_says_so_in_one_line_of_json(
    program: Program, file: Path
) -> None:
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)

    done = program("db", "restore", str(file), "--yes", "--json")

    assert done.code == 4
    assert "damaged" in json.loads(done.err.splitlines()[-1])["error"]["message"]


def test_a_missing_file_exits_3(program: Program, tmp_path: Path) -> None:
    assert program("db", "verify", str(tmp_path / "absent")).code == 3


def test_a_relative_file_is_found_from_where_one_stands(program: Program, file: Path) -> None:
    (program.home / "here.maang").write_bytes(file.read_bytes())

    assert program("db", "verify", "here.maang").code == 0


def test_the_days_own_is_made_verified_and_made_once(program: Program) -> None:
    program("log", "two-sum", "--again")
    first, again = program("db", "backup", "--daily"), program("db", "backup", "--daily")

    assert first.out.startswith("made and verified")
    assert again.out == "nothing to do\n"
    assert "backup: the last verified one is 0 hours old" in program("doctor").out


def test_the_days_own_starts_no_server(program: Program) -> None:
    program("down")

    assert program("db", "backup", "--daily").out == "nothing to do\n"
    assert json.loads(program("status", "--json").out)[0]["state"] != "running"


def test_in_a_narrow_terminal_the_proof_is_still_a_line(program: Program, file: Path) -> None:
    done = program("db", "verify", str(file), env={"COLUMNS": "40"})

    assert done.out.startswith("good: restored and compared")
    assert done.out.count("\n") == 1


def test_without_programs_for_a_server_elsewhere_it_exits_5_and_says_what_to_install(
    cli: Cli, engine: Engine, tmp_path: Path
) -> None:
    servers = Servers(
        tmp_path, tmp_path / "state", engine.url.render_as_string(hide_password=False), "none"
    )
    nothing = {"PATH": str(tmp_path)}
    core = cli.core
    core.__dict__["backups"] = Backups(servers, tmp_path, cli.clock, lambda _: None, nothing)

    result = cli("db", "backup")

    assert result.code == 5
    assert "PATH" in result.err
