"""`maang export` where the disk takes no more: the file that was there stays, exit 6."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import Cli
from tests.core.backup.test_disk import small_disk

FORMATS = ["jsonl", "csv", "markdown", "anki"]
OLD = b"an export of last week"


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """No file of this process may grow beyond that many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def lived(cli: Cli) -> Cli:
    """Somebody with a note that is longer than the disk has room, and does not pack well."""
    words = " ".join(str(number * 7919 % 100_003) for number in range(9_000))
    assert cli("log", "two-sum", "--note", "-", stdin=words).code == 0
    return cli


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_may_not_grow_keeps_the_old_one(lived: Cli, tmp_path: Path, form: str) -> None:
    place = tmp_path / "out"
    place.mkdir()
    file = place / "mine"
    file.write_bytes(OLD)

    with files_of_at_most(8192):
        refused = lived("export", "--format", form, "-o", str(file), "--force")

    assert (refused.code, refused.out) == (6, ""), refused.err
    assert "Traceback" not in refused.err
    assert (file.read_bytes(), [one.name for one in place.iterdir()]) == (OLD, ["mine"])
    again = lived("export", "--format", form, "-o", str(file), "--force")
    assert again.code == 0
    assert file.read_bytes() != OLD


def test_a_full_disk_keeps_the_old_file_and_is_named(lived: Cli, tmp_path: Path) -> None:
    place = tmp_path / "small"
    with small_disk(place, "16k"):
        file = place / "maang.jsonl"
        file.write_bytes(OLD)

        refused = lived("export", "-o", str(file), "--force")

        assert refused.code == 6
        assert "No space left" in refused.err
        assert (file.read_bytes(), [one.name for one in place.iterdir()]) == (OLD, ["maang.jsonl"])


def test_an_export_to_stdout_says_when_there_is_no_room_to_hold_it(lived: Cli) -> None:
    with files_of_at_most(8192):
        refused = lived("export")

    assert (refused.code, refused.out) == (6, "")
    assert "hint: " in refused.err
