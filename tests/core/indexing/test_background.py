"""Indexing in a process of its own: not too often, on our own server, and never in the way."""

import json
import os
import time

import pytest

from maang.core.bootstrap import Core
from maang.core.indexing.background import INDEXING
from maang.core.practice.models import Entry
from tests.programs import Program

GENEROUS = 120.0


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
    mark = program.home / "maang" / "data" / INDEXING.mark
    assert mark.is_file()
    os.utime(mark, (0, 0))

    assert program("log", "two-sum", "--note", "second", "--again").code == 0

    end, waiting = time.monotonic() + GENEROUS, 1
    while waiting and time.monotonic() < end:
        waiting = json.loads(program("memory", "stats", "--json").out)["waiting"]
    assert waiting == 0
