"""Read what other platforms know of you; status, history, schedule, doctor."""

from collections.abc import Sequence
from typing import Annotated

import typer

from maang.cli.commands.sync_schedule import register
from maang.cli.exits import Exit, exit_for_code
from maang.cli.framework import App, Context, invocation
from maang.cli.views import sync as views
from maang.core.sync.models import Run, RunState

app = App(help=__doc__, default="run")

WORST = (Exit.DENIED, Exit.LATE, Exit.UNAVAILABLE, Exit.REFUSED, Exit.NOT_FOUND, Exit.BUG, Exit.NO)
"""Which code counts where several platforms fail: first what only the person can put right."""


@app.command("run", epilog="Example: maang sync leetcode --full", hidden=True)
def run(
    ctx: Context,
    platforms: Annotated[
        list[str] | None, typer.Argument(help="Which ones; without: all that are set up.")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="The whole history; goes on where it was cut.")
    ] = False,
    times: Annotated[
        bool, typer.Option("--times", help="Begin each line with the time, for a log.")
    ] = False,
) -> None:
    """Read what other platforms know of you; one line for each."""
    outside = invocation(ctx)
    if times:
        outside.diagnostics.tell_times(outside.clock)
    sync = outside.core.sync
    names = list(dict.fromkeys(platforms or sync.platforms()))
    found = [sync.run(name, full=full) for name in names]
    for one in found:
        for note in one.notes:
            outside.diagnostics.note(f"{one.platform}: {note}")
    at = outside.clock() if times else None
    outside.printer.result(found, lambda value: views.runs(value, zone=outside.zone, at=at))
    _leave(found)


@app.command("replay", epilog="Example: maang sync replay leetcode")
def replay(
    ctx: Context, platform: Annotated[str, typer.Argument(help="Whose pages to read again.")]
) -> None:
    """Read the pages that were kept once more, with what maang has learned since."""
    outside = invocation(ctx)
    found = [outside.core.sync.replay(platform)]
    outside.printer.result(found, lambda value: views.runs(value, zone=outside.zone))
    _leave(found)


@app.command("status", epilog="Example: maang sync status --json")
def status(ctx: Context) -> None:
    """Each platform: its login, its rows, how it went last, and what to do next."""
    outside = invocation(ctx)
    found = outside.core.sync.status()
    outside.printer.result(found, lambda value: views.status(value, zone=outside.zone))


@app.command("history", epilog="Example: maang sync history leetcode -n 5")
def history(
    ctx: Context,
    platform: Annotated[str | None, typer.Argument(help="Only this platform.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 20,
) -> None:
    """The last runs: when, what was read, what came of it, how long it waited, what cut it."""
    outside = invocation(ctx)
    found = outside.core.sync.runs(platform=platform, limit=limit)
    outside.printer.result(found, lambda value: views.history(value, zone=outside.zone))


@app.command("doctor", epilog="Example: maang sync doctor")
def doctor(ctx: Context) -> None:
    """What is well with each platform and what is not; no platform is asked."""
    outside = invocation(ctx)
    found = outside.core.sync.doctor()
    outside.printer.result(found, views.checks)
    if not all(check.ok for check in found):
        raise typer.Exit(Exit.NO)


register(app)


def _leave(found: Sequence[Run]) -> None:
    """Exit as the runs went: 0 all read, 1 partly, else as what only the person can put right."""
    codes = {_exit(one) for one in found}
    worst = next((code for code in WORST if code in codes), Exit.DONE)
    if worst is not Exit.DONE:
        raise typer.Exit(worst)


def _exit(one: Run) -> Exit:
    if one.state in (RunState.DONE, RunState.RUNNING):
        return Exit.DONE
    code = exit_for_code(one.code)
    # rows were read and kept; only a login that is over needs somebody now
    return Exit.NO if one.state is RunState.PARTIAL and code is not Exit.DENIED else code
