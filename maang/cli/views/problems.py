"""(rules) Problems, and where one stands with them → what the person reads."""

from collections.abc import Sequence
from datetime import datetime

from rich.console import RenderableType
from rich.text import Text

from maang.cli.views.tables import difficulty, grid
from maang.core.practice.models import Status
from maang.core.problems.models import Match
from maang.core.standing.models import Hit, Line

STATUS_STYLES = {Status.SOLVED: "green", Status.ATTEMPTED: "yellow", Status.TODO: "dim"}

HEADINGS = (">no", "problem", "?difficulty", "?pattern", "status")


def lines(values: Sequence[Line], *, now: datetime) -> RenderableType:
    """A line for each problem."""
    if not values:
        return "no problem is like that"
    rows = ((*_cells(one, now), one.problem.title) for one in values)
    return grid((*HEADINGS, "?title"), rows)


def hits(values: Sequence[Hit], *, now: datetime) -> RenderableType:
    """A line for each hit; what merely looks alike says so."""
    if all(hit.match is not Match.TYPO for hit in values):
        rows = ((*_cells(hit, now), hit.problem.title) for hit in values)
        return grid((*HEADINGS, "?title"), rows)
    marked = ((*_cells(hit, now), _why(hit.match), hit.problem.title) for hit in values)
    return grid((*HEADINGS, "found", "?title"), marked)


def _cells(one: Line | Hit, now: datetime) -> tuple[str | Text, ...]:
    problem = one.problem
    status = f"{one.status}, due" if one.due is not None and one.due <= now else one.status.value
    return (
        "-" if problem.number is None else str(problem.number),
        problem.slug,
        difficulty(problem.difficulty),
        problem.pattern or "-",
        Text(status, style=STATUS_STYLES[one.status]),
    )


def _why(match: Match) -> str:
    return "looks alike" if match is Match.TYPO else match.value
