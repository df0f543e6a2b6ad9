"""(rules) Attempts → what the person reads."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from maang.cli.views.words import back, minutes, moment, named
from maang.core.practice.models import Attempt, Logged

if TYPE_CHECKING:
    from rich.console import RenderableType

OUTCOMES = {
    "solved": "solved",
    "solved_with_hints": "solved with hints",
    "failed": "failed",
    "gave_up": "gave up",
}


def logged(value: Logged) -> str:
    """One line of what was recorded, one of what it counts as."""
    attempt = value.attempt
    parts = [f"{attempt.problem.slug}: {OUTCOMES[attempt.outcome.value]}"]
    if attempt.minutes is not None:
        parts.append(f"in {minutes(attempt.minutes)}")
    if attempt.hints:
        parts.append(f"({attempt.hints} hint{'s' if attempt.hints > 1 else ''})")
    why = value.reason if value.rating is value.suggested else f"your word, not {value.suggested}"
    return f"{' '.join(parts)}\ncounts as {value.rating} ({why}); {back(value.days)}"


def attempts(values: Sequence[Attempt], *, zone: tzinfo) -> "RenderableType":
    """A line for each attempt."""
    if not values:
        return "nothing logged here yet"
    from maang.cli.views.tables import grid

    return grid(
        ("?id", "when", "problem", "outcome", ">min", "?note"),
        (
            (
                str(attempt.id)[:13],
                moment(attempt.at, zone),
                named(attempt.problem),
                OUTCOMES[attempt.outcome.value] + (" *" if attempt.amended else ""),
                "-" if attempt.minutes is None else str(attempt.minutes),
                (attempt.note or "").partition("\n")[0],
            )
            for attempt in values
        ),
    )


def attempt(value: Attempt, *, zone: tzinfo) -> str:
    """Everything about one attempt."""
    facts = {
        "problem": f"{named(value.problem)}  {value.problem.title}",
        "when": moment(value.at, zone),
        "outcome": OUTCOMES[value.outcome.value],
        "minutes": value.minutes,
        "hints": value.hints or None,
        "mistakes": ", ".join(value.mistakes),
        "approach": value.approach,
        "time": value.time,
        "space": value.space,
        "company": value.company,
        "language": value.language,
        "source": value.source,
        "id": f"{value.id}{' (amended)' if value.amended else ''}",
    }
    lines = [f"{name:<9} {fact}" for name, fact in facts.items() if fact not in (None, "")]
    for text in (value.note, value.code):
        if text:
            lines += ["", text]
    return "\n".join(lines)
