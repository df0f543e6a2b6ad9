"""Secrets in files: for the owner's eyes, whole or not at all."""

import stat
from pathlib import Path

import pytest

from maang.core.accounts.file_store import FileStore
from maang.core.config.secret import Secret
from maang.core.errors import Denied, Invalid

TOKEN = {"token": Secret("0123456789abcdef")}


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "config/logins")


def test_what_is_kept_is_found(store: FileStore) -> None:
    store.set("github", TOKEN)
    assert store.get("github") == TOKEN


def test_the_file_is_the_owners_alone(store: FileStore) -> None:
    store.set("github", TOKEN)
    assert stat.S_IMODE(store.path("github").stat().st_mode) == 0o600


def test_so_is_the_directory_even_if_it_was_there(store: FileStore) -> None:
    store.directory.mkdir(parents=True, mode=0o755)
    store.set("github", TOKEN)
    assert stat.S_IMODE(store.directory.stat().st_mode) == 0o700


def test_a_file_that_others_can_read_is_not_used(store: FileStore) -> None:
    store.set("github", TOKEN)
    store.path("github").chmod(0o640)
    with pytest.raises(Denied, match="can be read by others"):
        store.get("github")


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', "null"])
def test_a_file_that_is_not_ours_says_what_to_do(store: FileStore, text: str) -> None:
    store.set("github", TOKEN)
    store.path("github").write_text(text)
    with pytest.raises(Invalid) as refused:
        store.get("github")
    assert refused.value.hint == "maang login github --store file"


def test_what_is_deleted_is_gone(store: FileStore) -> None:
    store.set("github", TOKEN)
    assert (store.delete("github"), store.get("github")) == (True, None)


def test_deleting_what_is_not_there_says_so(store: FileStore) -> None:
    assert store.delete("github") is False


def test_a_new_secret_takes_the_place_of_the_old(store: FileStore) -> None:
    store.set("github", TOKEN)
    store.set("github", {"token": Secret("another-0123456789")})
    assert "0123456789abcdef" not in store.path("github").read_text()
