"""Start the servers."""

from typing import Annotated

import typer

from maang.cli.exits import Exit
from maang.cli.framework import App, Context, invocation
from maang.cli.views import servers as views
from maang.core.health.servers import is_down
from maang.core.servers.compose import Compose, compose_file

app = App(help=__doc__)


@app.command("up", epilog="Example: maang up && maang status")
def up(
    ctx: Context,
    compose: Annotated[
        bool, typer.Option("--compose", help="Start them in containers instead of our own.")
    ] = False,
) -> None:
    """Start the servers."""
    outside = invocation(ctx)
    if not compose:
        found = outside.core.servers.up(outside.diagnostics.progress)
        outside.printer.result(found, views.statuses)
        if any(is_down(each) for each in found):
            raise typer.Exit(Exit.UNAVAILABLE)
        return
    containers = Compose(compose_file(), outside.paths.config_file.parent / "secrets")
    containers.up()
    files = {
        "MAANG_DATABASE_URL_FILE": containers.database_url_file,
        "MAANG_REDIS_URL_FILE": containers.redis_url_file,
    }
    outside.printer.result(files, views.contained)
