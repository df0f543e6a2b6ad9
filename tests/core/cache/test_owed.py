"""What is owed to the server is neither lost nor paid twice."""

import os
from pathlib import Path

import pytest

from maang.core.cache.owed import FILE, Owed


def test_keys_are_owed_until_they_are_paid(tmp_path: Path) -> None:
    owed = Owed(tmp_path / "state")
    assert owed.any() is False
    owed.owe("a", "b")
    Owed(tmp_path / "state").owe("b", "c")

    assert owed.any() is True
    with owed.paying() as keys:
        assert keys == ["a", "b", "c"]
    assert owed.any() is False
    with owed.paying() as keys:
        assert keys == []


def test_what_could_not_be_paid_stays_owed(tmp_path: Path) -> None:
    owed = Owed(tmp_path)
    owed.owe("a")

    with pytest.raises(RuntimeError), owed.paying():
        raise RuntimeError("no answer")
    assert owed.any() is True


def test_the_file_is_the_persons_alone(tmp_path: Path) -> None:
    Owed(tmp_path).owe("a")

    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_a_debt_made_while_another_is_paid_waits_and_is_kept(tmp_path: Path) -> None:
    owed = Owed(tmp_path)
    owed.owe("a")
    with owed.paying():
        child = os.fork()
        if child == 0:
            owed.owe("b")
            os._exit(0)
    assert os.waitpid(child, 0)[1] == 0

    with owed.paying() as keys:
        assert keys == ["b"]


def test_without_a_file_there_is_nothing_to_pay(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), Owed(tmp_path).paying():
        pass
