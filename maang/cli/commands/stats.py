"""Where you stand, counted from what was logged."""

from maang.cli.framework import App, Context, invocation
from maang.cli.views import stats as views

app = App(help=__doc__, default="show")


@app.command("show", epilog="Example: maang stats --json", hidden=True)
def show(ctx: Context) -> None:
    """Where you stand, counted from what was logged."""
    outside = invocation(ctx)
    outside.printer.result(outside.core.stats.overview(), views.overview)
