"""(rules) Where one stands → what the person reads; fits in forty columns."""

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from maang.cli.views.tables import SPARE, grid
from maang.core.stats.models import FEW, Calibration, DayTotals, Overview, Recalls, Standing
from maang.words.common import minutes, plural, share
from maang.words.stats import elsewhere

BAR = 10
"""Columns of a full bar."""

PATTERNS = 12
"""Patterns shown; `--json` has them all."""


def overview(value: Overview) -> RenderableType:
    """Totals, difficulties, patterns, the last thirty days and how reviews go."""
    if not value.attempts and not value.elsewhere:
        return "nothing logged yet; `maang log PROBLEM` is where it begins"
    parts: list[RenderableType] = [*_head(value), Text()]
    parts += [_standings("difficulty", value.by_difficulty), Text()]
    most = dict(list(value.by_pattern.items())[:PATTERNS])
    parts += [_standings("pattern", most)]
    if len(value.by_pattern) > PATTERNS:
        parts.append(Text(f"and {len(value.by_pattern) - PATTERNS} more in --json", style="dim"))
    parts += [Text(), *_days(value.last_30_days)]
    parts += [Text(elsewhere(one)) for one in value.elsewhere]
    parts += [Text(), _reviews(value.reviews), _calibration(value.calibration)]
    return Group(*parts)


def _head(value: Overview) -> list[Text]:
    solved = f"{plural(value.solved, 'problem')} solved in {plural(value.attempts, 'attempt')}"
    lines = [Text(solved, style="bold"), Text(f"{minutes(value.minutes)} logged")]
    if value.streak.days:
        tail = "" if value.streak.today_done else ", today still open"
        lines.append(Text(f"streak {plural(value.streak.days, 'day')}{tail}"))
    return lines


def _standings(name: str, values: Mapping[str, Standing]) -> RenderableType:
    return grid(
        (name, ">solved", ">tries", SPARE),
        (
            (key, f"{one.solved} of {one.attempted}", str(one.n), _bar(one))
            for key, one in values.items()
        ),
    )


def _bar(one: Standing) -> Text:
    if not one.attempted:
        return Text("-", style="dim")
    full = round(BAR * one.solved / one.attempted)
    return Text("#" * full + "." * (BAR - full), style="dim" if one.n < FEW else "green")


def _days(days: list[DayTotals]) -> list[Text]:
    """A figure for each day: how many attempts, `.` for none, `+` for more than nine."""
    attempts = sum(day.attempts for day in days)
    active = sum(day.attempts > 0 for day in days)
    total = minutes(sum(day.minutes for day in days))
    said = f"{plural(attempts, 'attempt')} on {plural(active, 'day')}, {total}"
    return [
        Text(f"last {plural(len(days), 'day')}", style="dim"),
        Text("".join(_figure(day.attempts) for day in days)),
        Text(said),
    ]


def _figure(attempts: int) -> str:
    if not attempts:
        return "."
    return str(attempts) if attempts <= 9 else "+"


def _reviews(value: Recalls) -> Text:
    text = Text(f"{plural(value.due, 'card')} due; recalled ")
    if value.retention_observed is None:
        return text.append("unknown (nothing was reviewed twice)")
    text.append(f"{share(value.retention_observed)} of {plural(value.n, 'review')}")
    return text.append(" (few)", style="dim") if value.n < FEW else text


def _calibration(value: Calibration) -> RenderableType:
    """Predicted beside observed recall, or how much is missing until that says something."""
    if not value.bins:
        said = f"calibration after {plural(value.missing, 'more review')} (there are {value.n})"
        return Text(said, style="dim")
    return grid(
        (">predicted", ">recalled", ">reviews"),
        ((share(each.predicted), share(each.observed), str(each.n)) for each in value.bins),
    )
