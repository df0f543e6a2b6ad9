"""What backups do to the directory they are kept in, and what a full disk does to them."""

import dataclasses
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from maang.core.backup.models import Why
from maang.core.backup.service import Backups
from maang.core.errors import MaangError, Unavailable
from tests.conftest import FrozenClock
from tests.core.backup.conftest import note, notes, strays


def test_the_surplus_goes_and_nothing_that_is_not_ours(
    backups: Backups, clock: FrozenClock
) -> None:
    files = []
    for _ in range(3):
        files.append(backups.make(why=Why.DAILY).file)
        clock.forward(minutes=1)
    first, second, third = files
    theirs = backups.directory / "maang-20200101T000000Z-daily.maang"
    theirs.write_bytes(first.read_bytes())
    second.write_text("somebody put something else here")
    clock.forward(days=3)
    backups.make(why=Why.DAILY)

    assert (first.exists(), second.exists(), third.exists()) == (False, True, True)
    assert theirs.exists()


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[None]:
    place.mkdir(parents=True)
    argv = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(argv, capture_output=True).returncode != 0:
        pytest.skip("a disk to fill takes root and mount")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_said_and_leaves_no_half_backup(backups: Backups, url: str) -> None:
    with small_disk(backups.directory, "48k"):
        with pytest.raises(Unavailable) as caught:
            backups.make()
        left = list(backups.directory.iterdir())

    assert "No space left" in caught.value.message
    assert left == []


def test_a_restore_that_cannot_keep_the_data_first_is_not_done(backups: Backups, url: str) -> None:
    file = backups.make(backups.data.parent / "elsewhere").file
    note(url, "precious")
    size = file.stat().st_size
    for left in backups.directory.iterdir():
        left.unlink()
    backups.directory.rmdir()

    said: list[str] = []
    backups = dataclasses.replace(backups, progress=said.append)
    with small_disk(backups.directory, str(int(size * 1.6))), pytest.raises(MaangError):
        backups.restore(file)

    assert said[-2:] == ["backing up the data as it is ...", "backing up the database ..."]
    assert (notes(url), strays(url)) == (["precious"], [])
