"""The verb `schedule` of `maang sync`: it is told to run by itself."""

import secrets
from typing import Annotated

import typer

from maang.cli.context import Invocation
from maang.cli.exits import Exit
from maang.cli.framework import App, Context, invocation
from maang.cli.views import schedule as views
from maang.core.errors import NotConfigured
from maang.core.sync.schedule import EVERY, Kind, Times, times
from maang.core.sync.scheduling import Scheduling

SAID = ", ".join(EVERY)


def register(app: App) -> None:
    """Add the verb to the group."""
    app.command("schedule", epilog="Example: maang sync schedule --every 4h")(schedule)


def schedule(
    ctx: Context,
    every: Annotated[str, typer.Option(help=f"How often: {SAID}.")] = "4h",
    cron: Annotated[bool, typer.Option("--cron", help="By your crontab.")] = False,
    systemd: Annotated[bool, typer.Option("--systemd", help="By a systemd user timer.")] = False,
    draft: Annotated[
        bool, typer.Option("--print", help="Only print what would be written.")
    ] = False,
    show: Annotated[bool, typer.Option("--show", help="Show what stands there now.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take it away.")] = False,
) -> None:
    """Let cron, or systemd, sync by itself: tried first as it will run, then written."""
    if (cron and systemd) or sum((draft, show, remove)) > 1:
        raise typer.BadParameter("these options exclude each other", ctx=ctx)
    outside = invocation(ctx)
    scheduling = outside.core.scheduling
    if show:
        _show(outside, scheduling)
        return
    if remove:
        outside.printer.result(scheduling.remove(), views.removed)
        return
    wanted = Kind.CRON if cron else Kind.SYSTEMD if systemd else None
    when = times(every, jitter=secrets.randbelow(24 * 60))
    if draft or outside.flags.dry_run:
        kind = wanted or Kind.CRON
        outside.printer.result(scheduling.draft(kind, when), views.draft)
        return
    _install(outside, scheduling, kind=scheduling.kind(wanted), when=when)


def _show(outside: Invocation, scheduling: Scheduling) -> None:
    found = scheduling.current()
    outside.printer.result(found, views.current)
    if found is None:
        raise typer.Exit(Exit.NO)


def _install(outside: Invocation, scheduling: Scheduling, *, kind: Kind, when: Times) -> None:
    tell = outside.diagnostics
    tell.progress("looking at the logins as cron would ...")
    for login in scheduling.unreadable():
        tell.note(f"cron cannot read the {login.platform} secret: here it comes from {login.where}")
        if not outside.confirm("Keep it in a file (0600) that only you, and so cron, can read?"):
            raise NotConfigured(
                f"nothing was scheduled: cron cannot read the {login.platform} secret",
                hint=f"maang login {login.platform} --store file, or --yes here",
            )
        scheduling.keep_in_file(login.platform)
    tell.progress("syncing once as cron would ...")
    tried = scheduling.rehearse()
    if tried.notice:
        tell.note(tried.notice)
    outside.printer.result(scheduling.install(kind, when), views.installed)
