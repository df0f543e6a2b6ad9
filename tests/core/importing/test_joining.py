"""A row that tells of what a judge has seen is one attempt with it, as what `log` says is."""

import pytest

from maang.core.bootstrap import Core
from maang.core.practice.models import Attempt, Entry, Verdict
from maang.core.reviews.models import Rating
from tests.conftest import NOON, FrozenClock
from tests.core.importing.files import bring, bring_table, exported
from tests.core.sync.reading import attempts, plug, ratings
from tests.fakes.recorded import THREE_SUM, Recorded, submitted

TODAY = NOON.date()


@pytest.fixture
def synced(core: Core) -> Core:
    """Two Sum rejected and then accepted this morning: hard. 3Sum accepted: good."""
    wrong = submitted(1, Verdict.WRONG_ANSWER, minutes_ago=40)
    right = submitted(2, minutes_ago=30, code="return {}", runtime_ms=9)
    plug(core, Recorded([[wrong, right, submitted(3, minutes_ago=200, problem=THREE_SUM)]]))
    core.sync.run("leetcode")
    return core


def table(*rows: str) -> str:
    return "\n".join(["slug,date,outcome,minutes,note", *rows])


def said(one: Attempt) -> tuple[object, ...]:
    """An attempt without its keys, and when it was recorded."""
    return (
        *(one.problem.slug, one.at, one.outcome, one.minutes, one.hints, one.note, one.code),
        *(one.language, one.source, one.verdict, one.runtime_ms, one.merged),
    )


@pytest.mark.parametrize("when", [f"{TODAY} 11:20", f"{TODAY}"])
def test_a_row_joins_the_sitting_a_judge_has_seen_as_a_log_does(
    synced: Core, clock: FrozenClock, when: str
) -> None:
    clock.forward(minutes=1)
    entry = Entry(minutes=10, note="a hash map", at=NOON.replace(hour=11, minute=20))
    synced.practice.log("two-sum", entry)
    expected, answers = [said(one) for one in attempts(synced)], ratings(synced)
    card = synced.reviews.card(attempts(synced)[0].problem_id).recall
    synced.activity.undo()

    brought = bring_table(synced, table(f"two-sum,{when},solved,10,a hash map"))

    assert [said(one) for one in attempts(synced)] == expected
    assert ratings(synced) == answers
    assert ("two-sum", Rating.EASY.score) in answers
    assert synced.reviews.card(attempts(synced)[0].problem_id).recall == card
    assert brought.notes[-1] == "1 row joined what a judge has seen"
    assert brought.new.get("attempt", 0) == 0


def test_the_same_table_again_changes_nothing(synced: Core) -> None:
    rows = table(f"two-sum,{TODAY},solved,10,", f"3sum,{TODAY},failed,50,")
    bring_table(synced, rows)
    before = attempts(synced), ratings(synced)

    again = bring_table(synced, rows)

    assert again.changed == 0
    assert (attempts(synced), ratings(synced)) == before


def test_a_row_of_another_outcome_or_day_is_an_attempt_of_its_own(synced: Core) -> None:
    brought = bring_table(
        synced, table(f"3sum,{TODAY},failed,50,", "two-sum,2026-03-01,solved,10,")
    )

    assert brought.new["attempt"] == 2
    assert len(attempts(synced)) == 5


def test_of_two_rows_of_a_day_one_joins_the_one_sitting(synced: Core) -> None:
    row = f"two-sum,{TODAY},solved,10,"

    assert bring_table(synced, table(row, row)).new["attempt"] == 1
    assert len([one for one in attempts(synced) if one.merged]) == 1


def test_undo_leaves_the_sitting_as_it_was(synced: Core) -> None:
    before, answers = attempts(synced), ratings(synced)
    card = synced.reviews.card(before[0].problem_id).recall
    bring_table(synced, table(f"two-sum,{TODAY},solved,10,"))

    synced.activity.undo()

    assert (attempts(synced), ratings(synced)) == (before, answers)
    assert synced.reviews.card(before[0].problem_id).recall == card


def test_what_was_joined_goes_out_and_comes_in_as_it_stands(synced: Core) -> None:
    bring_table(synced, table(f"two-sum,{TODAY},solved,10,a hash map"))
    lines, before, answers = exported(synced), attempts(synced), ratings(synced)

    from maang.core.porting import store

    with synced.db.write() as session:
        store.wipe(session)
    bring(synced, lines)

    assert (attempts(synced), ratings(synced)) == (before, answers)
