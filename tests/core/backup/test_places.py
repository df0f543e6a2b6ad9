"""Where a backup is made."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from maang.core.backup.models import Why
from maang.core.backup.places import ABANDONED, new_file, on_disk, workplace
from maang.core.errors import Conflict, NotFound, Unavailable

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def test_a_file_without_a_name_is_named_for_its_moment_and_purpose(tmp_path: Path) -> None:
    file = new_file(None, tmp_path, at=NOON, why=Why.DAILY)

    assert file == tmp_path / "maang-20260310T120000Z-daily.maang"


def test_a_second_one_in_the_same_second_gets_a_number(tmp_path: Path) -> None:
    new_file(None, tmp_path, at=NOON, why=Why.DAILY).touch()

    assert new_file(None, tmp_path, at=NOON, why=Why.DAILY).name.endswith("-daily-2.maang")


def test_a_directory_gets_a_file_in_it(tmp_path: Path) -> None:
    assert new_file(tmp_path, Path("/nowhere"), at=NOON, why=Why.BY_HAND).parent == tmp_path


def test_a_file_that_exists_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()

    with pytest.raises(Conflict, match="exists already"):
        new_file(tmp_path / "mine", tmp_path, at=NOON, why=Why.BY_HAND)


def test_a_directory_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="absent"):
        new_file(tmp_path / "absent/file", tmp_path, at=NOON, why=Why.BY_HAND)


def test_a_workplace_is_gone_afterwards_and_takes_long_abandoned_ones_along(tmp_path: Path) -> None:
    abandoned, recent = tmp_path / ".work-old", tmp_path / ".work-new"
    for place in (abandoned, recent):
        place.mkdir()
    past = recent.stat().st_mtime - ABANDONED - 60
    os.utime(abandoned, (past, past))

    with workplace(tmp_path) as work:
        (work / "dump").touch()

    assert list(tmp_path.iterdir()) == [recent]


def test_what_the_disk_refuses_says_that_the_data_is_untouched(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as caught, on_disk(tmp_path):
        Path("/dev/full").write_text("more than nothing")

    assert "untouched" in (caught.value.hint or "")
