"""The database's schema: status, upgrade."""

from maang.cli.framework import App, Context, invocation
from maang.cli.views import servers as views

app = App(help=__doc__)


@app.command("status", epilog="Example: maang db status --json")
def status(ctx: Context) -> None:
    """Revision, catalogue, size and the number of rows; nothing is changed."""
    outside = invocation(ctx)
    outside.printer.result(outside.core.health.database(), views.database)


@app.command("upgrade", epilog="Example: maang db upgrade --dry-run")
def upgrade(ctx: Context) -> None:
    """Bring data, schema and catalogue to what this maang knows; other commands do the last two."""
    outside = invocation(ctx)
    done = outside.core.health.upgrade(dry_run=outside.flags.dry_run)
    outside.printer.result(done, views.upgraded)
