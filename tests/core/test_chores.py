"""Now and then, in a process of its own, on our own server, and never in the way."""

import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from maang.core import chores
from maang.core.chores import Chore
from maang.core.config.paths import Paths, find_paths
from tests.conftest import NOON

SWEEP = Chore(words=("floor", "sweep"), every=3600.0, mark="broom/.mark", log="sweep.log")
LATER = NOON + timedelta(seconds=SWEEP.every)
GENEROUS = 120.0


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A home with a server of its own."""
    found = find_paths({"MAANG_HOME": str(tmp_path / "m")})
    (found.data / "postgres").mkdir(parents=True)
    return found


@pytest.fixture
def env(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment in which the interpreter is a script that says how it was called."""
    script = tmp_path / "python"
    script.write_text(f'#!/bin/sh\necho "$MAANG_HOME" "$@" "$MAANG_SECRET" > {tmp_path}/called\n')
    script.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(script))
    return {"MAANG_HOME": str(tmp_path / "m"), "MAANG_SECRET": "hunter2"}


def test_the_first_time_only_begins_to_count(paths: Paths, env: dict[str, str]) -> None:
    assert not SWEEP.begin_if_due(paths, env=env, now=NOON)
    assert (paths.data / SWEEP.mark).is_file()


def test_one_begins_when_the_last_is_long_enough_ago(paths: Paths, env: dict[str, str]) -> None:
    SWEEP.begin_if_due(paths, env=env, now=NOON)

    assert not SWEEP.begin_if_due(paths, env=env, now=LATER - timedelta(seconds=1))
    assert SWEEP.begin_if_due(paths, env=env, now=LATER)
    assert not SWEEP.begin_if_due(paths, env=env, now=LATER)


def test_it_is_called_with_its_home_and_without_our_secrets(
    paths: Paths, env: dict[str, str], tmp_path: Path
) -> None:
    SWEEP.begin_if_due(paths, env=env, now=NOON)
    SWEEP.begin_if_due(paths, env=env, now=LATER)

    called, end = tmp_path / "called", time.monotonic() + GENEROUS
    while not (called.exists() and called.read_text()) and time.monotonic() < end:
        time.sleep(0.02)
    assert called.read_text() == f"{env['MAANG_HOME']} -m maang floor sweep \n"


def test_a_clock_that_went_back_does_not_end_it(paths: Paths, env: dict[str, str]) -> None:
    SWEEP.begin_if_due(paths, env=env, now=NOON + timedelta(days=400))

    assert SWEEP.begin_if_due(paths, env=env, now=NOON)


def test_where_no_server_of_ours_is_nothing_is_written(tmp_path: Path) -> None:
    paths = find_paths({"MAANG_HOME": str(tmp_path / "m")})

    assert not SWEEP.begin_if_due(paths, env={}, now=NOON)
    assert not (tmp_path / "m").exists()


def test_a_directory_that_cannot_be_written_fails_nobody(paths: Paths) -> None:
    (paths.data / "broom").write_text("a file in the way")

    assert not SWEEP.begin_if_due(paths, env={}, now=NOON)


def test_the_module_brings_nothing_heavy_along() -> None:
    source = Path(chores.__file__).read_text()
    top = [line for line in source.splitlines() if line.startswith(("import ", "from "))]

    assert not [line for line in top if "maang" in line and "config.paths" not in line]
