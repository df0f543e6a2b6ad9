"""Folders as they are found on people's disks: loops, pipes, giants, files that come and go."""

import os
from pathlib import Path

import pytest

from maang.core.errors import Denied, Invalid, MaangError, NotFound, Unavailable
from maang.core.memory import folders
from maang.core.memory.folders import LARGEST, files_in, read
from maang.core.memory.models import Skipped


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    place = tmp_path / "vault"
    (place / "deep" / "deeper").mkdir(parents=True)
    (place / "b.md").write_text("b")
    (place / "a.markdown").write_text("a")
    (place / "deep" / "c.txt").write_text("c")
    (place / "deep" / "deeper" / "d.MD").write_text("d")
    (place / "picture.png").write_bytes(b"\x89PNG")
    (place / ".obsidian").mkdir()
    (place / ".obsidian" / "hidden.md").write_text("hidden")
    return place


def names(place: Path) -> list[str]:
    return [each.name for each in files_in(place) if isinstance(each, Path)]


def skipped(place: Path) -> list[Skipped]:
    return [each for each in files_in(place) if isinstance(each, Skipped)]


def test_texts_are_found_in_order_and_hidden_ones_are_not(vault: Path) -> None:
    assert names(vault) == ["a.markdown", "b.md", "c.txt", "d.MD"]
    assert skipped(vault) == []


def test_a_single_file_is_itself(vault: Path) -> None:
    assert names(vault / "b.md") == ["b.md"]


def test_a_loop_of_links_ends_and_is_named(vault: Path) -> None:
    (vault / "deep" / "loop").symlink_to(vault)
    (vault / "self").symlink_to("self")

    assert names(vault) == ["a.markdown", "b.md", "c.txt", "d.MD"]
    assert [each.file.name for each in skipped(vault)] == ["loop"]


def test_a_linked_folder_is_followed_and_a_file_linked_twice_is_read_once(
    vault: Path, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "e.md").write_text("e")
    (vault / "linked").symlink_to(tmp_path / "other")
    (vault / "again.md").symlink_to(vault / "b.md")

    assert names(vault) == ["a.markdown", "b.md", "c.txt", "d.MD", "e.md"]


def test_a_link_into_nothing_says_so(vault: Path) -> None:
    (vault / "dangling.md").symlink_to(vault / "nowhere.md")

    gone = next(each for each in files_in(vault) if "nowhere" in str(each))
    assert isinstance(gone, Path)
    with pytest.raises(NotFound, match="gone"):
        read(gone)


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        list(files_in(tmp_path / "nothing"))


def test_a_pipe_does_not_hang(vault: Path) -> None:
    os.mkfifo(vault / "pipe.md")

    with pytest.raises(Invalid, match="not a file"):
        read(vault / "pipe.md")


def test_a_giant_is_refused_unread(vault: Path) -> None:
    with (vault / "giant.md").open("wb") as file:
        file.truncate(10 * LARGEST)  # takes no room

    with pytest.raises(Invalid, match="larger than 4 MB"):
        read(vault / "giant.md")


def test_a_file_is_read_whole_with_its_digest(vault: Path) -> None:
    first = read(vault / "b.md")
    (vault / "b.md").write_text("B")

    assert first.document.text == "b"
    assert len(first.digest) == 64
    assert read(vault / "b.md").digest != first.digest


def test_a_file_that_changes_while_it_is_read_is_read_again(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, fstat = vault / "b.md", os.fstat
    changes = ["half", "whole"]

    def meanwhile(descriptor: int) -> os.stat_result:
        status = fstat(descriptor)
        if changes:
            file.write_text(changes.pop(0))
        return status

    monkeypatch.setattr(folders.os, "fstat", meanwhile)

    assert read(file).document.text == "whole"


def test_a_file_that_never_rests_is_left_out(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, fstat, written = vault / "b.md", os.fstat, [1]

    def meanwhile(descriptor: int) -> os.stat_result:
        written[0] += 1
        file.write_text("x" * written[0])
        return fstat(descriptor)

    monkeypatch.setattr(folders.os, "fstat", meanwhile)

    with pytest.raises(Unavailable, match="changes"):
        read(file)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing may be kept from the superuser")
def test_what_may_not_be_read_says_so(vault: Path) -> None:
    (vault / "b.md").chmod(0)

    with pytest.raises(Denied):
        read(vault / "b.md")


def test_a_moment_before_the_epoch_is_no_trouble(vault: Path) -> None:
    os.utime(vault / "b.md", (-10_000, -10_000))

    assert read(vault / "b.md").changed_at.year == 1970


def test_every_reason_is_an_error_of_ours(vault: Path) -> None:
    with pytest.raises(MaangError):
        read(vault / "deep")
