"""Look at everything maang stands on and say what to do."""

import typer

from maang.cli.context import Invocation
from maang.cli.exits import Exit
from maang.cli.framework import App, Context, invocation
from maang.cli.views import health as views
from maang.core.errors import MaangError
from maang.core.health import machine
from maang.core.health.models import Finding, Level, Screen, problem

app = App(help=__doc__)


@app.command("doctor", epilog="Example: maang doctor --json")
def doctor(ctx: Context) -> None:
    """Look at everything maang stands on and say what to do."""
    outside = invocation(ctx)
    found = machine.examine(
        outside.paths, env=outside.env, shown=_screen(outside), now=outside.clock()
    )
    found += _with_settings(outside)
    outside.printer.result(found, views.findings)
    if any(finding.level is Level.PROBLEM for finding in found):
        raise typer.Exit(Exit.NO)


def _with_settings(outside: Invocation) -> list[Finding]:
    try:
        zone = machine.zone(outside.loaded)
    except MaangError as error:  # then nothing that depends on them can be looked at
        return [problem("settings", error.message, error.hint)]
    return [zone, *outside.core.health.examine()]


def _screen(outside: Invocation) -> Screen:
    terminal = outside.terminal
    return Screen(
        encoding=outside.stdout.encoding or "utf-8",
        width=terminal.width(),
        colors=terminal.colors(outside.stdout),
        terminal=terminal.reads_output,
        term=outside.env.get("TERM", ""),
    )
