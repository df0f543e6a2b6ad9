"""Give the terminal to the full screen and take it back.

`maang tui` comes here before Typer is loaded (`app.py`): that alone would be a fifth of the time to
the first paint.
"""

import sys
from typing import TYPE_CHECKING

from maang.cli.context import Invocation
from maang.core.servers.begun import begun

if TYPE_CHECKING:
    from maang.core.bootstrap import Core

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

    outside.connections = CONNECTIONS
    if not (outside.loaded.settings.database.url or begun(outside.paths.data)):
        _ = outside.core.db  # a first run is told, and fails, while the terminal is the shell's
    preferences = Preferences(outside.env, outside.cwd, outside.paths, outside.loaded)
    screen = MaangApp(lambda: _silent(outside.core), preferences, listen=True)
    sys.setswitchinterval(TURN)
    screen.run()
    if screen.failure is not None:
        raise screen.failure
    return screen.return_code or 0


def _silent(core: "Core") -> "Core":
    """The terminal is the screen's now."""
    core.progress = lambda _: None
    return core
