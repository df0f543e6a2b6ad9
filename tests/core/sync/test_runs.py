"""How a run counts and ends, and what to do next about a platform."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from maang.core.accounts.models import Shown, Source
from maang.core.sync import runs
from maang.core.sync.errors import Blocked
from maang.core.sync.models import PlatformStatus, RemotePage, Run, RunState
from tests.conftest import NOON
from tests.fakes.recorded import Recorded, submitted

RUN = runs.started(uuid4(), "leetcode", full=False, at=NOON)
LOGIN = Shown("leetcode", "ada", Source.FILE, "a file", "4321", NOON + timedelta(days=9))


def status(**facts: Any) -> PlatformStatus:
    well = PlatformStatus("leetcode", LOGIN, 5, runs.done(RUN), NOON, unfinished=False)
    return replace(well, **facts)


def next_of(run: Run = RUN, **facts: Any) -> str | None:
    return runs.next_step(status(last=run, **facts), now=NOON)


def test_pages_add_up_and_a_note_is_said_once() -> None:
    page = RemotePage((submitted(1), submitted(2)), {}, {}, notes=("only 20",), seen=3)

    run = runs.counted(RUN, page, new=1, merged=1, changed=0)
    run = runs.counted(run, page, new=0, merged=0, changed=2)

    assert (run.pages, run.rows_read, run.notes) == (2, 10, ("only 20",))
    assert runs.subject(run) == "leetcode: 1 new, 1 merged, 2 changed"


def test_a_run_that_did_nothing_is_nothing_to_take_back() -> None:
    assert not runs.touched(RUN)
    assert runs.tally(RUN) == "nothing new"


@pytest.mark.parametrize(("pages", "state"), [(0, RunState.FAILED), (3, RunState.PARTIAL)])
def test_a_cut_run_failed_unless_something_was_read(pages: int, state: RunState) -> None:
    cut = runs.cut(replace(RUN, pages=pages), Blocked("a challenge", hint="wait"))

    assert (cut.state, cut.code, cut.error, cut.hint) == (state, "blocked", "a challenge", "wait")


def test_waiting_is_counted_where_the_platform_counts_it() -> None:
    assert runs.waited(Recorded([], waited_seconds=1.23456)) == 1.235
    assert runs.waited(None) == 0.0


def test_where_all_is_well_there_is_nothing_to_do() -> None:
    assert next_of(runs.done(RUN)) is None


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        ({"login": None}, "maang login leetcode"),
        ({"login": replace(LOGIN, expires_at=NOON + timedelta(days=2))}, "maang login leetcode"),
        ({"login": replace(LOGIN, problem="the keyring is locked")}, "maang login leetcode"),
        ({"last": None}, "maang sync leetcode"),
        ({"last_done": NOON - timedelta(days=3)}, "maang sync schedule --every 4h"),
        ({"unfinished": True}, "maang sync leetcode --full"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_is_not_well_has_its_next_step(facts: dict[str, Any], step: str) -> None:
    assert runs.next_step(status(**facts), now=NOON) == step


def test_after_a_cut_run_its_own_hint_is_the_next_step() -> None:
    assert next_of(runs.cut(RUN, Blocked("a challenge", hint="wait an hour"))) == "wait an hour"


def test_a_run_at_work_is_no_reason_to_do_anything() -> None:
    assert next_of(RUN) is None
