"""What a ranking is worth: nDCG, recall, reciprocal rank, rightly empty; and how sure we may be.

A ranking is a list of passage ids, best first, without duplicates. Judgements map id → grade > 0.
"""

import math
import random
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

RESAMPLES = 2000
SEED = 20261122


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over questions with its percentile bootstrap interval, and how many questions."""

    mean: float
    low: float
    high: float
    questions: int


def ndcg(ranking: Sequence[str], relevant: Mapping[str, int], *, k: int = 10) -> float:
    """Normalised discounted cumulative gain of the first k, from 0 to 1; 0 if nothing is relevant.

    Gain is the grade itself and the discount log2(rank + 1), as trec_eval and BEIR count (Järvelin
    and Kekäläinen, 2002, with linear gain), so figures compare with published ones.
    """
    best = _gained(sorted(relevant.values(), reverse=True)[:k])
    return _gained([relevant.get(id, 0) for id in ranking[:k]]) / best if best else 0.0


def recall(ranking: Sequence[str], relevant: Mapping[str, int], *, k: int) -> float:
    """The share of relevant passages, of whatever grade, among the first k."""
    return len(relevant.keys() & set(ranking[:k])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranking: Sequence[str], relevant: Mapping[str, int]) -> float:
    """1 / the rank of the first relevant passage; 0 when none was found. Its mean is MRR."""
    ranks = (rank for rank, id in enumerate(ranking, start=1) if id in relevant)
    return 1 / next(ranks, math.inf)


def rightly_empty(ranking: Sequence[str]) -> float:
    """1 when a question that must find nothing found nothing, else 0."""
    return float(not ranking)


def interval(values: Sequence[float], *, seed: int = SEED, resamples: int = RESAMPLES) -> Interval:
    """The mean of one value per question and where 95 % of resampled means lie.

    Percentile bootstrap over questions (Efron, 1979), the same each time for a seed. It knows only
    these questions: of what other people would ask it says nothing. Raises ValueError on no values.
    """
    if not values:
        raise ValueError("an interval needs at least one question")
    chance = random.Random(seed)
    count = len(values)
    means = sorted(math.fsum(chance.choices(values, k=count)) / count for _ in range(resamples))
    beyond = int(resamples * 0.025)
    return Interval(statistics.fmean(values), means[beyond], means[-beyond - 1], count)


def difference(
    ours: Mapping[str, float], theirs: Mapping[str, float], *, seed: int = SEED
) -> Interval:
    """Ours minus theirs, paired by question: an interval that leaves out 0 is a real difference.

    Raises ValueError when the two did not answer the same questions.
    """
    if ours.keys() != theirs.keys():
        raise ValueError("a paired difference needs the same questions on both sides")
    return interval([value - theirs[question] for question, value in ours.items()], seed=seed)


def _gained(grades: Sequence[int]) -> float:
    return math.fsum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))
