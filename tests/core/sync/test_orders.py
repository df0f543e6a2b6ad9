"""Logged by hand and synced, in either order: the same one attempt."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from maang.core.bootstrap import Core
from maang.core.db.database import Database
from maang.core.practice.models import Attempt, Entry, Outcome, Repeated
from maang.core.reviews.models import Rating
from maang.core.sync.models import RemoteSubmission, RunState, Verdict
from tests.conftest import NOON, FrozenClock
from tests.core.sync.reading import attempts, plug, ratings
from tests.fakes.recorded import Recorded, submitted

WRONG = Verdict.WRONG_ANSWER

SITTINGS: dict[str, list[RemoteSubmission]] = {
    "at once": [submitted(1, minutes_ago=30, code="s = set()", runtime_ms=4)],
    "rejected first": [submitted(1, WRONG, minutes_ago=40), submitted(2, minutes_ago=30)],
    "never": [submitted(1, WRONG, minutes_ago=40), submitted(2, WRONG, minutes_ago=30)],
    "bettered": [submitted(1, minutes_ago=40, code="a"), submitted(2, minutes_ago=30, code="b")],
    "twice that day": [submitted(1, minutes_ago=400), submitted(2, minutes_ago=30)],
    "long ago": [submitted(1, minutes_ago=13 * 60)],
}

SAID = {
    "nothing": Entry(),
    "much": Entry(minutes=18, hints=1, note="a hash", mistakes=("off by one",), company="acme"),
    "a rating": Entry(rating=Rating.EASY, approach="two pointers", language="go"),
    "own code": Entry(code="print(1)", language="go"),
    "in vain": Entry(outcome=Outcome.GAVE_UP, minutes=50),
    "of this morning": Entry(at=NOON - timedelta(hours=5)),
}


@pytest.mark.parametrize(("judged", "said"), list(product(SITTINGS, SAID)))
def test_either_order_makes_the_same_log(core: Core, judged: str, said: str) -> None:
    rows, entry = SITTINGS[judged], SAID[said]

    def hand() -> None:
        core.practice.log("two-sum", entry)

    def sync() -> None:
        plug(core, Recorded([rows]))
        assert core.sync.run("leetcode").state is RunState.DONE

    orders = []
    for first, second in ((hand, sync), (sync, hand)):
        first()
        second()
        orders.append((shown(core), ratings(core), card(core)))
        core.activity.undo()
        core.activity.undo()
        assert attempts(core) == []
        forget(core.db)
    assert orders[0] == orders[1]


def test_a_log_of_what_was_synced_says_so_and_is_one_attempt(core: Core) -> None:
    synced(core, SITTINGS["at once"])

    logged = core.practice.log("two-sum", Entry(minutes=18, note="a hash"))

    (one,) = attempts(core)
    assert (logged.joined, one.merged, one.source) == ("leetcode", True, "leetcode")
    assert (one.minutes, one.note, one.code, one.verdict) == (18, "a hash", "s = set()", "accepted")
    assert logged.notices == (
        "joined to the attempt leetcode reported at 2026-03-10 11:30; --again makes a separate one",
    )


def test_one_undo_takes_back_the_words_and_keeps_what_was_synced(core: Core) -> None:
    synced(core, SITTINGS["rejected first"])
    before, rated = attempts(core), ratings(core)
    core.practice.log("two-sum", Entry(minutes=18, rating=Rating.EASY))
    assert ratings(core) == [("two-sum", Rating.EASY.score)]

    core.activity.undo()

    assert (attempts(core), ratings(core)) == (before, rated)


def test_again_makes_a_separate_one(core: Core) -> None:
    synced(core, SITTINGS["at once"])

    logged = core.practice.log("two-sum", Entry(minutes=18), again=True)

    assert (logged.joined, logged.attempt.source, logged.notices) == (None, "hand", ())
    assert len(attempts(core)) == 2


def test_the_same_words_twice_are_a_repeat_of_the_joined_attempt(core: Core) -> None:
    synced(core, SITTINGS["at once"])
    core.practice.log("two-sum", Entry(minutes=18))

    with pytest.raises(Repeated):
        core.practice.log("two-sum", Entry(minutes=18))


def test_a_second_log_of_other_words_is_another_attempt(core: Core, clock: FrozenClock) -> None:
    synced(core, SITTINGS["at once"])
    core.practice.log("two-sum", Entry(minutes=18))
    clock.forward(minutes=30)

    assert core.practice.log("two-sum", Entry(minutes=9)).joined is None
    assert len(attempts(core)) == 2


def test_an_attempt_the_person_has_spoken_of_is_left_alone(core: Core) -> None:
    synced(core, SITTINGS["at once"])
    core.practice.amend("last", Entry(note="a hash"))

    assert core.practice.log("two-sum", Entry(minutes=18)).joined is None


def test_a_timer_gives_its_minutes_to_the_joined_attempt(core: Core, clock: FrozenClock) -> None:
    core.timers.start(core.problems.get("two-sum").id)
    clock.forward(minutes=25)
    synced(core, SITTINGS["at once"])

    assert core.practice.log("two-sum", Entry()).attempt.minutes == 25


def test_the_next_sync_adds_nothing_to_what_was_joined(core: Core) -> None:
    synced(core, SITTINGS["rejected first"])
    core.practice.log("two-sum", Entry(outcome=Outcome.SOLVED_WITH_HINTS, minutes=18))
    before, rated = attempts(core), ratings(core)
    plug(core, Recorded([SITTINGS["rejected first"]]))

    again = core.sync.run("leetcode", full=True)

    assert (again.new, again.merged, again.changed) == (0, 0, 0)
    assert (attempts(core), ratings(core)) == (before, rated)


def test_what_the_judge_learns_later_leaves_the_persons_words(core: Core) -> None:
    synced(core, SITTINGS["at once"])
    core.practice.log("two-sum", Entry(minutes=18, rating=Rating.EASY))
    plug(core, Recorded([[replace(SITTINGS["at once"][0], memory_kb=9000)]]))

    assert core.sync.run("leetcode", full=True).changed == 1

    (one,) = attempts(core)
    assert (one.memory_kb, one.minutes, one.merged) == (9000, 18, True)
    assert ratings(core) == [("two-sum", Rating.EASY.score)]


def synced(core: Core, rows: Sequence[RemoteSubmission]) -> None:
    plug(core, Recorded([rows]))
    core.sync.run("leetcode")


def shown(core: Core) -> list[dict[str, Any]]:
    """All that stands, but for the keys."""
    return [_without_keys(one) for one in attempts(core)]


def _without_keys(one: Attempt) -> dict[str, Any]:
    names = (name for name in Attempt.__dataclass_fields__ if name not in ("id", "event"))
    return {name: getattr(one, name) for name in names}


def card(core: Core) -> Any:
    return core.reviews.card(attempts(core)[0].problem_id).recall


def forget(db: Database) -> None:
    """Let what was synced and taken back be new once more."""
    with db.write() as session:
        connection = session.connection()
        for name in ("voids", "review_log", "attempts", "sync_cursors"):
            connection.exec_driver_sql(f"DELETE FROM {name}")
