"""Files of an export: whole or not there, and nobody else's to read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from maang.core.errors import Conflict, NotFound
from maang.core.exporting.writing import write_whole


def cut() -> Iterator[bytes]:
    yield b"half"
    raise RuntimeError("the database went away")


def test_the_blocks_are_one_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "out", [b"a", b"bc"], force=False) == 3
    assert (tmp_path / "out").read_bytes() == b"abc"
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_is_written_over_only_by_force(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old")

    with pytest.raises(Conflict, match="exists already"):
        write_whole(tmp_path / "out", [b"new"], force=False)
    assert (tmp_path / "out").read_text() == "old"
    write_whole(tmp_path / "out", [b"new"], force=True)
    assert (tmp_path / "out").read_text() == "new"


def test_what_is_cut_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old")

    with pytest.raises(RuntimeError):
        write_whole(tmp_path / "out", cut(), force=True)

    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").read_text() == "old"


def test_a_directory_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no directory"):
        write_whole(tmp_path / "none" / "out", [b"a"], force=False)
