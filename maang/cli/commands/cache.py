"""The cache: whether it answers, what is in it, taking things out."""

from typing import Annotated

import typer

from maang.cli.exits import Exit
from maang.cli.framework import App, Context, invocation
from maang.cli.views import cache as views

app = App(help=__doc__)


@app.command("ping", epilog="Example: maang cache ping || maang up")
def ping(ctx: Context) -> None:
    """Ask the cache's server, once; 1 when it does not answer. Nothing is started."""
    outside = invocation(ctx)
    found = outside.core.cache_care.ping()
    outside.printer.result(found, views.ping)
    if not found.answers:
        raise typer.Exit(Exit.NO)


@app.command("stats", epilog="Example: maang cache stats --json")
def stats(ctx: Context) -> None:
    """What is kept, by kind, how often it was there when asked for, and the server's memory."""
    outside = invocation(ctx)
    outside.printer.result(outside.core.cache_care.stats(), views.stats)


@app.command("flush", epilog="Example: maang cache flush 'search*' --dry-run")
def flush(
    ctx: Context,
    pattern: Annotated[
        str,
        typer.Argument(
            metavar="PATTERN", help="A kind that `cache stats` lists, or a pattern with * ? [ ]."
        ),
    ],
) -> None:
    """Take out of the cache what fits; nothing is lost, it is made again when needed."""
    outside = invocation(ctx)
    done = outside.core.cache_care.flush(pattern, dry_run=outside.flags.dry_run)
    outside.printer.result(done, views.flushed)
