"""(rules) Histories → parameters, and how well parameters predict: fsrs-rs does the sums.

Time decides what is held out: nothing that came later is known when something is predicted.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview

from maang.core.reviews.models import Reviewed
from maang.core.reviews.scheduler import Scheduler
from maang.core.tuning.models import Score

HELD_OUT = 0.2
"""The share of reviews, the newest, that are only predicted."""


class Example(NamedTuple):
    """One review with all that came before it: whether it was recalled is what is predicted."""

    at: datetime
    item: FSRSItem


def examples(histories: Sequence[Sequence[Reviewed]], scheduler: Scheduler) -> list[Example]:
    """Every review on a later day than the one before, oldest first."""
    found = []
    for answers, gaps in zip(histories, scheduler.gaps(histories), strict=True):
        seen = []
        for answer, gap in zip(answers, gaps, strict=True):
            seen.append(FSRSReview(answer.rating.score, gap))
            if gap:
                found.append(Example(answer.reviewed_at, FSRSItem(seen)))
    return sorted(found, key=lambda one: one.at)


def parted(found: Sequence[Example]) -> tuple[Sequence[Example], Sequence[Example]]:
    """What is learned from, and what came after it."""
    cut = len(found) - round(len(found) * HELD_OUT)
    return found[:cut], found[cut:]


def fitted(found: Sequence[Example]) -> tuple[float, ...]:
    """Parameters that predict the examples best; the same examples always give the same."""
    items = [one.item for one in found]
    return tuple(FSRS(list(DEFAULT_PARAMETERS)).compute_parameters(items))


def score(found: Sequence[Example], parameters: Sequence[float]) -> Score:
    """How well parameters predict the examples."""
    scored = FSRS(list(parameters)).evaluate([one.item for one in found])
    return Score(round(scored.log_loss, 5), round(scored.rmse_bins, 5))
