"""Invocation: everything one command needs of the outside, in one object.

Nothing in the CLI touches `os.environ`, `sys.stdout` or the working directory but through it, so a
command can be run again in the same process (by tests, and by a warm process).
"""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from maang.cli.output.diagnostics import Diagnostics
from maang.cli.output.terminal import Terminal
from maang.core.clock import Clock, utc_now

if TYPE_CHECKING:
    from maang.cli.output.printer import Printer
    from maang.core.bootstrap import Core
    from maang.core.config.models import Loaded
    from maang.core.config.paths import Paths


@dataclass(slots=True)
class Flags:
    """What the global options say; they may stand before or after the command."""

    json: bool = False
    quiet: bool = False
    verbose: int = 0
    debug: bool = False
    no_input: bool = False
    yes: bool = False
    dry_run: bool = False
    color: str = "auto"


@dataclass
class Invocation:
    """One command's view of the world."""

    env: Mapping[str, str] = field(repr=False)
    cwd: Path
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    clock: Clock = utc_now
    flags: Flags = field(default_factory=Flags)
    connections: int = 1
    """How many the core may have to the database at the same time."""

    @classmethod
    def of_process(cls) -> "Invocation":
        """The invocation of an ordinary process. Closed streams read and write nothing."""
        nowhere = Path(os.devnull)
        stdin = sys.stdin or nowhere.open(encoding="utf-8")
        stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
        stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
        return cls(os.environ, _directory(), stdin, stdout, stderr)

    @cached_property
    def terminal(self) -> Terminal:
        """What the person's terminal can show."""
        return Terminal(self.env, self.stdin, self.stdout, self.stderr, self.flags.color)

    @cached_property
    def printer(self) -> "Printer":
        """The only writer to stdout."""
        from maang.cli.output.printer import Printer

        return Printer(self.stdout, self.terminal, as_json=self.flags.json)

    @cached_property
    def diagnostics(self) -> Diagnostics:
        """The only writer to stderr."""
        return Diagnostics(
            self.stderr, self.terminal, as_json=self.flags.json, quiet=self.flags.quiet
        )

    @cached_property
    def paths(self) -> "Paths":
        """Where files live."""
        from maang.core.config.paths import find_paths

        return find_paths(self.env)

    @cached_property
    def loaded(self) -> "Loaded":
        """The settings, with the source of each."""
        from maang.core.config.loader import load

        loaded = load(self.env, cwd=self.cwd, paths=self.paths, platforms=_platforms)
        for notice in loaded.notices:
            self.diagnostics.note(notice)
        return loaded

    @property
    def zone(self) -> tzinfo:
        """The zone in which the person reads times."""
        from zoneinfo import ZoneInfo

        return ZoneInfo(self.loaded.settings.zone)

    @cached_property
    def core(self) -> "Core":
        """The core, built on first use."""
        from maang.core.bootstrap import open_core

        return open_core(
            self.loaded.settings,
            self.paths,
            clock=self.clock,
            progress=self.diagnostics.progress,
            dry_run=self.flags.dry_run,
            connections=self.connections,
            env=self.env,
        )

    def speak_json(self) -> None:
        """Turn to JSON after all."""
        self.flags.json = True
        for made in ("printer", "diagnostics"):
            self.__dict__.pop(made, None)

    def flush(self) -> None:
        """Send what was printed."""
        if "printer" in self.__dict__:
            self.printer.flush()

    def close(self) -> None:
        """Give back what the command opened."""
        if "core" in self.__dict__:
            self.core.close()

    @property
    def interactive(self) -> bool:
        """Whether a question may be asked."""
        return self.terminal.interactive and not self.flags.no_input and not self.flags.json

    def confirm(self, question: str) -> bool:
        """Ask before something that is hard to take back. `--yes` answers; no terminal is no."""
        if self.flags.yes:
            return True
        return self.interactive and self.diagnostics.ask(question, self.stdin)


def _directory() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError:  # the directory was removed under us
        return Path("/")


def _platforms() -> Sequence[str]:
    """Those that are installed; looked up only when a variable may be of one of them."""
    from maang.core.plugins import PLATFORMS, names

    return names(PLATFORMS)
