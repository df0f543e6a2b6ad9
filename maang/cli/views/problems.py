"""(rules) Problems, and where one stands with them → what the person reads."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from rich.console import RenderableType
from rich.text import Text

from maang.cli.views.practice import OUTCOMES
from maang.cli.views.reviews import best_known
from maang.cli.views.tables import difficulty, grid
from maang.cli.views.words import minutes, moment, named, plural
from maang.core.practice.models import Attempt, Status
from maang.core.problems.models import Match, Problem
from maang.core.standing.models import Hit, Line, Page

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


def page(value: Page, *, zone: tzinfo) -> str:
    """Everything about one problem."""
    return "\n".join(
        (
            *_facts(value.problem),
            f"{'lists':<11} {', '.join(value.lists) or 'none'}",
            *_yours(value, zone),
        )
    )


def added(value: Problem) -> str:
    """What was added."""
    return f"{named(value.ref())}: added ({value.title}, {value.platform})"


def edited(value: Problem) -> str:
    """A problem as it is from now on."""
    return "\n".join(_facts(value))


def address(value: str) -> str:
    """A web address, as it is."""
    return value


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


def _facts(problem: Problem) -> list[str]:
    premium = ", premium" if problem.premium else ""
    facts = {
        "problem": f"{named(problem.ref())}  {problem.title}",
        "difficulty": f"{problem.difficulty or 'unknown'}{premium}",
        "pattern": problem.pattern or "unknown",
        "topics": ", ".join(problem.topics),
        "techniques": ", ".join(problem.techniques),
        "best known": best_known(problem),
        "platform": problem.platform,
        "page": problem.url,
    }
    return [f"{name:<11} {fact}" for name, fact in facts.items() if fact]


def _yours(value: Page, zone: tzinfo) -> list[str]:
    if not value.attempts:
        return [f"{'you':<11} not tried yet"]
    told = [f"{value.status}, {plural(value.attempts, 'attempt')}, {value.solved} solved"]
    if value.best_minutes is not None:
        told.append(f"best {minutes(value.best_minutes)}")
    facts = {"you": ", ".join(told)}
    if value.last is not None:
        facts["last"] = _attempt(value.last, zone)
    if value.recall is not None:
        due = "suspended" if value.suspended else f"due {moment(value.recall.due_at, zone)}"
        facts["card"] = f"{due}, stability {value.recall.stability:.1f} days"
    return [f"{name:<11} {fact}" for name, fact in facts.items()]


def _attempt(last: Attempt, zone: tzinfo) -> str:
    took = f" in {minutes(last.minutes)}" if last.minutes is not None else ""
    return f"{moment(last.at, zone)} {OUTCOMES[last.outcome.value]}{took}"
