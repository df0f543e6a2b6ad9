"""The page of the day: what is due, what comes next, how long."""

from maang.cli.framework import App, Context, invocation
from maang.cli.views import today as views

app = App(help=__doc__, default="show")


@app.command("show", epilog="Example: maang today --json", hidden=True)
def show(ctx: Context) -> None:
    """The page of the day: what is due, what comes next, how long."""
    outside = invocation(ctx)
    outside.printer.result(outside.core.today.page(), views.page)
