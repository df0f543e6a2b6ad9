"""The keyring: a real Secret Service, and every way of not having one."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from maang.core.accounts.keyring_store import KeyringStore
from maang.core.config.secret import Secret
from maang.core.errors import Unavailable
from tests.secret_service import a_secret_service

SESSION = {"session": Secret("s" * 1500), "csrf": Secret('c"\\ö' * 9)}

PATIENT = 30.0
"""Seconds; this machine may be busy."""


@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with a_secret_service(tmp_path_factory.mktemp("desktop")) as env:
        yield env


@pytest.fixture
def keyring(desktop: dict[str, str], tmp_path: Path) -> KeyringStore:
    return KeyringStore(desktop, tmp_path, seconds=PATIENT)


def test_what_is_kept_in_the_secret_service_is_found(keyring: KeyringStore) -> None:
    keyring.set("leetcode", SESSION)
    assert keyring.get("leetcode") == SESSION


def test_what_is_deleted_is_gone(keyring: KeyringStore) -> None:
    keyring.set("leetcode", SESSION)
    keyring.delete("leetcode")
    assert keyring.get("leetcode") is None


def test_two_installations_do_not_share_a_secret(
    desktop: dict[str, str], keyring: KeyringStore, tmp_path: Path
) -> None:
    keyring.set("leetcode", SESSION)
    assert KeyringStore(desktop, tmp_path / "other", seconds=PATIENT).get("leetcode") is None


@pytest.mark.parametrize("backend", ["null", "fail"])
def test_a_keyring_that_keeps_nothing_is_none(tmp_path: Path, backend: str) -> None:
    env = {"PYTHON_KEYRING_BACKEND": f"keyring.backends.{backend}.Keyring"}
    with pytest.raises(Unavailable, match="there is no keyring here"):
        KeyringStore(env, tmp_path, seconds=PATIENT).set("leetcode", SESSION)


def test_without_a_desktop_there_is_nothing_and_no_error(tmp_path: Path) -> None:
    assert KeyringStore({}, tmp_path, seconds=PATIENT).get("leetcode") is None


@pytest.fixture
def silence(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A D-Bus that accepts and never says a word."""
    address = f"/tmp/maang-silent-{os.getpid()}-{threading.get_ident()}"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(8)
        yield {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={address}"}
    Path(address).unlink()


def test_a_keyring_that_hangs_is_waited_for_no_longer_than_said(
    silence: dict[str, str], tmp_path: Path
) -> None:
    started = time.monotonic()
    assert KeyringStore(silence, tmp_path, seconds=1.5).get("leetcode") is None
    assert time.monotonic() - started < 6


def test_a_keyring_that_failed_once_is_not_asked_again(
    silence: dict[str, str], tmp_path: Path
) -> None:
    keyring = KeyringStore(silence, tmp_path, seconds=0.2)
    keyring.get("leetcode")
    started = time.monotonic()
    keyring.get("github")
    assert time.monotonic() - started < 0.05


def test_neither_arguments_nor_environment_of_the_process_hold_the_secret(
    silence: dict[str, str], tmp_path: Path
) -> None:
    keyring = KeyringStore(silence, tmp_path, seconds=1)
    asking = threading.Thread(target=_set_in_vain, args=(keyring,))
    asking.start()
    seen = _shown_while(asking)
    assert any(b"keyring_child.py" in each for each in seen)
    assert not [each for each in seen if b"sss" in each]


def _set_in_vain(keyring: KeyringStore) -> None:
    with pytest.raises(Unavailable):
        keyring.set("leetcode", SESSION)


def _shown_while(asking: threading.Thread) -> set[bytes]:
    """The command lines and environments of the keyring's processes."""
    seen: set[bytes] = set()
    while asking.is_alive():
        for place in Path("/proc").glob("[0-9]*"):
            try:
                line = (place / "cmdline").read_bytes()
                if b"keyring_child.py" in line:
                    seen |= {line, (place / "environ").read_bytes()}
            except OSError:  # it ended meanwhile
                continue
        time.sleep(0.05)
    return seen
