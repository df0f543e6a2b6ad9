"""Give the terminal to the full screen and take it back.

`maang tui` comes here before Typer is loaded (`app.py`): that alone would be a fifth of the time to
the first paint.
"""

import sys

from maang.cli.context import Invocation
from maang.core.bootstrap import open_core
from maang.core.servers.begun import begun

CONNECTIONS = 20
"""A screen asks from several threads."""

TURN = 0.0005
"""Seconds a thread may work on while another waits. Python's 5 ms, which a key has to wait several
times over on its way to the screen, make one feel every search."""


def can_show(outside: Invocation) -> bool:
    """Whether there is a terminal to show it on, and one to read keys from."""
    return outside.terminal.interactive and outside.terminal.reads_output


def show(outside: Invocation) -> int:
    """Run it to its end; the exit code. Raises what opening the database raises."""
    from maang.core.config.preferences import Preferences
    from maang.tui.app import MaangApp

    core = open_core(
        outside.loaded.settings,
        outside.paths,
        clock=outside.clock,
        progress=outside.diagnostics.progress,
        connections=CONNECTIONS,
    )
    if not (core.settings.database.url or begun(core.paths.data)):
        _ = core.db  # a first run is told, and fails, while the terminal is still the shell's
    core.progress = _silent
    sys.setswitchinterval(TURN)
    try:
        preferences = Preferences(outside.env, outside.cwd, outside.paths, outside.loaded)
        screen = MaangApp(core, listen=True, preferences=preferences)
        screen.run()
    finally:
        core.close()
    if screen.failure is not None:
        raise screen.failure
    return screen.return_code or 0


def _silent(_line: str) -> None:
    """The terminal is the screen's now."""
