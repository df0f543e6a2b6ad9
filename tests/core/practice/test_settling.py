"""Every sitting has its one answer, also after a change to it was taken back."""

import pytest

from maang.core.bootstrap import Core
from maang.core.practice.models import Entry, Outcome, Verdict
from maang.core.reviews.models import Rating
from tests.core.sync.reading import attempts, plug, ratings
from tests.fakes.recorded import Recorded, submitted

ENTRIES = [
    Entry(note="sets"),
    Entry(minutes=90),
    Entry(rating=Rating.EASY),
    Entry(outcome=Outcome.GAVE_UP),
]


@pytest.fixture
def hard(core: Core) -> Core:
    """A synced sitting at two-sum: rejected, then accepted; so it was hard."""
    wrong = submitted(1, Verdict.WRONG_ANSWER, minutes_ago=40)
    plug(core, Recorded([[wrong, submitted(2, minutes_ago=30)]]))
    core.sync.run("leetcode")
    return core


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize("which", [0, 1])
def test_an_amendment_taken_back_leaves_the_sitting_as_it_was(
    hard: Core, entry: Entry, which: int
) -> None:
    before, card = attempts(hard), hard.reviews.card(attempts(hard)[0].problem_id)
    hard.practice.amend(str(before[which].id), entry)

    hard.activity.undo()

    assert attempts(hard) == before
    assert ratings(hard) == [("two-sum", Rating.HARD.score)]
    assert hard.reviews.card(before[0].problem_id) == card


def test_amendments_are_taken_back_one_by_one(hard: Core) -> None:
    (one, _) = attempts(hard)
    hard.practice.amend(str(one.id), Entry(rating=Rating.EASY))
    hard.practice.amend(str(one.id), Entry(outcome=Outcome.GAVE_UP))

    hard.activity.undo()
    assert ratings(hard) == [("two-sum", Rating.EASY.score)]

    hard.activity.undo()
    assert ratings(hard) == [("two-sum", Rating.HARD.score)]


def test_a_seen_attempt_moves_back_to_its_problem(hard: Core) -> None:
    before = attempts(hard)
    hard.practice.amend(str(before[0].id), Entry(), problem="3sum")

    hard.activity.undo()

    assert attempts(hard) == before
    assert ratings(hard) == [("two-sum", Rating.HARD.score)]
