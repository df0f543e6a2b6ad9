"""Stop the servers; nothing is lost."""

from typing import Annotated

import typer

from maang.cli.framework import App, Context, invocation
from maang.cli.views import servers as views
from maang.core.servers.compose import Compose, compose_file

app = App(help=__doc__)


@app.command("down", epilog="Example: maang down")
def down(
    ctx: Context,
    compose: Annotated[
        bool, typer.Option("--compose", help="Stop the containers of `up --compose`.")
    ] = False,
) -> None:
    """Stop the servers; nothing is lost."""
    outside = invocation(ctx)
    if compose:
        Compose(compose_file(), outside.paths.config_file.parent / "secrets").down()
        outside.printer.result(["containers"], views.stopped)
        return
    outside.printer.result(outside.core.servers.down(), views.stopped)
