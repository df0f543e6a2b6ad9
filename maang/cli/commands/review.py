"""Spaced repetition: what is due, recalling it, grading it."""

from typing import Annotated

import typer

from maang.cli.arguments import Problem
from maang.cli.framework import App, Context, invocation
from maang.cli.views import activity, reviews
from maang.core.reviews.models import AnsweredAlready, Rating
from maang.words import reviews as words

app = App(help=__doc__)

Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many cards.")]


@app.command("due", epilog="Example: maang review due --json")
def due(ctx: Context, limit: Limit = 50) -> None:
    """What is due today, longest overdue first."""
    outside = invocation(ctx)
    outside.printer.result(outside.core.reviews.due(limit=limit), reviews.due)


@app.command("start", epilog="Example: maang review start -n 5")
def start(ctx: Context, limit: Limit = 50) -> None:
    """Recall what is due, reveal, and grade it with one key."""
    outside = invocation(ctx)
    if not outside.interactive:
        raise typer.BadParameter("a sitting needs a terminal; in scripts: maang review answer")
    from maang.cli.sitting import Sitting

    cards = outside.core.reviews.due(limit=limit)
    if not cards:
        outside.printer.result(cards, reviews.due)
        return
    outside.printer.result(Sitting(outside).run(cards), words.finished)


@app.command("answer", epilog="Example: maang review answer two-sum good")
def answer(
    ctx: Context,
    problem: Problem,
    rating: Annotated[Rating, typer.Argument(help="again (forgotten), hard, good or easy.")],
    again: Annotated[bool, typer.Option("--again", help="Answer once more.")] = False,
) -> None:
    """Grade a recall; `again` is for what was forgotten, `hard` for what took effort."""
    outside = invocation(ctx)
    core = outside.core
    card = core.reviews.card(core.standing.problem(problem).id)
    try:
        given = core.reviews.answer(card.id, rating, again=again)
    except AnsweredAlready as error:
        if not outside.confirm(f"{error.message}. Record it again?"):
            raise
        given = core.reviews.answer(card.id, rating)
    outside.printer.result(given, words.answered)


@app.command("undo", epilog="Example: maang review undo")
def undo(ctx: Context) -> None:
    """Take back the last answer, whatever was done since."""
    outside = invocation(ctx)
    outside.printer.result(outside.core.activity.undo(verb="review"), activity.undone)
