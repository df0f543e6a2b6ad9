"""(rules) Cards and answers in plain English."""

from collections.abc import Sequence
from datetime import datetime

from maang.core.calendar import Calendar
from maang.core.practice.models import Attempt
from maang.core.problems.models import Problem
from maang.core.reviews.models import Answer, Due, Preview, Rating, Suspension
from maang.words.common import back, minutes, named, plural

LEECH_HINT = (
    "Repeating it again will not help: note the idea in a line, relearn it with others of its"
    " pattern, or set it aside."
)


def answered(value: Answer) -> str:
    """What an answer made of its card."""
    slug = value.card.problem.slug
    said = f"{slug}: {value.rating}; {back(value.days)}"
    recall = value.card.recall
    if not value.leech or recall is None:
        return said
    return (
        f"{said}\nleech: forgotten {recall.lapses} times. {LEECH_HINT}\nmaang review suspend {slug}"
    )


def set_aside(value: Suspension) -> str:
    """Whether a card is asked for from now on."""
    slug = value.card.problem.slug
    if value.suspended:
        return f"{slug}: suspended; `maang review resume {slug}` asks for it again"
    return f"{slug}: asked for again"


def finished(values: Sequence[Answer]) -> str:
    """How a sitting went."""
    forgotten = sum(answer.rating.score == 1 for answer in values)
    return f"{plural(len(values), 'card')} answered, {forgotten} forgotten"


def cost(values: Sequence[Due]) -> str:
    """How much is due."""
    return f"{plural(len(values), 'card')}, {minutes(sum(item.minutes for item in values))}"


def question(item: Due, where: str) -> str:
    """What to recall, before anything is shown."""
    title = f"{named(item.problem)}  {item.problem.title}"
    if item.leech:
        title += f", forgotten {item.lapses} times"
    return "\n".join(
        (
            "",
            f"[{where}] {title} ({item.problem.difficulty or 'difficulty unknown'})",
            "Recall approach and complexity; any key reveals, s skip, u undo, q stop.",
        )
    )


def revealed(item: Due, last: Attempt | None, known: str) -> str:
    """What the person wrote of it last, and what is published."""
    lines = [f"  pattern    {item.problem.pattern or 'unknown'}", f"  best known {known}"]
    if last is not None:
        said = {
            "approach": last.approach,
            "yours": _complexity(last.time, last.space),
            "mistakes": ", ".join(last.mistakes),
            "note": last.note,
        }
        lines += [f"  {name:<10} {text}" for name, text in said.items() if text]
    return "\n".join(lines)


def choices(preview: Preview, calendar: Calendar, now: datetime) -> str:
    """The four keys, each with the days until the card would come back."""
    cells = (
        f"{key} {rating} {calendar.days_between(now, getattr(preview, rating))}d"
        for key, rating in enumerate(Rating, start=1)
    )
    return "  " + "   ".join(cells)


def best_known(problem: Problem) -> str:
    """The published complexity, or that it is unknown."""
    return _complexity(problem.time, problem.space) or "unknown"


def _complexity(time: str | None, space: str | None) -> str:
    parts = [f"{time} time" if time else "", f"{space} space" if space else ""]
    return ", ".join(part for part in parts if part)
