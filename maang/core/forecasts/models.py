"""Values of what is coming. Their names are the JSON that scripts read."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ForecastDay:
    """What falls due on one of the person's days; what is overdue counts today.

    `recall` is the share (0 to 1) expected to be recalled then; None where nothing is due.
    """

    date: date
    reviews: int
    minutes: int
    recall: float | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The cards as they stand, day by day from today, each at its next review alone.

    `overdue` are those of today that were due before it, `later` those due after the last day;
    `suspended` ones are in none of the days.
    """

    days: list[ForecastDay]
    overdue: int
    later: int
    suspended: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one desired retention would come to: reviews and their minutes (a new problem's own
    time is not among them), the heaviest day, and how many problems would be known at the end.
    """

    retention: float
    reviews_per_day: float
    minutes_per_day: float
    busiest_minutes: int
    known: float


@dataclass(frozen=True, slots=True)
class Simulation:
    """Outcomes over so many days from today.

    `known_now` is the number of problems expected to be recalled today; `own_ratings` says whether
    the mix of ratings is the person's own (or a typical one, where they gave too few).
    """

    days: int
    new_per_day: float
    seed: int
    cards: int
    known_now: float
    own_ratings: bool
    outcomes: list[Outcome]
