"""$EDITOR and the browser: programs the person works in."""

import sys

import typer

from maang.cli.context import Invocation
from maang.core.editing import editor, through
from maang.core.errors import Unavailable
from maang.core.process import attend

BROWSE = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"


def edited(outside: Invocation, text: str, *, instead: str) -> str:
    """`text` as the person leaves it in their editor.

    What was written is kept in a file when the editor fails. `instead` says how the command takes
    a text without one. Raises Unavailable for no editor, BadParameter where there is no terminal
    to show one in.
    """
    if not outside.interactive:
        raise typer.BadParameter(f"an editor needs a terminal; in scripts: {instead}")
    return through(editor(outside.loaded.settings.editor, outside.env), text)


def open_page(outside: Invocation, url: str) -> None:
    """Show a page in the person's browser. Raises Unavailable where there is none."""
    # in a process of its own: `webbrowser` hands its whole environment on, and ours holds secrets
    if attend([sys.executable, "-P", "-c", BROWSE, url]) != 0:
        raise Unavailable("no browser could be opened", hint=url)
