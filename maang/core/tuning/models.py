"""Values of fitting. Their names are the JSON that scripts read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """How far predictions were from what came; of both, less is better.

    `rmse` compares predicted and observed shares in bins of reviews that were alike.
    """

    log_loss: float
    rmse: float


@dataclass(frozen=True, slots=True)
class Optimized:
    """What fitting came to: on `reviews` of which the last `held_out` were only predicted.

    `adopted` says whether the parameters that were found stand from now on: they do where both
    figures got better. Then `cards` were folded again, of which `moved` are due on another day,
    and `due_now` are due at once.
    """

    reviews: int
    held_out: int
    before: Score
    after: Score
    parameters: tuple[float, ...]
    adopted: bool
    cards: int = 0
    moved: int = 0
    due_now: int = 0
