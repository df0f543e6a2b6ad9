"""What a run makes of sittings and of what the person said: one answer, one attempt, one change."""

from datetime import timedelta

import pytest

from maang.core.bootstrap import Core
from maang.core.practice.models import Entry, Outcome
from maang.core.reviews.models import Rating
from maang.core.sync.errors import RateLimited
from maang.core.sync.models import RemoteActivity, Verdict
from tests.conftest import NOON
from tests.core.sync.reading import attempts, plug, ratings
from tests.fakes.recorded import THREE_SUM, Recorded, submitted

WRONG = Verdict.WRONG_ANSWER


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
