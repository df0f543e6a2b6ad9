"""What `ask` and `memory search` share: options that say where to look, and what comes first."""

from typing import Annotated

import typer

from maang.cli.arguments import PROBLEM, beginning
from maang.cli.context import Invocation
from maang.core.retrieval.models import Filters

DRAINING = 3.0
"""Seconds that may first be spent on what waits to be indexed."""

Kind = Annotated[str | None, typer.Option(help="Only note, attempt, document ...")]
Source = Annotated[str | None, typer.Option(help="Only notes, log, files ...")]
OnProblem = Annotated[
    str | None, typer.Option(help="Only on this problem.", autocompletion=PROBLEM)
]
Pattern = Annotated[str | None, typer.Option(help="Only of this pattern.")]
Company = Annotated[str | None, typer.Option(help="Only of this company.")]
Since = Annotated[str | None, typer.Option(help="Not before this moment, or day.")]
Until = Annotated[str | None, typer.Option(help="Before this moment, or day.")]


def narrowed(
    outside: Invocation,
    *,
    problem: str | None,
    pattern: str | None,
    since: str | None,
    until: str | None,
    **named: str | None,
) -> Filters:
    """What was said as filters; a day without a time begins where the person's days do.

    Raises Invalid for a moment that is none, NotFound and Ambiguous for problem and pattern.
    """
    return outside.core.search.filters(
        problem=problem,
        pattern=pattern,
        since=beginning(outside, since),
        until=beginning(outside, until),
        **named,
    )
