"""$EDITOR and the pager: programs the person works in."""

import os
import shlex
import sys
import tempfile
from pathlib import Path

import typer

from maang.cli.context import Invocation
from maang.core.errors import Unavailable
from maang.core.process import attend

PLAIN_EDITORS = ("editor", "nano", "vi")
"""Tried in this order when nothing names one."""


BROWSE = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"


def edited(outside: Invocation, text: str, *, instead: str) -> str:
    """`text` as the person leaves it in their editor.

    What was written is kept in a file when the editor fails. `instead` says how the command takes
    a text without one. Raises Unavailable for no editor, BadParameter where there is no terminal
    to show one in.
    """
    if not outside.interactive:
        raise typer.BadParameter(f"an editor needs a terminal; in scripts: {instead}")
    place = kept(text)
    code = attend([*_editor(outside), place])
    if code != 0:
        raise Unavailable(f"the editor ended with {code}", hint=f"your text is in {place}")
    written = place.read_text(encoding="utf-8", errors="replace")
    place.unlink()
    return written.strip()


def kept(text: str) -> Path:
    """A new file of the person's own that holds a text."""
    descriptor, name = tempfile.mkstemp(prefix="maang-", suffix=".md")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    return Path(name)


def open_page(outside: Invocation, url: str) -> None:
    """Show a page in the person's browser. Raises Unavailable where there is none."""
    # in a process of its own: `webbrowser` hands its whole environment on, and ours holds secrets
    if attend([sys.executable, "-P", "-c", BROWSE, url]) != 0:
        raise Unavailable("no browser could be opened", hint=url)


def _editor(outside: Invocation) -> list[str]:
    settings = outside.loaded.settings
    chosen = settings.editor or outside.env.get("VISUAL") or outside.env.get("EDITOR")
    if chosen:
        return shlex.split(chosen)
    for name in PLAIN_EDITORS:
        for folder in outside.env.get("PATH", "").split(os.pathsep):
            if folder and (Path(folder) / name).is_file():
                return [name]
    raise Unavailable("no editor was found", hint="set EDITOR, or `maang config set editor nano`")
