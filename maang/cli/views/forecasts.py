"""(rules) What is coming → a plot of days and a table of what-ifs; both fit in forty columns."""

from typing import TYPE_CHECKING

from maang.core.forecasts.models import Forecast, ForecastDay, Simulation
from maang.words.common import minutes, plural, share

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

BAR = 10
"""Columns of the heaviest day's bar."""


def forecast(value: Forecast) -> "RenderableType":
    """A line for each day, and what is in none of them."""
    total = sum(day.reviews for day in value.days)
    tail = _tail(value)
    if not total:
        return f"nothing is due in {plural(len(value.days), 'day')}{tail}"
    from rich.console import Group
    from rich.text import Text

    from maang.cli.views.tables import SPARE, grid

    most = max(day.minutes for day in value.days)
    table = grid(
        ("day", ">reviews", ">min", ">recall", SPARE),
        (
            (
                "today" if place == 0 else f"{day.date:%m-%d}",
                str(day.reviews) if day.reviews else "-",
                str(day.minutes) if day.reviews else "-",
                "-" if day.recall is None else share(day.recall),
                _bar(day, most),
            )
            for place, day in enumerate(value.days)
        ),
    )
    spent = minutes(sum(day.minutes for day in value.days))
    said = f"{plural(total, 'review')}, {spent} in {plural(len(value.days), 'day')}{tail}"
    return Group(table, Text(), Text(said))


def _bar(day: ForecastDay, most: int) -> "Text":
    from rich.text import Text

    return Text("#" * max(1, round(BAR * day.minutes / most)) if day.reviews else "", style="cyan")


def _tail(value: Forecast) -> str:
    counts = ((value.overdue, "overdue"), (value.later, "later"), (value.suspended, "suspended"))
    said = ", ".join(f"{count} {word}" for count, word in counts if count)
    return f"; {said}" if said else ""


def simulation(value: Simulation) -> "RenderableType":
    """A line for each retention that was tried, under what was assumed."""
    if not value.cards and not value.new_per_day:
        return "nothing to simulate: log problems first, or ask for `--new 1`"
    from rich.console import Group
    from rich.text import Text

    from maang.cli.views.tables import grid

    table = grid(
        (">target", ">min/day", ">known", "?reviews/day", "?busiest day"),
        (
            (
                share(each.retention),
                f"{each.minutes_per_day:.0f}",
                f"{each.known:.0f}",
                f"{each.reviews_per_day:.1f}",
                minutes(each.busiest_minutes),
            )
            for each in value.outcomes
        ),
    )
    ratings = "your own mix of ratings" if value.own_ratings else "a typical mix of ratings"
    said = (
        f"{plural(value.days, 'day')} from {plural(value.cards, 'card')}, {value.known_now:.0f} of"
        f" them known now, {value.new_per_day:g} new a day; {ratings}, seed {value.seed}"
    )
    return Group(table, Text(), Text(said, style="dim"))
