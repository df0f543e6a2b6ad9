"""Every verb of every command, found as a person would find it: by going through the contents."""

import importlib.util
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from typer.core import TyperGroup

from maang.cli.contents import ENTRIES
from maang.cli.lazy import Root

EXAMPLE = re.compile(r"\bmaang (.+?)(?: *(?:\||&&|\)).*)?$", re.MULTILINE)
"""The program and its words, up to what the shell makes of them."""


@dataclass(frozen=True)
class Verb:
    """One thing that can be run: the words that lead to it, and what Typer made of it."""

    words: tuple[str, ...]
    command: Any

    def __str__(self) -> str:
        return " ".join(self.words)

    @property
    def help(self) -> str:
        """What it says of itself."""
        return (self.command.help or "").strip()

    @property
    def example(self) -> list[str]:
        """The words after `maang` in the example its help ends with; empty without one."""
        found = EXAMPLE.search(self.command.epilog or "")
        return shlex.split(found[1]) if found else []


def verbs() -> Iterator[Verb]:
    """Every verb, in the order of the contents. A command whose module is missing is left to
    the test of the contents."""
    root = Root()
    for name, entry in ENTRIES.items():
        if importlib.util.find_spec(f"maang.cli.commands.{entry.module}") is None:
            continue
        command = root.get_command(None, name)
        if isinstance(command, TyperGroup):
            yield from (Verb((name, verb), found) for verb, found in command.commands.items())
        else:
            yield Verb((name,), command)


VERBS = list(verbs())
