"""Exports of what stands."""

import json

import pytest

from maang.core.bootstrap import Core
from maang.core.porting.models import Format
from maang.core.practice.models import Entry
from tests.conftest import FrozenClock


@pytest.fixture
def lived(core: Core, clock: FrozenClock) -> Core:
    core.practice.log("3sum", Entry(minutes=30))
    clock.forward(hours=1)
    core.practice.log("two-sum", Entry(note="a hash"))
    clock.forward(hours=1)
    core.practice.log("lru-cache", Entry())
    core.activity.undo()
    return core


def written(core: Core, form: Format) -> bytes:
    return b"".join(core.exporting.blocks(form))


def test_a_table_has_what_stands_by_time(lived: Core) -> None:
    rows = written(lived, Format.CSV).decode().splitlines()

    assert [row.split(",")[2] for row in rows[1:]] == ["3sum", "two-sum"]


def test_a_log_to_read_has_what_stands_by_problem(lived: Core) -> None:
    text = written(lived, Format.MARKDOWN).decode()

    assert text.index("## 1. Two Sum") < text.index("## 15. 3Sum")
    assert "LRU" not in text


def test_json_lines_have_what_was_taken_back_as_well(lived: Core) -> None:
    lines = [json.loads(line) for line in written(lived, Format.JSONL).splitlines()]

    assert lines[0]["type"] == "maang"
    assert [one["problem"] for one in lines if one["type"] == "attempt"] == [
        *("leetcode/3sum", "leetcode/two-sum", "leetcode/lru-cache"),
    ]
    assert sum(one["type"] == "void" for one in lines) == 2


def test_an_anki_package_is_a_zip(lived: Core) -> None:
    assert written(lived, Format.ANKI).startswith(b"PK")
