"""A file holds a segment whole, or it is as if there were none."""

from pathlib import Path

import numpy as np
import pytest

from maang.core.retrieval import shelf
from maang.core.retrieval.segments import arrays_of, made
from tests.core.retrieval.chunks import chunk

HEAD = {"place": "1/2", "horizon": 7}
ROWS = [chunk(f"heap number {number}", vector=[number / 9] * 384) for number in range(9)]


@pytest.mark.parametrize("rows", [ROWS, [], [chunk("")]], ids=["some", "none", "wordless"])
def test_what_was_kept_is_opened_as_it_was(tmp_path: Path, rows: list[object]) -> None:
    segment = made(rows)  # type: ignore[arg-type]
    shelf.keep(tmp_path / "new" / "file", HEAD, segment)

    opened = shelf.opened(tmp_path / "new" / "file")

    assert opened is not None
    assert dict(opened[0]) == HEAD
    for name, array in arrays_of(opened[1]).items():
        np.testing.assert_array_equal(array, getattr(segment, name))


def test_it_is_the_owner_s_alone_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    shelf.keep(tmp_path / "file", HEAD, made(ROWS))
    shelf.keep(tmp_path / "file", HEAD, made(ROWS))

    assert [each.name for each in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


def test_what_is_overwritten_is_overwritten_in_the_file(tmp_path: Path) -> None:
    shelf.keep(tmp_path / "file", HEAD, made(ROWS))
    opened, other = shelf.opened(tmp_path / "file"), shelf.opened(tmp_path / "file")
    assert opened is not None
    assert other is not None

    opened[1].blank(opened[1].find([ROWS[3].id]))

    assert int(np.count_nonzero(other[1].alive)) == len(ROWS) - 1
    again = shelf.opened(tmp_path / "file")
    assert again is not None
    assert not again[1].alive[again[1].find([ROWS[3].id])].any()


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: b"",
        lambda kept: kept[:-1],
        lambda kept: kept + b"x",
        lambda kept: kept[: len(kept) // 2],
        lambda kept: kept.replace(b"memory 1", b"memory 0"),
        lambda kept: kept.replace(b'"low": 9', b'"low": 8'),
        lambda kept: b"{}\n" + kept,
        lambda kept: b"[1]\n",
        lambda kept: b"\xff" * 100,
    ],
)
def test_what_is_damaged_is_as_if_it_were_not_there(tmp_path: Path, damage: object) -> None:
    place = tmp_path / "file"
    shelf.keep(place, HEAD, made(ROWS))
    place.write_bytes(damage(place.read_bytes()))  # type: ignore[operator]

    assert shelf.opened(place) is None


def test_a_folder_or_nothing_in_its_place_is_no_file(tmp_path: Path) -> None:
    assert shelf.opened(tmp_path) is None
    assert shelf.opened(tmp_path / "nowhere") is None


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()

    with pytest.raises(OSError, match="file"):
        shelf.keep(tmp_path / "file", HEAD, made(ROWS))

    assert [each.name for each in tmp_path.iterdir()] == ["file"]
