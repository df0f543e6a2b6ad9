"""The program as people run it: a process of its own, on a home and servers of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tests.servers_fixture import short_directory

SECONDS = 60.0
"""A command that takes longer hangs."""

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Done:
    """How a process ended, and what it wrote."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Program:
    """`maang` in an environment that knows nothing but its home."""

    home: Path
    env: Mapping[str, str] = field(default_factory=dict)

    @property
    def argv(self) -> list[str]:
        """What starts it."""
        return [sys.executable, "-m", "maang"]

    @property
    def environment(self) -> dict[str, str]:
        """All a process sees."""
        return {
            "HOME": str(self.home),
            "MAANG_HOME": str(self.home / "maang"),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "COLUMNS": "80",
            **self.env,
        }

    def __call__(
        self, *arguments: str, stdin: str = "", env: Mapping[str, str] | None = None
    ) -> Done:
        """Run it to its end."""
        done = subprocess.run(
            [*self.argv, *arguments],
            input=stdin.encode(),
            capture_output=True,
            env={**self.environment, **(env or {})},
            cwd=self.home,
            timeout=SECONDS,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def start(
        self, *arguments: str, stdin: int | IO[bytes] | None = None, stdout: int | IO[bytes] = -1
    ) -> "subprocess.Popen[bytes]":
        """Begin a process and leave it running; the caller waits for it."""
        return subprocess.Popen(
            [*self.argv, *arguments],
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=self.environment,
            cwd=self.home,
        )

    def shell(self, script: str) -> Done:
        """Run a line of shell in which `maang` is the program; the code of its first command."""
        quoted = " ".join(f"'{word}'" for word in self.argv)
        text = f'set -o pipefail; maang() {{ {quoted} "$@"; }}; {script}'
        done = subprocess.run(
            ["bash", "-c", text],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=self.environment,
            cwd=self.home,
            timeout=SECONDS,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@contextmanager
def a_program() -> Iterator[Program]:
    """A program whose servers start with its first command and are stopped at the end."""
    with short_directory() as home:
        program = Program(home)
        try:
            yield program
        finally:
            program("down")
