"""(rules) The page of the day → what the person reads first."""

from rich.console import Group, RenderableType
from rich.text import Text

from maang.cli.views.reviews import cost, due
from maang.cli.views.tables import difficulty, grid
from maang.cli.views.words import days, long_day, minutes, named, plural
from maang.core.today.models import Page

SHOWN = 8
"""Cards listed; the rest is counted."""


def page(value: Page) -> RenderableType:
    """The page of the day, and what to type next."""
    parts: list[RenderableType] = [_head(value), Text()]
    for item in value.scheduled:
        parts.append(Text(f"{item.what} {days(item.days)}", style="bold"))
    if value.due:
        parts += [Text(f"Due: {cost(value.due)}", style="bold"), due(value.due[:SHOWN])]
        if len(value.due) > SHOWN:
            parts.append(Text(f"and {len(value.due) - SHOWN} more", style="dim"))
        parts.append(Text())
    if value.next:
        parts += [Text(f"Next: {value.next[0].reason}", style="bold"), _next(value), Text()]
    parts += [Text(notice, style="yellow") for notice in value.notices]
    parts += [Text(line) for line in _what_now(value)]
    return Group(*parts)


def _head(value: Page) -> Text:
    head = Text(long_day(value.date), style="bold")
    head.append(f"   {minutes(value.minutes_total)}", style="dim")
    if value.streak.days:
        tail = "" if value.streak.today_done else ", today still open"
        head.append(f"   streak {plural(value.streak.days, 'day')}{tail}", style="dim")
    return head


def _next(value: Page) -> RenderableType:
    return grid(
        ("problem", "title", "difficulty", "pattern"),
        (
            (
                named(item.problem),
                item.problem.title,
                difficulty(item.problem.difficulty),
                item.problem.pattern or "-",
            )
            for item in value.next
        ),
    )


def _what_now(value: Page) -> list[str]:
    lines = []
    if value.due:
        lines.append("maang review start              recall what is due")
    if value.next:
        slug = value.next[0].problem.slug
        lines.append(f"maang problem open {slug:<12} solve the next one")
        lines.append(f"maang log {slug} --minutes 25   ... and record it")
    return lines or ["maang problem search WORDS       find something to solve"]
