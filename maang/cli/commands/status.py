"""Whether the servers run, where, and how large they are."""

import typer

from maang.cli.exits import Exit
from maang.cli.framework import App, Context, invocation
from maang.cli.views import servers as views
from maang.core.health.servers import is_down

app = App(help=__doc__)


@app.command("status", epilog="Example: maang status || maang up")
def status(ctx: Context) -> None:
    """Whether the servers run, where, and how large they are."""
    outside = invocation(ctx)
    found = outside.core.servers.status()
    outside.printer.result(found, views.statuses)
    if any(is_down(each) for each in found):
        raise typer.Exit(Exit.NO)
