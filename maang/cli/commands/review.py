"""Spaced repetition: what is due, recalling it, grading it, and what is coming."""

from typing import Annotated

import typer

from maang.cli.arguments import Problem
from maang.cli.framework import App, Context, invocation
from maang.cli.views import activity, forecasts, reviews, tuning
from maang.core.reviews.models import AnsweredAlready, Rating
from maang.words import reviews as words

app = App(help=__doc__)

RETENTIONS = (0.8, 0.85, 0.9, 0.95)
"""Tried where nothing is asked for."""

Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many cards.")]


@app.command("due", epilog="Example: maang review due --json")
def due(
    ctx: Context,
    limit: Limit = 50,
    suspended: Annotated[
        bool, typer.Option("--suspended", help="Instead, the cards that were set aside.")
    ] = False,
    leeches: Annotated[
        bool, typer.Option("--leeches", help="Instead, the cards forgotten 8 times or more.")
    ] = False,
) -> None:
    """What is due today, longest overdue first."""
    outside = invocation(ctx)
    if suspended and leeches:
        raise typer.BadParameter("--suspended or --leeches, one of them")
    if suspended:
        outside.printer.result(outside.core.reviews.suspended()[:limit], reviews.suspended)
    elif leeches:
        outside.printer.result(outside.core.reviews.leeches()[:limit], reviews.leeches)
    else:
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


@app.command("suspend", epilog="Example: maang review suspend two-sum")
def suspend(ctx: Context, problem: Problem) -> None:
    """Set a card aside: it is not due until it is resumed."""
    outside = invocation(ctx)
    core = outside.core
    card = core.reviews.card(core.standing.problem(problem).id)
    outside.printer.result(core.reviews.suspend(card.id), words.set_aside)


@app.command("resume", epilog="Example: maang review resume 3sum")
def resume(ctx: Context, problem: Problem) -> None:
    """Ask for a card again that was set aside."""
    outside = invocation(ctx)
    core = outside.core
    card = core.reviews.card(core.standing.problem(problem).id)
    outside.printer.result(core.reviews.resume(card.id), words.set_aside)


@app.command("forecast", epilog="Example: maang review forecast --days 30")
def forecast(
    ctx: Context,
    days: Annotated[int, typer.Option(min=1, max=365, help="From today on, so many days.")] = 14,
) -> None:
    """Reviews and minutes of the days ahead, as the cards stand."""
    outside = invocation(ctx)
    outside.printer.result(outside.core.forecasts.forecast(days=days), forecasts.forecast)


@app.command("simulate", epilog="Example: maang review simulate -r 0.85 -r 0.9 --new 1")
def simulate(
    ctx: Context,
    retention: Annotated[
        list[float] | None,
        typer.Option("--retention", "-r", min=0.7, max=0.97, help="To be tried; repeatable."),
    ] = None,
    days: Annotated[int, typer.Option(min=7, max=730, help="Over so many days.")] = 180,
    new: Annotated[float, typer.Option(min=0, max=20, help="New problems a day.")] = 0.0,
    seed: Annotated[int, typer.Option(min=0, help="Another seed throws other dice.")] = 1,
) -> None:
    """What another retention would cost and keep."""
    outside = invocation(ctx)
    found = outside.core.forecasts.simulate(
        retention or RETENTIONS, days=days, new_per_day=new, seed=seed
    )
    outside.printer.result(found, forecasts.simulation)


@app.command("optimize", epilog="Example: maang review optimize --dry-run")
def optimize(ctx: Context) -> None:
    """Fit FSRS to your own reviews; only what is better stands."""
    outside = invocation(ctx)
    outside.printer.result(outside.core.tuning.optimize(), tuning.optimized)
