"""Predicted against observed recall."""

from random import Random

import pytest

from maang.core.reviews.scheduler import Guess
from maang.core.stats.calibration import BINS, ENOUGH, calibration


def guesses(count: int, *, bias: float = 0.0) -> list[Guess]:
    """Predictions, and what a memory did that is as good as they say (or better by `bias`)."""
    dice = Random(3)
    chances = [dice.uniform(0.6, 0.99) for _ in range(count)]
    return [Guess(chance, dice.random() < chance + bias) for chance in chances]


@pytest.mark.parametrize("count", [0, 1, ENOUGH - 1])
def test_too_few_reviews_say_how_many_are_missing(count: int) -> None:
    found = calibration(guesses(count))

    assert (found.n, found.missing, found.bins) == (count, ENOUGH - count, [])


def test_every_review_is_in_one_bin_and_bins_rise() -> None:
    found = calibration(guesses(1003))

    assert len(found.bins) == BINS
    assert sum(each.n for each in found.bins) == 1003
    predicted = [each.predicted for each in found.bins]
    assert predicted == sorted(predicted)


def test_good_predictions_lie_near_what_came() -> None:
    for each in calibration(guesses(20_000)).bins:
        assert each.observed == pytest.approx(each.predicted, abs=0.03)


def test_predictions_that_are_too_high_show() -> None:
    for each in calibration(guesses(20_000, bias=-0.2)).bins:
        assert each.predicted - each.observed > 0.15
