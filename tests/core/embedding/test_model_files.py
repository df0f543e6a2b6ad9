"""A model that is not the one shipped is refused before it can answer."""

import shutil
from pathlib import Path

import pytest

from maang.core.embedding.model_files import MODEL, SHIPPED, SUMS, TOKENIZER, checked
from maang.core.errors import Unavailable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the tokenizer and of the hashes; the model itself is left out."""
    for name in (TOKENIZER, SUMS):
        shutil.copy(SHIPPED / name, tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", [MODEL, TOKENIZER])
def test_what_is_shipped_is_whole(name: str) -> None:
    assert checked(SHIPPED, name) == SHIPPED / name


def test_its_licence_and_source_lie_beside_it() -> None:
    assert "Apache License" in (SHIPPED / "LICENSE").read_text()
    assert "all-MiniLM-L6-v2" in (SHIPPED / "NOTICE").read_text()


def test_an_absent_model_says_which_file_and_how_to_get_it_back(folder: Path) -> None:
    with pytest.raises(Unavailable, match=r"model\.onnx: No such file") as caught:
        checked(folder, MODEL)

    assert "reinstall" in (caught.value.hint or "")


def test_one_changed_byte_is_noticed(folder: Path) -> None:
    place = folder / TOKENIZER
    content = bytearray(place.read_bytes())
    content[1000] ^= 1
    place.write_bytes(content)

    with pytest.raises(Unavailable, match="damaged"):
        checked(folder, TOKENIZER)


def test_a_file_cut_short_is_noticed(folder: Path) -> None:
    place = folder / TOKENIZER
    place.write_bytes(place.read_bytes()[:-1])

    with pytest.raises(Unavailable, match="damaged"):
        checked(folder, TOKENIZER)


@pytest.mark.parametrize("sums", [b"", b"\xff\xfe", b"no-hash\n", None])
def test_without_its_hash_nothing_is_trusted(folder: Path, sums: bytes | None) -> None:
    if sums is None:
        (folder / SUMS).unlink()
    else:
        (folder / SUMS).write_bytes(sums)

    with pytest.raises(Unavailable):
        checked(folder, TOKENIZER)
