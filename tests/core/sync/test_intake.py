"""A page → rows that can be kept: checked, cleaned, each once."""

import json
import math
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from maang.core.practice.models import Judged
from maang.core.sync.errors import SchemaChanged
from maang.core.sync.intake import (
    LARGEST,
    clock_note,
    more,
    outcome_of,
    raw_json,
    restated,
    submissions,
)
from maang.core.sync.models import RemotePage, RemoteSubmission, Verdict
from tests.conftest import NOON
from tests.fakes.recorded import submitted


def page(*rows: RemoteSubmission) -> RemotePage:
    return RemotePage(rows, {}, {})


def known(**facts: Any) -> Judged:
    all_of_it = {
        "verdict": "accepted",
        "language": "python",
        "runtime_ms": 3,
        "memory_kb": 9,
        "code": True,
        "failing_case": False,
    }
    return Judged(uuid4(), uuid4(), **{**all_of_it, **facts})


def test_a_row_comes_once_however_often_the_page_has_it() -> None:
    one = submitted(1)

    assert submissions(page(one, submitted(2), one)) == (one, submitted(2))


@pytest.mark.parametrize(
    "row",
    [
        replace(submitted(1), external_id=""),
        replace(submitted(1), external_id="x" * 201),
        replace(submitted(1), at=datetime(2026, 3, 10, 12, 0)),
        replace(submitted(1), platform=""),
    ],
    ids=["no key", "endless key", "naive time", "nobody's"],
)
def test_a_row_that_cannot_be_is_a_changed_schema(row: RemoteSubmission) -> None:
    with pytest.raises(SchemaChanged):
        submissions(page(row))


def test_text_from_outside_is_made_safe_and_counts_that_cannot_be_are_unknown() -> None:
    odd = submitted(1, code="a\0\x1b[31mb\r\nc\t", runtime_ms=-1, memory_kb=LARGEST + 1)

    (row,) = submissions(page(odd))

    assert row.code == "a\ufffdb\nc"
    assert (row.runtime_ms, row.memory_kb) == (None, None)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ({"a": [1, None, "é 🐍"]}, {"a": [1, None, "é 🐍"]}),
        ({"nul\0": ["a\0b"]}, {"nul\ufffd": ["a\ufffdb"]}),
        ("half \ud83d", "half \ufffd"),
        ("literally \\u0000", "literally \\u0000"),
    ],
)
def test_a_raw_page_is_kept_but_for_what_no_database_takes(raw: Any, kept: Any) -> None:
    assert json.loads(raw_json(raw)) == kept


@pytest.mark.parametrize("raw", [{"x": math.nan}, {"x": NOON}, {1, 2}])
def test_a_raw_page_that_is_no_json_is_a_changed_schema(raw: Any) -> None:
    with pytest.raises(SchemaChanged):
        raw_json(raw)


def test_only_what_was_accepted_is_solved() -> None:
    solved = [verdict for verdict in Verdict if outcome_of(verdict).solved]

    assert solved == [Verdict.ACCEPTED]


def test_a_row_that_says_the_same_says_no_more() -> None:
    assert more(submitted(1, runtime_ms=3, memory_kb=9, code="z"), known()) == {}


def test_what_is_not_said_any_more_is_not_forgotten() -> None:
    assert more(submitted(1, language=None), known()) == {}


def test_a_judgement_that_came_later_decides_the_outcome() -> None:
    said = more(submitted(1, Verdict.WRONG_ANSWER, failing_case="[1]"), known(verdict="other"))

    assert said == {"failing_case": "[1]", "verdict": "wrong_answer", "outcome": "failed"}


def test_a_restated_try_keeps_what_is_not_said_anew() -> None:
    from tests.core.practice.test_sittings import a_try

    one, event = a_try(0, "other"), uuid4()

    again = restated(one, event=event, facts={"verdict": "accepted", "outcome": "solved"})

    assert (again.id, again.event, again.at) == (one.id, event, one.at)
    assert again.outcome.solved


def test_a_clock_that_agrees_is_not_doubted() -> None:
    assert clock_note([submitted(1, minutes_ago=-9)], now=NOON) == ()


def test_a_clock_that_went_back_is_doubted() -> None:
    (note,) = clock_note([submitted(1)], now=NOON - timedelta(days=400))

    assert "2026-03-10T11:00:00+00:00" in note
