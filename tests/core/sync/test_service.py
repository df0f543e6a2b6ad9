"""A run: every submission an attempt exactly once, and what cuts it is told apart."""

from datetime import timedelta

import pytest

from maang.core.bootstrap import Core
from maang.core.practice.models import Outcome
from maang.core.reviews import store
from maang.core.sync.errors import RateLimited
from maang.core.sync.models import RemoteProblem, RunState, Verdict
from tests.conftest import NOON, FrozenClock
from tests.core.sync.reading import attempts, plug
from tests.fakes.recorded import THREE_SUM, TWO_SUM, Recorded, submitted

WRONG = Verdict.WRONG_ANSWER


def test_a_submission_becomes_an_attempt_with_all_the_judge_said(core: Core) -> None:
    plug(
        core,
        Recorded(
            [[submitted(7, WRONG, code="x = 1", runtime_ms=3, memory_kb=9, failing_case="[1]")]]
        ),
    )

    run = core.sync.run("leetcode")

    (found,) = attempts(core)
    assert (run.state, run.new, run.rows_read, run.pages) == (RunState.DONE, 1, 1, 1)
    assert (found.outcome, found.verdict, found.source) == (
        Outcome.FAILED,
        "wrong_answer",
        "leetcode",
    )
    assert (found.code, found.runtime_ms, found.memory_kb) == ("x = 1", 3, 9)
    assert (found.failing_case, found.language, found.minutes) == ("[1]", "python", None)


def test_a_second_run_over_the_same_rows_adds_nothing_and_is_no_change(core: Core) -> None:
    plug(core, Recorded([[submitted(1), submitted(2, problem=THREE_SUM)]]))
    core.sync.run("leetcode")
    plug(core, Recorded([[], [submitted(2, problem=THREE_SUM), submitted(1)]]))

    again = core.sync.run("leetcode")

    assert (again.rows_read, again.new, again.merged, again.changed) == (2, 0, 0, 0)
    assert len(attempts(core)) == 2
    assert [change.verb for change in core.activity.recent()] == ["sync"]


def test_doubles_on_one_page_are_one_attempt(core: Core) -> None:
    plug(core, Recorded([[submitted(1), submitted(1)], [submitted(1)]]))

    assert core.sync.run("leetcode").new == 1
    assert len(attempts(core)) == 1


def test_a_run_that_is_cut_keeps_its_pages_and_says_what_cut_it(core: Core) -> None:
    error = RateLimited("too many requests", hint="in an hour")
    plug(core, Recorded([[submitted(1)], [submitted(2)]], cut=1, error=error))

    run = core.sync.run("leetcode")

    assert (run.state, run.new, run.code, run.hint) == (
        RunState.PARTIAL,
        1,
        "rate-limited",
        "in an hour",
    )
    resumed = plug(core, Recorded([[submitted(1)], [submitted(2)]]))
    assert core.sync.run("leetcode").new == 1
    assert resumed.asked == [({"page": 1}, False)]


def test_a_run_cut_before_its_first_page_has_failed(core: Core) -> None:
    plug(core, Recorded([[submitted(1)]], cut=0, error=RateLimited("no")))

    assert core.sync.run("leetcode").state is RunState.FAILED


def test_ctrl_c_ends_the_run_and_keeps_what_was_read(core: Core) -> None:
    plug(core, Recorded([[submitted(1)], [submitted(2)]], cut=1, error=KeyboardInterrupt()))

    with pytest.raises(KeyboardInterrupt):
        core.sync.run("leetcode")

    (run,) = core.sync.runs()
    assert (run.state, run.code, run.new) == (RunState.PARTIAL, "stopped", 1)
    assert len(attempts(core)) == 1


def test_a_run_taken_back_while_it_runs_stops(core: Core) -> None:
    plug(core, Recorded([[submitted(1)], [submitted(2)]], between=lambda: core.activity.undo()))

    run = core.sync.run("leetcode")

    assert (run.state, run.code) == (RunState.PARTIAL, "conflict")
    assert attempts(core) == []


def test_a_second_run_at_once_finds_the_first_one_running(core: Core) -> None:
    seen = []
    plug(
        core,
        Recorded(
            [[submitted(1)], [submitted(2)]],
            between=lambda: seen.append(core.sync.run("leetcode")),
        ),
    )

    first = core.sync.run("leetcode")

    assert [run.state for run in seen] == [RunState.RUNNING]
    assert seen[0].id == first.id
    assert (first.state, first.new) == (RunState.DONE, 2)


def test_an_unknown_problem_is_added_and_the_next_catalogue_may_know_better(core: Core) -> None:
    remote = RemoteProblem("codeforces", "1850A", title="To My Critics", topics=("math",))
    plug(core, Recorded([[submitted(1, problem=remote)]]))

    core.sync.run("leetcode")

    problem = core.problems.get("cf 1850A")
    assert (problem.platform, problem.title, problem.difficulty) == (
        "codeforces",
        "To My Critics",
        None,
    )


def test_a_problem_without_any_name_cuts_the_run_and_nothing_of_its_page_is_kept(
    core: Core,
) -> None:
    plug(core, Recorded([[submitted(1), submitted(2, problem=RemoteProblem("leetcode"))]]))

    run = core.sync.run("leetcode")

    assert (run.state, run.code) == (RunState.FAILED, "schema-changed")
    assert attempts(core) == []


def test_text_no_database_takes_does_not_stop_a_run(core: Core) -> None:
    odd = submitted(1, code="a\0b\x1b[2J", failing_case="half \ud83d", problem=TWO_SUM)
    platform = plug(core, Recorded([[odd]]))
    platform.listing = [[odd]]

    assert core.sync.run("leetcode").new == 1
    assert attempts(core)[0].failing_case == "half \ufffd"


def test_a_submission_of_the_future_is_kept_and_the_clock_is_doubted(core: Core) -> None:
    plug(core, Recorded([[submitted(1, at=NOON + timedelta(days=2))]]))

    run = core.sync.run("leetcode")

    assert run.new == 1
    assert "is this clock right?" in run.notes[0]


def test_a_dry_run_counts_and_saves_nothing(core: Core) -> None:
    plug(core, Recorded([[submitted(1)], [submitted(2, problem=THREE_SUM)]]))
    core.db.dry_run = True

    assert core.sync.run("leetcode").new == 2

    assert attempts(core) == []
    assert core.sync.runs() == []


def test_today_counts_a_synced_day_towards_the_streak(core: Core, clock: FrozenClock) -> None:
    plug(core, Recorded([[submitted(1, minutes_ago=60)]]))
    assert core.today.page().streak.days == 0

    core.sync.run("leetcode")

    assert core.today.page().streak.days == 1


def test_a_killed_run_is_said_to_be_cut_by_the_next(core: Core) -> None:
    plug(core, Recorded([[submitted(1)]]))
    core.sync.run("leetcode")
    with core.db.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE sync_runs SET state = 'running', ended_at = NULL"
        )

    core.sync.run("leetcode")

    newest, killed = core.sync.runs()
    assert (newest.state, killed.state, killed.ended_at) == (RunState.DONE, RunState.PARTIAL, NOON)


def test_a_fresh_submission_is_balanced_and_an_old_one_is_not(
    core: Core, clock: FrozenClock
) -> None:
    for pages in ([[submitted(1, at=NOON - timedelta(days=12))]], [[], [submitted(2, at=NOON)]]):
        plug(core, Recorded(pages))
        core.sync.run("leetcode")

    with core.db.read() as session:
        (answers,) = store.histories(session).values()

    assert [answer.days is None for answer in answers] == [True, False]
    assert answers[-1].days in core.scheduler.choices(
        core.scheduler.fold(answers[:-1]), answers[-1]
    )
