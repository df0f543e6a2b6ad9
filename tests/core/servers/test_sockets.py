"""Where sockets lie depends on the data directory and on nothing else."""

import os
import stat
from pathlib import Path

import pytest

from maang.core.errors import Denied
from maang.core.servers import sockets


def test_a_short_data_directory_holds_its_sockets() -> None:
    assert sockets.socket_dir(Path("/home/me/data")) == Path("/home/me/data/run")


@pytest.mark.parametrize("name", ["o" * 150, "é" * 50, "a,b"])
def test_a_long_or_ambiguous_path_moves_them_to_a_short_one(name: str) -> None:
    found = sockets.socket_dir(Path("/home") / name)
    assert found.parent == Path("/tmp")
    assert found.name.startswith(f"maang-{os.geteuid()}-")


def test_the_longest_directory_leaves_room_for_the_longest_socket_of_macos() -> None:
    parent = "/" + "o" * (sockets.LONGEST_DIRECTORY - len("/run") - 1)
    found = sockets.socket_dir(Path(parent))
    assert found == Path(parent, "run")
    assert len(str(found / ".s.PGSQL.5432")) == 103
    assert sockets.socket_dir(Path(parent + "o")).parent == Path("/tmp")


def test_two_long_homes_do_not_share_a_directory() -> None:
    assert sockets.socket_dir(Path("/" + "a" * 150)) != sockets.socket_dir(Path("/" + "b" * 150))


def test_the_environment_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    long = Path("/" + "o" * 150)
    before = sockets.socket_dir(long)
    for name in ("TMPDIR", "XDG_RUNTIME_DIR", "HOME"):
        monkeypatch.setenv(name, "/elsewhere")
    assert sockets.socket_dir(long) == before


def test_the_directory_is_for_its_owner_alone(tmp_path: Path) -> None:
    there = tmp_path / "run"
    there.mkdir(mode=0o777)
    sockets.prepare(there)
    assert stat.S_IMODE(there.stat().st_mode) == 0o700


def test_a_symlink_in_its_place_is_refused_and_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir(mode=0o755)
    (tmp_path / "run").symlink_to(target)
    with pytest.raises(Denied, match="is not a directory of ours"):
        sockets.prepare(tmp_path / "run")
    assert stat.S_IMODE(target.stat().st_mode) == 0o755


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run").touch()
    with pytest.raises(Denied, match="is not a directory of ours"):
        sockets.prepare(tmp_path / "run")


def test_a_directory_of_another_user_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Denied, match="belongs to another user"):
        sockets.check(tmp_path, uid=os.geteuid() + 1)
