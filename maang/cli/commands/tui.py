"""The full screen: the day, problems, review and stats."""

import typer

from maang.cli.framework import App, Context, invocation
from maang.core.bootstrap import open_core
from maang.core.servers import running

app = App(help=__doc__, default="open")

CONNECTIONS = 20
"""A screen asks from several threads."""


@app.command("open", epilog="Example: maang tui", hidden=True)
def open_(ctx: Context) -> None:
    """The full screen: the day, problems, review and stats."""
    outside = invocation(ctx)
    if not (outside.terminal.interactive and outside.terminal.reads_output):
        raise typer.BadParameter("a full screen needs a terminal; in scripts: maang today --json")
    from maang.core.config.preferences import Preferences
    from maang.tui.app import MaangApp

    core = open_core(
        outside.loaded.settings,
        outside.paths,
        clock=outside.clock,
        progress=outside.diagnostics.progress,
        connections=CONNECTIONS,
    )
    if not (core.settings.database.url or running.postgres(core.paths.data)):
        _ = core.db  # a first run is told, and fails, while the terminal is still the shell's
    core.progress = _silent
    try:
        preferences = Preferences(outside.env, outside.cwd, outside.paths)
        screen = MaangApp(core, listen=True, preferences=preferences)
        screen.run()
    finally:
        core.close()
    if screen.failure is not None:
        raise screen.failure
    raise typer.Exit(screen.return_code or 0)


def _silent(_line: str) -> None:
    """The terminal is the screen's now."""
