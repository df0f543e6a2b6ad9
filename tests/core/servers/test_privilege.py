"""Ordinary users, root with namespaces and root without: each runs it, really, here."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from maang.core import process
from maang.core.servers import locate, privilege
from maang.core.servers import record as records
from maang.core.servers.begun import base_dir
from maang.core.servers.models import Footing
from tests.core.servers.conftest import python
from tests.servers_fixture import short_directory

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become others")

LIFE = """
import os, sys
from pathlib import Path
from maang.core.servers import privilege
from maang.core.servers.begun import base_dir
from maang.core.servers.postgres import EmbeddedPostgres
import psycopg
home = Path(sys.argv[1])
postgres = EmbeddedPostgres(home / "data", home / "state", elsewhere=home / "elsewhere")
lines = []
url = postgres.ensure(lines.append).url
with psycopg.connect(url) as connection:
    connection.execute("SELECT 1")
lines.clear()
postgres.ensure(lines.append)
print(os.geteuid(), postgres.status().state, lines, postgres.stop(), postgres.status().state)
print(privilege.describe())
"""

LIVED = "running [] True stopped"


@pytest.fixture
def open_directory() -> Iterator[Path]:
    """A directory that other accounts may pass through."""
    with short_directory() as path:
        path.chmod(0o711)
        yield path


def footing_in(home: Path) -> Footing | None:
    found = records.read(base_dir(home / "data"))
    return found.footing if found is not None else None


@needs_root
def test_an_ordinary_user_runs_it_directly(directory: Path) -> None:
    ordinary = ("unshare", "--user", "--map-user=1000", "--")
    said = python(LIFE, directory, prefix=ordinary).splitlines()
    assert said == [f"1000 {LIVED}", "as the ordinary user with id 1000"]
    assert footing_in(directory) is Footing.DIRECT


@needs_root
def test_root_runs_it_in_a_namespace_and_keeps_its_files(directory: Path) -> None:
    said = python(LIFE, directory).splitlines()
    assert said[0] == f"0 {LIVED}"
    assert said[1].startswith("as root in a user namespace")
    cluster = base_dir(directory / "data") / "cluster"
    assert cluster.stat().st_uid == 0


def can_be_run_by_others() -> bool:
    if os.geteuid() != 0:
        return False
    programs = locate.postgres_binaries()
    # root's own way through a closed folder goes with the account, but the loader's does not
    if not all(folder.stat().st_mode & stat.S_IXOTH for folder in programs.parents):
        return False
    argv = privilege.account().command([programs / "postgres", "-V"])
    return process.run(argv, seconds=10).code == 0


@pytest.mark.skipif(not can_be_run_by_others(), reason="other accounts cannot read the wheel here")
def test_root_without_namespaces_runs_it_as_an_account_with_its_own_place(
    open_directory: Path,
) -> None:
    refused = str(Path(__file__).with_name("without_namespaces.py"))
    said = python(LIFE, open_directory, prefix=(sys.executable, refused)).splitlines()
    assert said[0] == f"0 {LIVED}"
    assert "user namespaces are refused" in said[1]
    (place,) = (open_directory / "elsewhere").iterdir()
    assert place.stat().st_uid == privilege.account().uid
    assert footing_in(open_directory) is Footing.ACCOUNT


@needs_root
def test_the_namespace_gives_a_number_the_system_knows() -> None:
    argv = privilege.namespace().command(["id", "-un"])
    assert process.run(argv, seconds=10).stdout.strip() not in {"", "root"}


def test_the_command_line_of_each_footing_runs_the_program_itself() -> None:
    direct = privilege.Privilege(Footing.DIRECT, 7).command(["initdb", "-D", Path("/x y")])
    assert direct == ["initdb", "-D", "/x y"]
    namespace = privilege.Privilege(Footing.NAMESPACE, 7).command(["initdb"])
    assert namespace == ["unshare", "--user", "--map-user=7", "--", "initdb"]
    account = privilege.Privilege(Footing.ACCOUNT, 7, 8).command(["initdb"])
    assert account[:3] == ["setpriv", "--reuid=7", "--regid=8"]
    assert account[-2:] == ["--", "initdb"]
