"""(rules) The page of the day → what the person reads first."""

from rich.console import Group, RenderableType
from rich.text import Text

from maang.cli.views.reviews import due
from maang.cli.views.tables import commands, difficulty, grid
from maang.core.today.models import Page
from maang.words.common import days, long_day, named
from maang.words.reviews import cost
from maang.words.today import coming, workload

SHOWN = 8
"""Cards listed; the rest is counted."""


def page(value: Page) -> RenderableType:
    """The page of the day, and what to type next."""
    parts: list[RenderableType] = [_head(value), Text()]
    for item in value.scheduled:
        parts.append(Text(f"{item.what} {days(item.days)}", style="bold"))
    if value.due:
        parts += [_heading("Due", cost(value.due)), due(value.due[:SHOWN])]
        if len(value.due) > SHOWN:
            parts.append(Text(f"and {len(value.due) - SHOWN} more", style="dim"))
        parts.append(Text())
    if value.next:
        parts += [_heading("Next", coming(value)), _next(value), Text()]
    parts += [Text(notice, style="yellow") for notice in value.notices]
    parts.append(_what_now(value))
    return Group(*parts)


def _heading(word: str, rest: str) -> Text:
    return Text.assemble((word, "bold"), "  ", (rest, "dim"))


def _head(value: Page) -> Text:
    # a style of its own would go over what is appended
    return Text.assemble((long_day(value.date), "bold"), "   ", (workload(value), "dim"))


def _next(value: Page) -> RenderableType:
    return grid(
        ("problem", "?pattern", "difficulty", "?title"),
        (
            (
                named(item.problem),
                item.problem.pattern or "-",
                difficulty(item.problem.difficulty),
                item.problem.title,
            )
            for item in value.next
        ),
    )


def _what_now(value: Page) -> RenderableType:
    steps = []
    if value.due:
        steps.append(("maang review start", "recall what is due"))
    if value.next:
        slug = value.next[0].problem.slug
        steps.append((f"maang problem open {slug}", "solve the next one"))
        steps.append((f"maang log {slug} --minutes 25", "and record it"))
    if not steps:
        steps.append(("maang problem search WORDS", "find something to solve"))
    return commands(steps)
