"""The person's editor: which one it is, and a text on its way through it."""

import os
import shlex
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from maang.core.errors import Unavailable
from maang.core.process import attend

NAME_ONE = "set EDITOR, or `maang config set editor nano`"

PLAIN_EDITORS = ("editor", "nano", "vi")
"""Tried in this order when nothing names one."""

TAKE_A_LINE = frozenset(
    ("emacs", "emacsclient", "joe", "kak", "micro", "nano", "ne", "nvim", "vi", "vim")
)
"""Editors that open a file at a line with `+LINE` before its name."""


def editor(chosen: str | None, env: Mapping[str, str]) -> list[str]:
    """The command of the editor: the one `chosen` (in the settings), VISUAL, EDITOR, or a plain
    one. Raises Unavailable where there is none."""
    said = chosen or env.get("VISUAL") or env.get("EDITOR") or ""
    try:
        command = shlex.split(said)
    except ValueError as error:
        raise Unavailable(f"the editor {said!r} is no command: {error}", hint=NAME_ONE) from error
    if command:
        return command
    for name in PLAIN_EDITORS:
        for folder in env.get("PATH", "").split(os.pathsep):
            if folder and (Path(folder) / name).is_file():
                return [name]
    raise Unavailable("no editor was found", hint=NAME_ONE)


def through(command: Sequence[str], text: str) -> str:
    """`text` as the person leaves it in their editor, on our own terminal.

    Raises Unavailable where the editor fails; what was written is then kept in a file.
    """
    place = kept(text)
    code = attend([*command, place])
    if code != 0:
        raise Unavailable(f"the editor ended with {code}", hint=f"your text is in {place}")
    written = place.read_text(encoding="utf-8", errors="replace")
    place.unlink()
    return written.strip()


def opened(command: Sequence[str], file: Path, *, line: int = 1) -> None:
    """Let the person look at a file of theirs, at a line where the editor can. Raises
    Unavailable."""
    at = [f"+{line}"] if line > 1 and Path(command[0]).name in TAKE_A_LINE else []
    code = attend([*command, *at, file])
    if code != 0:
        raise Unavailable(f"the editor ended with {code}", hint=str(file))


def kept(text: str) -> Path:
    """A new file of the person's own that holds a text."""
    descriptor, name = tempfile.mkstemp(prefix="maang-", suffix=".md")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    return Path(name)
