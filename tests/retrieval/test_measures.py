"""The measures against examples worked out by hand."""

import math

import pytest

from benchmarks.retrieval.measures import (
    difference,
    interval,
    ndcg,
    recall,
    reciprocal_rank,
    rightly_empty,
)

RELEVANT = {"a": 2, "b": 1, "c": 1}


def test_ndcg_is_the_discounted_gain_over_the_best_possible() -> None:
    # found: x(0), a(2) at rank 2, b(1) at rank 3; the best would be 2, 1, 1 at ranks 1, 2, 3
    gained = 2 / math.log2(3) + 1 / math.log2(4)
    best = 2 / math.log2(2) + 1 / math.log2(3) + 1 / math.log2(4)

    assert ndcg(["x", "a", "b"], RELEVANT) == pytest.approx(gained / best)
    assert gained / best == pytest.approx(0.5627, abs=0.0001)


def test_ndcg_is_one_for_the_best_order_and_nothing_for_none() -> None:
    assert ndcg(["a", "c", "b"], RELEVANT) == 1.0
    assert ndcg(["x", "y"], RELEVANT) == 0.0
    assert ndcg([], RELEVANT) == 0.0
    assert ndcg(["x"], {}) == 0.0


def test_ndcg_sees_k_places_of_the_ranking_and_of_the_best_one() -> None:
    assert ndcg(["x", "a"], RELEVANT, k=1) == 0.0
    assert ndcg(["a", "x"], RELEVANT, k=1) == 1.0


def test_recall_counts_whatever_grade_within_k() -> None:
    ranking = ["x", "b", "a", "y", "c"]

    assert recall(ranking, RELEVANT, k=1) == 0.0
    assert recall(ranking, RELEVANT, k=2) == pytest.approx(1 / 3)
    assert recall(ranking, RELEVANT, k=5) == 1.0
    assert recall(ranking, {}, k=5) == 0.0


def test_reciprocal_rank_is_that_of_the_first_relevant_passage() -> None:
    assert reciprocal_rank(["x", "y", "b", "a"], RELEVANT) == pytest.approx(1 / 3)
    assert reciprocal_rank(["c"], RELEVANT) == 1.0
    assert reciprocal_rank(["x"], RELEVANT) == 0.0


def test_nothing_found_is_right_where_there_is_nothing() -> None:
    assert rightly_empty([]) == 1.0
    assert rightly_empty(["a"]) == 0.0


def test_an_interval_holds_the_mean_and_comes_out_the_same_again() -> None:
    values = [0.0, 0.0, 1.0, 1.0, 1.0, 0.5, 0.25, 1.0]

    found = interval(values)

    assert found.mean == pytest.approx(4.75 / 8)
    assert 0.0 <= found.low < found.mean < found.high <= 1.0
    assert found.questions == 8
    assert interval(values) == found


def test_another_seed_resamples_otherwise() -> None:
    values = [math.sin(number) ** 2 for number in range(30)]

    assert interval(values, seed=1) != interval(values, seed=2)


def test_equal_values_leave_no_doubt() -> None:
    found = interval([0.5] * 10)

    assert (found.mean, found.low, found.high) == (0.5, 0.5, 0.5)


def test_more_questions_narrow_the_interval() -> None:
    few, many = interval([0.0, 1.0] * 5), interval([0.0, 1.0] * 200)

    assert many.high - many.low < few.high - few.low


def test_a_mean_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        interval([])


def test_a_difference_is_paired_by_question_and_not_by_position() -> None:
    ours = {"one": 0.9, "two": 0.3, "three": 0.6}
    theirs = {"three": 0.5, "one": 0.8, "two": 0.2}

    found = difference(ours, theirs)

    # Each question gains exactly 0.1, so pairing leaves no spread although the questions differ.
    assert (found.mean, found.low, found.high) == pytest.approx((0.1, 0.1, 0.1))


def test_a_difference_of_different_questions_is_refused() -> None:
    with pytest.raises(ValueError, match="same questions"):
        difference({"one": 1.0}, {"two": 1.0})
