"""Once a day, in a process of its own, and never in the way."""

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from maang.core.backup import daily
from maang.core.backup.daily import MARK, begin_if_due
from maang.core.config.paths import Paths, find_paths

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


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


def test_the_first_day_only_begins_to_count(paths: Paths, env: dict[str, str]) -> None:
    assert not begin_if_due(paths, env=env, now=NOON)
    assert (paths.data / "backups" / MARK).is_file()


def test_the_next_day_starts_one_and_only_one(paths: Paths, env: dict[str, str]) -> None:
    begin_if_due(paths, env=env, now=NOON)
    tomorrow = NOON + timedelta(days=1)

    assert begin_if_due(paths, env=env, now=tomorrow)
    assert not begin_if_due(paths, env=env, now=tomorrow)


def test_it_is_called_with_its_home_and_without_our_secrets(
    paths: Paths, env: dict[str, str], tmp_path: Path
) -> None:
    begin_if_due(paths, env=env, now=NOON)
    begin_if_due(paths, env=env, now=NOON + timedelta(days=1))
    called = tmp_path / "called"
    for _ in range(200):
        if called.exists() and called.read_text():
            break
        time.sleep(0.02)

    assert called.read_text() == f"{env['MAANG_HOME']} -m maang db backup --daily \n"


def test_a_dry_run_starts_none(paths: Paths, env: dict[str, str]) -> None:
    begin_if_due(paths, env=env, now=NOON)

    assert not begin_if_due(paths, env=env, now=NOON + timedelta(days=1), dry_run=True)


def test_a_clock_that_went_back_does_not_end_it(paths: Paths, env: dict[str, str]) -> None:
    begin_if_due(paths, env=env, now=NOON + timedelta(days=400))

    assert begin_if_due(paths, env=env, now=NOON)


def test_where_no_server_of_ours_is_nothing_is_written(tmp_path: Path) -> None:
    paths = find_paths({"MAANG_HOME": str(tmp_path / "m")})

    assert not begin_if_due(paths, env={}, now=NOON)
    assert not (tmp_path / "m").exists()


def test_a_directory_that_cannot_be_written_fails_nobody(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    (paths.data / "backups").write_text("a file in the way")

    assert not begin_if_due(paths, env={}, now=NOON)


def test_a_look_costs_a_command_next_to_nothing(paths: Paths, env: dict[str, str]) -> None:
    begin_if_due(paths, env=env, now=NOON)
    begun = time.perf_counter()
    for _ in range(100):
        begin_if_due(paths, env=env, now=NOON)

    assert (time.perf_counter() - begun) / 100 < 0.001


def test_the_module_brings_nothing_heavy_along() -> None:
    source = Path(daily.__file__).read_text()
    top = [line for line in source.splitlines() if line.startswith(("import ", "from "))]

    assert not [line for line in top if "maang" in line and "config.paths" not in line]
