"""(rules) Lists, and how far one is → what the person reads."""

from collections.abc import Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.text import Text

from maang.cli.views.problems import lines
from maang.cli.views.tables import grid
from maang.core.problems.models import Imported
from maang.core.standing.models import Line, ListLine, ListPage, Progress
from maang.words.common import plural

BAR = 10
"""Columns of a full bar."""

FINISHED = (
    "every problem of the list was tried\n"
    "what is left to solve: maang list progress\n"
    "the other lists: maang list"
)
"""Where nothing comes next."""


def lists(values: Sequence[ListLine]) -> RenderableType:
    """A line for each list."""
    return grid(
        ("list", "?name", ">solved", ">tried", ">size"),
        (
            (
                one.slug,
                f"{one.name} (yours)" if one.own else one.name,
                str(one.solved),
                str(one.attempted),
                str(one.size),
            )
            for one in values
        ),
    )


def page(value: ListPage, *, now: datetime) -> RenderableType:
    """A list with its problems."""
    return Group(Text(_heading(value.list), style="bold"), lines(value.problems, now=now))


def upcoming(values: Sequence[Line], *, now: datetime) -> RenderableType:
    """What comes next in a list."""
    return lines(values, now=now) if values else FINISHED


def progress(value: Progress) -> RenderableType:
    """How far one is, a line for each pattern."""
    return Group(
        Text(_heading(value.list), style="bold"),
        grid(
            ("pattern", ">solved", ">size", "?"),
            (
                (
                    one.pattern or "no pattern",
                    str(one.solved),
                    str(one.size),
                    _bar(one.solved, one.attempted, one.size),
                )
                for one in value.patterns
            ),
        ),
    )


def imported(value: Imported) -> str:
    """What became of a file, row by row where a row was left out."""
    done = "replaced" if value.replaced else "made"
    told = [f"{value.slug}: {done}, {plural(value.size, 'problem')}"]
    told += [f"line {row.line} left out: {row.text} {row.reason}" for row in value.skipped]
    return "\n".join(told)


def _heading(one: ListLine) -> str:
    return f"{one.name}: {one.solved} of {one.size} solved, {one.attempted} tried"


def _bar(solved: int, attempted: int, size: int) -> str:
    """`####--....`: solved, tried, left. One that is not all is never shown as all."""
    full, tried = (BAR * count // size for count in (solved, attempted))
    return "#" * full + "-" * (tried - full) + "." * (BAR - tried)
