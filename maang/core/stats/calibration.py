"""(rules) Predicted against observed recall, once there is enough to compare."""

from collections.abc import Sequence

from maang.core.reviews.scheduler import Guess
from maang.core.stats.models import Calibration, CalibrationBin

ENOUGH = 100
"""Reviews on a later day before predictions are judged: twenty a bin."""

BINS = 5
"""As many groups of reviews, from the least to the most likely to be recalled."""


def calibration(guesses: Sequence[Guess]) -> Calibration:
    """Reviews in groups of one size by their predicted chance; no group where there are too few."""
    count = len(guesses)
    if count < ENOUGH:
        return Calibration(n=count, missing=ENOUGH - count, bins=[])
    ordered = sorted(guesses)
    edges = [count * place // BINS for place in range(BINS + 1)]
    groups = (ordered[edges[at] : edges[at + 1]] for at in range(BINS))
    return Calibration(n=count, missing=0, bins=[_bin(group) for group in groups])


def _bin(group: Sequence[Guess]) -> CalibrationBin:
    return CalibrationBin(
        predicted=round(sum(one.chance for one in group) / len(group), 4),
        observed=round(sum(one.recalled for one in group) / len(group), 4),
        n=len(group),
    )
