"""Submissions → sittings, the rating a sitting speaks for, and the answers that should stand."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from maang.core.practice.models import Outcome, Try
from maang.core.practice.sittings import Settled, settle, sittings, suggest
from maang.core.reviews.models import Rating, Tied

PROBLEM, CARD = uuid4(), uuid4()
START = datetime(2026, 3, 8, 6, 0, tzinfo=UTC)


def a_try(minute: float, verdict: str = "accepted", *, spoken: bool = False) -> Try:
    outcome = Outcome.SOLVED if verdict == "accepted" else Outcome.FAILED
    key, at = uuid4(), START + timedelta(minutes=minute)
    return Try(key, key, PROBLEM, at, outcome, verdict, spoken, False)


def an_answer(one: Try, rating: Rating) -> Tied:
    return Tied(uuid4(), CARD, one.event, rating, rating, one.at, 0.9)


def settled(tries: list[Try], answers: list[Tied]) -> Settled:
    return settle(tries, answers, cards={PROBLEM: CARD}, retention=0.9)


def given(result: Settled) -> list[tuple[UUID, Rating]]:
    return [(answer.attempt_event_id, answer.rating) for answer in result.give]


def test_an_hour_between_two_submissions_is_still_one_sitting() -> None:
    assert [len(one.tries) for one in sittings([a_try(60), a_try(0), a_try(120.02)])] == [2, 1]


def test_a_sitting_across_the_change_of_clocks_is_one() -> None:
    # 2026-03-08 06:50 UTC is 01:50 in New York, 07:10 is 03:10: the wall clock jumps by an hour
    before, after = a_try(50), a_try(70)

    assert len(sittings([after, before])) == 1


def test_of_two_in_the_same_second_the_one_that_solved_it_is_the_later() -> None:
    solved, wrong = a_try(0), a_try(0, "wrong_answer")

    (sitting,) = sittings([solved, wrong])

    assert sitting.tries == (wrong, solved)


@pytest.mark.parametrize(
    ("verdicts", "rating", "reason"),
    [
        (["accepted"], Rating.GOOD, "accepted at the first try"),
        (["compile_error", "accepted"], Rating.GOOD, "accepted at the first try"),
        (["wrong_answer", "accepted"], Rating.HARD, "1 rejected try"),
        (["time_limit", "runtime_error", "accepted"], Rating.HARD, "2 rejected tries"),
        (["accepted", "wrong_answer"], Rating.GOOD, "accepted at the first try"),
        (["wrong_answer", "compile_error"], Rating.AGAIN, "never accepted"),
    ],
)
def test_a_sitting_suggests_a_rating_with_its_reason(
    verdicts: list[str], rating: Rating, reason: str
) -> None:
    (sitting,) = sittings([a_try(minute, verdict) for minute, verdict in enumerate(verdicts)])

    suggestion = suggest(sitting)

    assert (suggestion.rating, suggestion.reason) == (rating, reason)


def test_a_sitting_without_an_answer_gets_one_at_its_end() -> None:
    tries = [a_try(0, "wrong_answer"), a_try(5)]

    result = settled(tries, [])

    assert given(result) == [(tries[1].event, Rating.HARD)]
    assert result.give[0].reviewed_at == tries[1].at


def test_the_right_answer_stays_and_nothing_is_done() -> None:
    one = a_try(0)

    assert settled([one], [an_answer(one, Rating.GOOD)]) == Settled((), ())


def test_two_right_answers_are_one_too_many() -> None:
    one = a_try(0)
    first, second = an_answer(one, Rating.GOOD), an_answer(one, Rating.GOOD)

    assert settled([one], [first, second]) == Settled((second.id,), ())


def test_an_answer_to_what_was_not_the_end_is_replaced() -> None:
    wrong, accepted = a_try(0, "wrong_answer"), a_try(9)
    answer = an_answer(wrong, Rating.AGAIN)

    result = settled([wrong, accepted], [answer])

    assert result.void == (answer.id,)
    assert given(result) == [(accepted.event, Rating.HARD)]


def test_the_persons_word_stands_and_is_the_only_one() -> None:
    spoken, last = a_try(0, "wrong_answer", spoken=True), a_try(9)
    word, guess = an_answer(spoken, Rating.EASY), an_answer(last, Rating.HARD)

    assert settled([spoken, last], [word, guess]) == Settled((guess.id,), ())


def test_what_no_judge_has_seen_is_left_alone() -> None:
    key = uuid4()
    logged = Try(key, key, PROBLEM, START, Outcome.SOLVED, None, True, True)

    assert settled([logged], [an_answer(logged, Rating.GOOD)]) == Settled((), ())
