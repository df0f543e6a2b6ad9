"""What an attempt counts as, once a judge or the person says more of it."""

import pytest

from maang.core.bootstrap import Core
from maang.core.practice.models import Entry, Logged, Outcome, Verdict
from maang.core.reviews.models import Rating
from tests.core.sync.reading import attempts, plug, ratings
from tests.fakes.recorded import Recorded, submitted

WRONG = Verdict.WRONG_ANSWER
HARD, GOOD, AGAIN, EASY = Rating.HARD, Rating.GOOD, Rating.AGAIN, Rating.EASY


@pytest.fixture
def hard(core: Core) -> Core:
    """A synced sitting at two-sum: rejected, then accepted; so it was hard."""
    plug(core, Recorded([[submitted(1, WRONG, minutes_ago=40), submitted(2, minutes_ago=30)]]))
    core.sync.run("leetcode")
    assert given(core) == [HARD]
    return core


def given(core: Core) -> list[Rating]:
    return [Rating.of(score) for _, score in ratings(core)]


def amend(core: Core, verdict: str, entry: Entry) -> Logged:
    (one,) = (each for each in attempts(core) if each.verdict == verdict)
    return core.practice.amend(str(one.id), entry)


@pytest.mark.parametrize("verdict", ["accepted", "wrong_answer"])
@pytest.mark.parametrize(
    "entry",
    [Entry(note="sets"), Entry(mistakes=("off by one",)), Entry(company="acme", approach="a set")],
)
def test_words_that_rate_nothing_leave_the_rating_to_the_sitting(
    hard: Core, verdict: str, entry: Entry
) -> None:
    logged = amend(hard, verdict, entry)

    assert (logged.rating, logged.reason) == (HARD, "1 rejected try")
    assert given(hard) == [HARD]


def test_a_sitting_with_a_note_still_learns_of_an_earlier_rejection(core: Core) -> None:
    plug(core, Recorded([[submitted(2, minutes_ago=30)]]))
    core.sync.run("leetcode")
    assert amend(core, "accepted", Entry(note="sets")).rating is GOOD
    plug(core, Recorded([[submitted(1, WRONG, minutes_ago=40)]]))

    core.sync.run("leetcode", full=True)

    assert given(core) == [HARD]


@pytest.mark.parametrize(("minutes", "rating"), [(5, HARD), (20, HARD), (90, HARD)])
def test_minutes_alone_make_a_sitting_no_easier(hard: Core, minutes: int, rating: Rating) -> None:
    assert amend(hard, "accepted", Entry(minutes=minutes)).rating is rating
    assert given(hard) == [rating]


def test_minutes_make_a_first_try_hard_or_leave_it_good(core: Core) -> None:
    plug(core, Recorded([[submitted(2, minutes_ago=30)]]))
    core.sync.run("leetcode")

    assert amend(core, "accepted", Entry(minutes=2)).rating is GOOD
    assert amend(core, "accepted", Entry(minutes=90)).rating is HARD


@pytest.mark.parametrize("verdict", ["accepted", "wrong_answer"])
@pytest.mark.parametrize(
    ("entry", "rating"),
    [
        (Entry(rating=EASY), EASY),
        (Entry(outcome=Outcome.GAVE_UP), AGAIN),
        (Entry(hints=3), AGAIN),
    ],
)
def test_what_the_person_rates_is_the_one_answer_of_the_sitting(
    hard: Core, verdict: str, entry: Entry, rating: Rating
) -> None:
    assert amend(hard, verdict, entry).rating is rating
    assert given(hard) == [rating]


def test_a_note_after_the_persons_rating_leaves_it(hard: Core) -> None:
    amend(hard, "accepted", Entry(rating=EASY))

    assert amend(hard, "accepted", Entry(note="sets")).rating is EASY
    assert given(hard) == [EASY]


def test_a_note_after_minutes_leaves_what_they_made_of_it(hard: Core) -> None:
    amend(hard, "accepted", Entry(minutes=5))

    logged = amend(hard, "accepted", Entry(note="sets"))

    assert (logged.rating, logged.reason) == (HARD, "as it was rated before")


def test_a_note_on_another_try_of_a_rated_sitting_says_what_stands(hard: Core) -> None:
    amend(hard, "accepted", Entry(rating=EASY))

    assert amend(hard, "wrong_answer", Entry(note="sets")).rating is EASY
    assert given(hard) == [EASY]


def test_a_seen_attempt_moved_to_another_problem_takes_its_answer_along(hard: Core) -> None:
    (one,) = (each for each in attempts(hard) if each.verdict == "accepted")

    hard.practice.amend(str(one.id), Entry(), problem="3sum")

    assert ratings(hard) == [("two-sum", AGAIN.score), ("3sum", GOOD.score)]
