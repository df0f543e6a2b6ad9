"""Take back the last change, whatever made it."""

from typing import Annotated

import typer

from maang.cli.framework import App, Context, invocation
from maang.cli.views import activity as views

app = App(help=__doc__, default="last")


@app.command("last", epilog="Example: maang undo --list", hidden=True)
def last(
    ctx: Context,
    show: Annotated[bool, typer.Option("--list", help="Show the last changes instead.")] = False,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, max=1000, help="How many to show.")
    ] = 20,
) -> None:
    """Take back the last change, whatever made it."""
    outside = invocation(ctx)
    if show:
        changes = outside.core.activity.recent(limit=limit)
        outside.printer.result(changes, lambda value: views.changes(value, zone=outside.zone))
        return
    outside.printer.result(outside.core.activity.undo(), views.undone)
