"""Record an attempt at a problem; list, show and amend what was logged."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from maang.cli.arguments import (
    OUTCOMES,
    PROBLEM,
    Problem,
    beginning,
    language_of,
    moment,
    note_text,
    outcome,
    text_of,
)
from maang.cli.context import Invocation
from maang.cli.framework import App, Context, invocation
from maang.cli.views import practice as views
from maang.core.config.facts import NOTHING
from maang.core.practice.models import AttemptFilter, Entry, Repeated
from maang.core.reviews.models import Rating
from maang.words import practice as words

app = App(help=__doc__, default="add")

SAID = ", ".join(OUTCOMES)

Ended = Annotated[str | None, typer.Option("--outcome", help=f"How it ended: {SAID}.")]
Minutes = Annotated[int | None, typer.Option("--minutes", "-m", help="Minutes it took.")]
Hints = Annotated[int | None, typer.Option(help="Hints that were needed.")]
Rate = Annotated[Rating | None, typer.Option(help="Your rating, instead of the suggested one.")]
Mistakes = Annotated[list[str] | None, typer.Option("--mistake", help="A mistake; repeatable.")]
Approach = Annotated[str | None, typer.Option(help="The idea, in a line.")]
Time = Annotated[str | None, typer.Option(help="Time complexity, as O(n).")]
Space = Annotated[str | None, typer.Option(help="Space complexity, as O(1).")]
Code = Annotated[Path | None, typer.Option(help="A file with the solution.")]
Note = Annotated[str | None, typer.Option(help="A note; - reads it from stdin.")]
Edit = Annotated[bool, typer.Option("-e", "--edit", help="Write the note in your editor.")]
At = Annotated[str | None, typer.Option(help='When, as "yesterday 21:30".')]
Company = Annotated[str | None, typer.Option(help="The company that asked it.")]


@app.command(
    "add", epilog='Example: maang log two-sum -m 18 --hints 1 --note "hash of seen values"'
)
def add(
    ctx: Context,
    problem: Problem,
    ended: Ended = None,
    minutes: Minutes = None,
    hints: Hints = None,
    rating: Rate = None,
    mistake: Mistakes = None,
    approach: Approach = None,
    time: Time = None,
    space: Space = None,
    code: Code = None,
    note: Note = None,
    edit: Edit = False,
    at: At = None,
    company: Company = None,
    again: Annotated[bool, typer.Option("--again", help="Record the same once more.")] = False,
) -> None:
    """Record an attempt; PROBLEM is a slug, a number, a URL, `last`, or words."""
    outside = invocation(ctx)
    entry = _said(outside, ctx.params)
    entry = replace(entry, language=entry.language or outside.loaded.settings.language)
    practice = outside.core.practice
    try:
        logged = practice.log(problem, entry, again=again)
    except Repeated as error:
        if not outside.confirm(f"{error.message}. Record it again?"):
            raise
        logged = practice.log(problem, entry, again=True)
    for notice in logged.notices:
        outside.diagnostics.note(notice)
    outside.printer.result(logged, words.logged)


@app.command("list", epilog="Example: maang log list --outcome failed --since monday")
def listed(
    ctx: Context,
    problem: Annotated[
        str | None, typer.Argument(help="Only this problem.", autocompletion=PROBLEM)
    ] = None,
    ended: Annotated[str | None, typer.Option("--outcome", help="Only this outcome.")] = None,
    pattern: Annotated[str | None, typer.Option(help="Only this pattern.")] = None,
    since: Annotated[str | None, typer.Option(help="Not before this moment, or day.")] = None,
    until: Annotated[str | None, typer.Option(help="Before this moment, or day.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 20,
) -> None:
    """What was logged, newest first; * marks what was amended."""
    outside = invocation(ctx)
    core = outside.core
    wanted = AttemptFilter(
        problem_id=core.problems.get(problem).id if problem else None,
        since=beginning(outside, since),
        until=beginning(outside, until),
        outcome=outcome(ended),
        pattern=pattern,
    )
    attempts = core.practice.attempts(wanted, limit=limit)
    outside.printer.result(attempts, lambda value: views.attempts(value, zone=outside.zone))


@app.command("show", epilog="Example: maang log show last")
def show(
    ctx: Context,
    attempt: Annotated[
        str, typer.Argument(help="`last`, a problem, or an id's beginning.")
    ] = "last",
) -> None:
    """Everything about one attempt."""
    outside = invocation(ctx)
    found = outside.core.practice.attempt(attempt)
    outside.printer.result(found, lambda value: words.attempt(value, zone=outside.zone))


@app.command("amend", epilog="Example: maang log amend last --minutes 40 --outcome failed")
def amend(
    ctx: Context,
    attempt: Annotated[str, typer.Argument(help="`last`, a problem, or an id's beginning.")],
    problem: Annotated[
        str | None, typer.Option(help="It was this problem.", autocompletion=PROBLEM)
    ] = None,
    ended: Ended = None,
    minutes: Minutes = None,
    hints: Hints = None,
    rating: Rate = None,
    mistake: Mistakes = None,
    approach: Approach = None,
    time: Time = None,
    space: Space = None,
    code: Code = None,
    note: Note = None,
    edit: Edit = False,
    at: At = None,
    company: Company = None,
) -> None:
    """Put an attempt right; what was said first is kept.

    An empty text takes away what was said: --company "" or --note "".
    """
    outside = invocation(ctx)
    entry = _said(outside, ctx.params)
    logged = outside.core.practice.amend(attempt, entry, problem=problem)
    outside.printer.result(logged, words.logged)


def _said(outside: Invocation, given: Mapping[str, Any]) -> Entry:
    """What the options say about the try (as parsed, before Typer's own types)."""
    code = Path(given["code"]) if given["code"] else None
    return Entry(
        outcome=outcome(given["ended"]),
        minutes=given["minutes"],
        hints=given["hints"],
        rating=Rating(given["rating"]) if given["rating"] else None,
        mistakes=tuple(given["mistake"]) if given["mistake"] else None,
        approach=_line(given["approach"]),
        time=_line(given["time"]),
        space=_line(given["space"]),
        code=text_of(outside, code),
        language=language_of(code),
        note=note_text(outside, given["note"], edit=given["edit"]),
        at=moment(outside, given["at"]),
        company=_line(given["company"]),
    )


def _line(said: str | None) -> str | None:
    """A dash is nothing, as everywhere else."""
    return "" if said == NOTHING else said
