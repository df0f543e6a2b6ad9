"""Set zone, day start, list, language and interview date, once."""

from datetime import date
from typing import Annotated

import typer

from maang.cli.context import Invocation
from maang.cli.framework import App, Context, invocation
from maang.cli.views import config as views
from maang.core.config.facts import NOTHING
from maang.core.config.setup import QUESTIONS, TYPE_NEXT, TYPE_TO_SET_UP, Setup
from maang.core.errors import MaangError
from maang.core.problems.catalogue import LIST_NAMES

app = App(help=__doc__)

CLEARS = f"{NOTHING} takes it away"


@app.command("init", epilog="Example: maang init --zone Europe/Paris --list neetcode-150")
def init(
    ctx: Context,
    zone: Annotated[str | None, typer.Option(help="Time zone, as Europe/Paris.")] = None,
    day_start: Annotated[
        str | None, typer.Option(metavar="HOUR", help="Hour at which your day begins.")
    ] = None,
    active: Annotated[str | None, typer.Option("--list", help="List to work through.")] = None,
    language: Annotated[str | None, typer.Option(help="Language to solve in.")] = None,
    interview_date: Annotated[
        str | None, typer.Option(metavar="DATE", help=f"As 2027-03-01; {CLEARS}.")
    ] = None,
    company: Annotated[str | None, typer.Option(help=f"You prepare for it; {CLEARS}.")] = None,
) -> None:
    """Set zone, day start, list, language and interview date, once.

    Asks for what no option says, Enter keeps what is shown; without a terminal it asks nothing.
    """
    outside = invocation(ctx)
    said = (zone, day_start, active, language, interview_date, company)
    answers = {name: text for name, text in zip(QUESTIONS, said, strict=True) if text is not None}
    setup = Setup(outside.env, outside.cwd, outside.paths)
    today = outside.clock().astimezone(outside.zone).date()
    for name, answer in answers.items():
        setup.check(name, answer, today=today)
    asking = outside.interactive and not outside.flags.yes
    if asking:
        answers = _asked(outside, setup, answers, today)
    following = TYPE_NEXT if answers or asking else TYPE_TO_SET_UP
    done = setup.write(answers, then=following, dry_run=outside.flags.dry_run)
    if answers.get("list", NOTHING) not in (*LIST_NAMES, NOTHING):
        outside.diagnostics.note(f"no list {answers['list']!r} ships: `maang list import` adds one")
    outside.printer.result(done, views.setup)


def _asked(
    outside: Invocation, setup: Setup, answers: dict[str, str], today: date
) -> dict[str, str]:
    """The answers, with those the person gives to what is still open; Enter gives none."""
    answers = dict(answers)
    for shown in setup.present():
        if shown.name in answers:
            continue
        question = f"{QUESTIONS[shown.name]} [{shown.value or 'none'}]:"
        while answer := outside.diagnostics.prompt(question, outside.stdin):
            try:
                setup.check(shown.name, answer, today=today)
            except MaangError as error:
                outside.diagnostics.note(f"{error.message}; Enter keeps {shown.value or 'none'}")
            else:
                answers[shown.name] = answer
                break
    return answers
