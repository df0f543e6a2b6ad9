"""The database: status, upgrade, backup, verify, restore."""

from pathlib import Path
from typing import Annotated

import typer

from maang.cli.context import Invocation
from maang.cli.exits import Exit
from maang.cli.framework import App, Context, invocation
from maang.cli.views import backup as backups
from maang.cli.views import servers as views
from maang.core.errors import Denied, NotFound

app = App(help=__doc__)

File = Annotated[Path, typer.Argument(metavar="FILE", help="A file that `db backup` made.")]


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


@app.command("backup", epilog="Example: maang db backup ~/maang-before-the-move.maang")
def backup(
    ctx: Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A new file, or a directory; else among our own."),
    ] = None,
    daily: Annotated[
        bool, typer.Option("--daily", hidden=True, help="The run that starts by itself.")
    ] = False,
) -> None:
    """Copy the whole database into one file, with a checksum of every table."""
    outside = invocation(ctx)
    if daily:
        outside.printer.result(outside.core.backups.daily(), backups.daily)
        return
    target = None if file is None else _absolute(outside, file)
    made = outside.core.backups.make(target, dry_run=outside.flags.dry_run)
    outside.printer.result(made, backups.made)


@app.command("verify", epilog="Example: maang db verify ~/maang-before-the-move.maang")
def verify(ctx: Context, file: File) -> None:
    """Prove a backup: restore it beside the data, compare every table, remove it again."""
    outside = invocation(ctx)
    good = outside.core.backups.verify(_absolute(outside, file), dry_run=outside.flags.dry_run)
    outside.printer.result(good, lambda value: backups.verified(value, outside.zone))


@app.command("restore", epilog="Example: maang db restore ~/maang-before-the-move.maang --dry-run")
def restore(ctx: Context, file: File) -> None:
    """Put a backup in the place of the data, which is backed up first; `undo` cannot reach it."""
    outside = invocation(ctx)
    dry, source = outside.flags.dry_run, _absolute(outside, file)
    if not source.exists():
        raise NotFound(f"there is no backup {source}", hint="maang db backup FILE makes one")
    if not dry and not outside.flags.yes and not outside.interactive:
        raise Denied(
            "nobody can be asked whether to replace all data", hint=f"maang db restore {file} --yes"
        )
    if not dry and not outside.confirm(f"Replace all data by what is in {source}?"):
        outside.diagnostics.note("nothing was restored")
        raise typer.Exit(Exit.NO)
    try:
        done = outside.core.backups.restore(source, dry_run=dry)
    finally:
        outside.core.forget_made()  # whatever went wrong: of these data or of those
    outside.printer.result(done, lambda value: backups.restored(value, outside.zone))


def _absolute(outside: Invocation, file: Path) -> Path:
    return outside.cwd / file
