"""What maang stands on besides its servers."""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from maang.core.config.loader import load
from maang.core.config.paths import Paths, find_paths
from maang.core.health import machine
from maang.core.health.models import Level, Screen

NOW = datetime.now(UTC)
WIDE = Screen("utf-8", width=120, colors=True, terminal=True, term="xterm-256color")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths({"MAANG_HOME": str(tmp_path / "maang")})


def test_the_interpreter_is_named() -> None:
    assert sys.executable in machine.interpreter().what


def test_modules_that_are_not_compiled_are_counted_and_the_command_is_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))

    finding = machine.interpreter()

    assert finding.level is Level.NOTE
    assert "compileall" in str(finding.advice)


def test_a_settings_file_that_others_can_change_is_a_problem(paths: Paths) -> None:
    paths.config_file.parent.mkdir(parents=True)
    paths.config_file.touch()
    paths.config_file.chmod(0o660)

    finding = machine.config_file(paths)

    assert finding.level is Level.PROBLEM
    assert finding.advice == f"chmod 600 '{paths.config_file}'"


def test_a_settings_file_of_ones_own_is_fine_and_so_is_none(paths: Paths) -> None:
    none = machine.config_file(paths)
    paths.config_file.parent.mkdir(parents=True)
    paths.config_file.touch(mode=0o600)

    assert (none.level, machine.config_file(paths).level) == (Level.OK, Level.OK)


def test_a_file_of_ours_from_the_future_means_the_clock_went_back(paths: Paths) -> None:
    paths.config_file.parent.mkdir(parents=True)
    paths.config_file.touch()
    ahead = (NOW + timedelta(days=1)).timestamp()
    os.utime(paths.config_file, (ahead, ahead))

    finding = machine.clock(paths, now=NOW)

    assert finding.level is Level.PROBLEM
    assert "went back" in finding.what


def test_files_of_the_past_are_in_order(paths: Paths) -> None:
    paths.config_file.parent.mkdir(parents=True)
    paths.config_file.touch()

    assert machine.clock(paths, now=datetime.now(UTC)).level is Level.OK


@pytest.mark.parametrize(
    ("screen", "levels"),
    [
        (WIDE, ["ok", "ok"]),
        (Screen("utf-8", 200, False, False, ""), ["ok", "ok"]),
        (Screen("latin-1", 120, True, True, "xterm"), ["note", "ok"]),
        (Screen("UTF-8", 30, True, True, "xterm"), ["ok", "note"]),
        (Screen("utf-8", 80, False, True, "dumb"), ["ok", "note"]),
        (Screen("utf-8", 80, False, True, ""), ["ok", "note"]),
    ],
)
def test_what_the_terminal_lacks_is_noted(screen: Screen, levels: list[str]) -> None:
    assert [finding.level for finding in machine.screen(screen)] == levels


def test_free_space_is_told(paths: Paths) -> None:
    assert "GiB free" in machine.disk(paths).what


def test_no_keyring_is_a_note_and_no_failure() -> None:
    env = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}

    assert machine.keyring(env).level is Level.NOTE


def test_a_keyring_that_fails_counts_as_absent() -> None:
    finding = machine.keyring({"PYTHON_KEYRING_BACKEND": "no.such.Backend"})

    assert (finding.level, "it fails" in finding.what) == (Level.NOTE, True)


def test_a_keyring_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "KEYRING_SECONDS", 0.01)

    assert "did not finish" in machine.keyring({}).what


def test_a_log_that_cannot_be_written_is_a_problem(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert machine.log(paths).level is Level.OK
    # root may write anywhere: the system is asked, so its answer is given
    monkeypatch.setattr(os, "access", lambda *_: False)

    assert machine.log(paths).level is Level.PROBLEM


@pytest.mark.parametrize(
    ("env", "level"), [({"TZ": "Europe/Paris"}, Level.OK), ({"MAANG_ZONE": "UTC"}, Level.OK)]
)
def test_a_zone_that_is_named_is_known(env: dict[str, str], level: Level, tmp_path: Path) -> None:
    env = {"MAANG_HOME": str(tmp_path), **env}
    loaded = load(env, cwd=tmp_path, paths=find_paths(env))

    assert machine.zone(loaded).level is level


def test_each_check_stands_by_itself(paths: Paths) -> None:
    # a file where the settings' directory should be
    paths.config_file.parent.parent.mkdir(parents=True)
    paths.config_file.parent.write_text("in the way")

    about = {finding.about for finding in machine.examine(paths, env={}, shown=WIDE, now=NOW)}

    assert {"python", "time", "disk", "config", "log", "encoding", "terminal", "keyring"} == about
