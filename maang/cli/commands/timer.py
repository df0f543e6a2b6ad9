"""A clock across terminals; `log` takes its minutes."""

from typing import Annotated

import typer

from maang.cli.arguments import PROBLEM
from maang.cli.exits import Exit
from maang.cli.framework import App, Context, invocation
from maang.cli.views import timers as views

app = App(help=__doc__, default="show")


@app.command("show", epilog="Example: maang timer --json")
def show(ctx: Context) -> None:
    """What the timer shows; exits 1 where none is open."""
    outside = invocation(ctx)
    reading = outside.core.timers.show()
    outside.printer.result(reading, views.reading)
    if reading is None:
        raise typer.Exit(Exit.NO)


@app.command("start", epilog="Example: maang timer start two-sum")
def start(
    ctx: Context,
    problem: Annotated[
        str | None,
        typer.Argument(help="What it is for; without, the next log.", autocompletion=PROBLEM),
    ] = None,
) -> None:
    """Start the timer, or let a paused one go on."""
    outside = invocation(ctx)
    core = outside.core
    problem_id = core.practice.problem(problem).id if problem else None
    outside.printer.result(core.timers.start(problem_id), views.reading)


@app.command("pause", epilog="Example: maang timer pause")
def pause(ctx: Context) -> None:
    """Hold the timer; its time stays."""
    outside = invocation(ctx)
    outside.printer.result(outside.core.timers.pause(), views.reading)


@app.command("resume", epilog="Example: maang timer resume")
def resume(ctx: Context) -> None:
    """Let a paused timer go on."""
    outside = invocation(ctx)
    outside.printer.result(outside.core.timers.resume(), views.reading)


@app.command("stop", epilog="Example: maang timer stop")
def stop(ctx: Context) -> None:
    """Stop the timer; the next log takes its minutes."""
    outside = invocation(ctx)
    outside.printer.result(outside.core.timers.stop(), views.reading)
