"""A run: every submission an attempt exactly once, one change, one answer for each sitting."""

from datetime import timedelta

import pytest

from maang.core.bootstrap import Core
from maang.core.practice.models import Attempt, AttemptFilter, Entry, Outcome
from maang.core.reviews.models import Rating
from maang.core.sync.errors import RateLimited
from maang.core.sync.models import RemoteActivity, RemoteProblem, RunState, Verdict
from tests.conftest import NOON, FrozenClock
from tests.fakes.recorded import THREE_SUM, TWO_SUM, OneByOne, Recorded, submitted

WRONG, ACCEPTED = Verdict.WRONG_ANSWER, Verdict.ACCEPTED


def plug(core: Core, platform: Recorded) -> Recorded:
    """Make `core` read that platform as leetcode."""
    core.__dict__["sources"] = OneByOne({"leetcode": platform})
    core.__dict__.pop("sync", None)
    return platform


def attempts(core: Core) -> list[Attempt]:
    return core.practice.attempts(AttemptFilter(), limit=1000)


def ratings(core: Core) -> list[tuple[str, int]]:
    """Every answer that stands: problem and rating, oldest first."""
    with core.db.read() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT p.slug, r.rating FROM live_reviews r JOIN review_cards c ON c.id = r.card_id"
            " JOIN problems p ON p.id = c.problem_id ORDER BY r.reviewed_at, r.seq"
        )
        return [(slug, rating) for slug, rating in rows]


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


def test_a_sitting_is_one_answer_whatever_the_page_it_comes_on(core: Core) -> None:
    newest_first = [
        [submitted(3, minutes_ago=60)],
        [submitted(2, WRONG, minutes_ago=80)],
        [submitted(1, WRONG, minutes_ago=100)],
    ]
    plug(core, Recorded(newest_first))

    core.sync.run("leetcode")

    assert ratings(core) == [("two-sum", Rating.HARD.score)]


def test_two_sittings_are_two_answers(core: Core) -> None:
    plug(core, Recorded([[submitted(1, WRONG, minutes_ago=60 * 48), submitted(2, minutes_ago=30)]]))

    core.sync.run("leetcode")

    assert ratings(core) == [("two-sum", 1), ("two-sum", 3)]


def test_an_older_sitting_that_comes_later_is_folded_before_the_newer(core: Core) -> None:
    old, new = submitted(1, minutes_ago=60 * 24 * 9), submitted(2, WRONG, minutes_ago=30)
    plug(core, Recorded([[new], [old]]))
    core.sync.run("leetcode")
    backwards = core.reviews.card(attempts(core)[0].problem_id).recall
    core.activity.undo()
    plug(
        core,
        Recorded(
            [
                [],
                [],
                [
                    submitted(11, minutes_ago=60 * 24 * 9),
                    submitted(12, WRONG, minutes_ago=30),
                ],
            ]
        ),
    )

    core.sync.run("leetcode")

    assert core.reviews.card(attempts(core)[0].problem_id).recall == backwards


def test_undo_takes_a_whole_run_back_and_it_stays_undone(core: Core) -> None:
    plug(core, Recorded([[submitted(1)], [submitted(2, problem=THREE_SUM)]]))
    core.sync.run("leetcode")

    undone = core.activity.undo()

    assert undone.change.subject == "leetcode: 2 new"
    assert attempts(core) == []
    assert ratings(core) == []
    plug(core, Recorded([[], [], [submitted(1), submitted(2, problem=THREE_SUM)]]))
    assert core.sync.run("leetcode").new == 0
    assert attempts(core) == []


def test_undo_of_a_run_that_extended_a_sitting_brings_its_first_answer_back(core: Core) -> None:
    plug(core, Recorded([[submitted(2, minutes_ago=60)], [submitted(1, WRONG, minutes_ago=70)]]))
    plug(core, Recorded([[submitted(2, minutes_ago=60)]]))
    core.sync.run("leetcode")
    plug(core, Recorded([[], [submitted(1, WRONG, minutes_ago=70)]]))
    core.sync.run("leetcode")
    assert ratings(core) == [("two-sum", Rating.HARD.score)]

    core.activity.undo()

    assert ratings(core) == [("two-sum", Rating.GOOD.score)]
    assert len(attempts(core)) == 1


def test_the_persons_own_rating_is_not_overwritten_when_the_sitting_grows(core: Core) -> None:
    plug(core, Recorded([[submitted(2, minutes_ago=60)]]))
    core.sync.run("leetcode")
    core.practice.amend("last", Entry(rating=Rating.AGAIN))
    plug(core, Recorded([[], [submitted(1, WRONG, minutes_ago=70)]]))

    core.sync.run("leetcode")

    assert ratings(core) == [("two-sum", Rating.AGAIN.score)]


def test_logged_by_hand_and_seen_later_is_one_attempt_with_the_persons_words(
    core: Core,
) -> None:
    core.practice.log("two-sum", Entry(minutes=18, note="a hash", hints=1, language="go"))
    plug(
        core,
        Recorded([[submitted(1, WRONG, minutes_ago=40), submitted(2, minutes_ago=30, code="z")]]),
    )

    run = core.sync.run("leetcode")

    assert (run.new, run.merged) == (1, 1)
    merged = next(one for one in attempts(core) if one.merged)
    assert len(attempts(core)) == 2
    assert (merged.minutes, merged.note, merged.hints) == (18, "a hash", 1)
    assert (merged.outcome, merged.code, merged.language) == (
        Outcome.SOLVED_WITH_HINTS,
        "z",
        "python",
    )
    assert merged.at == NOON - timedelta(minutes=30)


def test_a_merged_attempt_keeps_the_one_answer_the_person_gave(core: Core) -> None:
    core.practice.log("two-sum", Entry(rating=Rating.EASY))
    plug(core, Recorded([[submitted(1, WRONG, minutes_ago=40), submitted(2, minutes_ago=30)]]))

    core.sync.run("leetcode")

    assert ratings(core) == [("two-sum", Rating.EASY.score)]


def test_undo_of_a_merge_leaves_what_was_logged_and_the_next_run_leaves_it_too(
    core: Core,
) -> None:
    core.practice.log("two-sum", Entry(minutes=18))
    before, said = attempts(core), ratings(core)
    plug(core, Recorded([[submitted(2, minutes_ago=30)]]))
    core.sync.run("leetcode")

    core.activity.undo()

    assert (attempts(core), ratings(core)) == (before, said)
    plug(core, Recorded([[], [submitted(2, minutes_ago=30)]]))
    again = core.sync.run("leetcode")
    assert (again.new, again.merged) == (0, 0)
    assert attempts(core) == before


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.GAVE_UP])
def test_what_disagrees_with_the_judge_is_another_attempt(core: Core, outcome: Outcome) -> None:
    core.practice.log("two-sum", Entry(outcome=outcome))
    plug(core, Recorded([[submitted(2, minutes_ago=30)]]))

    assert core.sync.run("leetcode").merged == 0
    assert len(attempts(core)) == 2


def test_a_submission_that_says_more_later_is_put_right(core: Core) -> None:
    plug(core, Recorded([[submitted(1, Verdict.OTHER)]]))
    core.sync.run("leetcode")
    plug(core, Recorded([[], [submitted(1, code="z = 2", runtime_ms=5)]]))

    run = core.sync.run("leetcode")

    (found,) = attempts(core)
    assert (run.new, run.changed) == (0, 1)
    assert (found.outcome, found.code, found.runtime_ms) == (Outcome.SOLVED, "z = 2", 5)
    assert ratings(core) == [("two-sum", Rating.GOOD.score)]


def test_what_is_known_later_does_not_overrule_the_person(core: Core) -> None:
    plug(core, Recorded([[submitted(1, WRONG)]]))
    core.sync.run("leetcode")
    core.practice.amend("last", Entry(outcome=Outcome.GAVE_UP, note="too tired"))
    said = ratings(core)
    plug(core, Recorded([[], [submitted(1, WRONG, code="z = 2")]]))

    core.sync.run("leetcode")

    (found,) = attempts(core)
    assert (found.outcome, found.note, found.code) == (Outcome.GAVE_UP, "too tired", "z = 2")
    assert ratings(core) == said


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


def test_a_full_run_resumes_from_its_own_cursor_and_hands_it_on(core: Core) -> None:
    listing = [[submitted(1)], [submitted(2)], [submitted(3)]]
    plug(core, Recorded(listing, cut=2, error=RateLimited("tomorrow")))
    core.sync.run("leetcode", full=True)
    plug(core, Recorded([]))
    core.sync.run("leetcode")
    resumed = plug(core, Recorded(listing))

    assert core.sync.run("leetcode", full=True).new == 1
    core.sync.run("leetcode")

    assert resumed.asked == [({"page": 2}, True), ({"page": 3}, False)]


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


def test_an_activity_is_kept_once_and_can_be_taken_back(core: Core) -> None:
    push = RemoteActivity("github", "e1", NOON, "push", "ada/solutions", 3)
    plug(core, Recorded([[submitted(1)]], activities=[push, push]))

    assert core.sync.run("leetcode").new == 2
    core.activity.undo()

    with core.db.read() as session:
        voided = session.connection().exec_driver_sql(
            "SELECT count(*) FROM platform_activity a JOIN voids v ON v.event_id = a.id"
        )
        assert voided.scalar_one() == 1


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
