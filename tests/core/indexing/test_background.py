"""Indexing in a process of its own: not too often, on our own server, and never in the way."""

import json
import os
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from maang.core.bootstrap import Core
from maang.core.config.paths import Paths, find_paths
from maang.core.indexing.background import EVERY, MARK, begin_if_due
from maang.core.practice.models import Entry
from tests.conftest import NOON
from tests.programs import Program

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
    assert not begin_if_due(paths, env=env, now=NOON)
    assert (paths.data / MARK).is_file()


def test_one_begins_when_the_last_is_long_enough_ago(
    paths: Paths, env: dict[str, str], tmp_path: Path
) -> None:
    begin_if_due(paths, env=env, now=NOON)
    later = NOON + timedelta(seconds=EVERY)

    assert not begin_if_due(paths, env=env, now=later - timedelta(seconds=1))
    assert begin_if_due(paths, env=env, now=later)
    assert not begin_if_due(paths, env=env, now=later)
    called, end = tmp_path / "called", time.monotonic() + GENEROUS
    while not (called.exists() and called.read_text()) and time.monotonic() < end:
        time.sleep(0.02)
    assert called.read_text() == f"{env['MAANG_HOME']} -m maang memory index --background \n"


def test_without_a_server_of_ours_nothing_begins(tmp_path: Path, env: dict[str, str]) -> None:
    paths = find_paths({"MAANG_HOME": str(tmp_path / "elsewhere")})

    assert not begin_if_due(paths, env=env, now=NOON)
    assert not (paths.data / MARK).exists()


def test_only_words_leave_work(core: Core) -> None:
    core.practice.log("two-sum", Entry())
    assert core.db.left == set()

    core.practice.log("3sum", Entry(note="sort first"))

    assert core.db.left == {"indexing"}


def test_a_dry_run_leaves_none(core: Core) -> None:
    core.db.dry_run = True

    core.practice.log("3sum", Entry(note="sort first"))

    assert core.db.left == set()


def test_where_the_server_is_down_it_stays_down(core: Core) -> None:
    assert core.index_in_background() is None


@pytest.mark.xdist_group("program")
def test_what_is_logged_is_indexed_without_anybody_asking(program: Program) -> None:
    assert program("log", "two-sum", "--note", "first", "--again").code == 0
    mark = program.home / "maang" / "data" / MARK
    assert mark.is_file()
    os.utime(mark, (0, 0))

    assert program("log", "two-sum", "--note", "second", "--again").code == 0

    end, waiting = time.monotonic() + GENEROUS, 1
    while waiting and time.monotonic() < end:
        waiting = json.loads(program("memory", "stats", "--json").out)["waiting"]
    assert waiting == 0
