"""Values of where one stands. Their names are the JSON that scripts read.

Every share carries `n`, the number of events it rests on, so that nobody takes two for a trend.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from maang.core.days import Streak
from maang.core.forecasts.models import ForecastDay

FEW = 5
"""A figure from fewer events than this says little, and is shown with a word of caution."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Of `attempted` different problems `solved` were solved at least once, in `n` attempts."""

    solved: int
    attempted: int
    n: int


@dataclass(frozen=True, slots=True)
class DayTotals:
    """What was tried on one of the person's days; an attempt without minutes adds none."""

    date: date
    attempts: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Recalls:
    """How reviews go: cards due now, and the share of `n` reviews that were recalled.

    A review counts when it is not the first of its card and not on the day of the one before (a
    second go in a sitting recalls nothing), and as recalled when it was better than `again`.
    `retention_observed` is from 0 to 1, and None (unknown) where `n` is 0.
    """

    due: int
    retention_observed: float | None
    n: int


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Of `n` reviews alike, the share that was predicted to be recalled and the one that was."""

    predicted: float
    observed: float
    n: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """How predictions compare with what came, over `n` reviews on a later day than the one before.

    `bins` go from the least to the most likely; while `missing` more reviews are needed there are
    none. What is predicted is what the present parameters say.
    """

    n: int
    missing: int
    bins: list[CalibrationBin]


@dataclass(frozen=True, slots=True)
class Totals:
    """Attempts that stand, different problems solved, and minutes of those attempts that said."""

    attempts: int
    solved: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a platform told of in the days of `last_30_days` that is no attempt: `count` pushes,
    contributions or the like on `days` different days, the newest on `last`.

    Kinds overlap (a push is a contribution as well), so they are not to be added up.
    """

    platform: str
    kind: str
    count: int
    days: int
    last: date


@dataclass(frozen=True, slots=True)
class Overview:
    """Where one stands, counted from the events that stand.

    `by_difficulty` always has easy, medium and hard; `by_pattern` has what was tried, most
    attempted first. In both, `unknown` is for problems of which the catalogue does not say it.
    `last_30_days` has thirty days, oldest first, the last is today; `elsewhere` is of the same.
    """

    attempts: int
    solved: int
    by_difficulty: Mapping[str, Standing]
    by_pattern: Mapping[str, Standing]
    minutes: int
    streak: Streak
    last_30_days: list[DayTotals]
    reviews: Recalls
    elsewhere: list[Elsewhere]
    calibration: Calibration


@dataclass(frozen=True, slots=True)
class Charts:
    """What plots are drawn from: a year of days, oldest first and ending today, and what is coming
    from today on; and how many cards are leeches, or set aside and in none of it."""

    year: list[DayTotals]
    load: list[ForecastDay]
    leeches: int
    suspended: int
