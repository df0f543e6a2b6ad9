"""The full screen: the day, problems, review and stats."""

import typer

from maang.cli.framework import App, Context, invocation
from maang.cli.full_screen import can_show, show

app = App(help=__doc__, default="open")


@app.command("open", epilog="Example: maang tui", hidden=True)
def open_(ctx: Context) -> None:
    """The full screen: the day, problems, review and stats."""
    outside = invocation(ctx)
    if not can_show(outside):
        raise typer.BadParameter("a full screen needs a terminal; in scripts: maang today --json")
    raise typer.Exit(show(outside))
