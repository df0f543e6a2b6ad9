"""A maang of the benchmarks' own: a fresh home under /tmp with its own servers."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Command
from maang.core.servers import running


@dataclass(frozen=True, slots=True)
class Home:
    """Where a maang keeps everything."""

    path: Path

    def command(self, *words: str) -> Command:
        """A command of maang here, as the installed program."""
        program = Path(sys.executable).parent / "maang"
        return Command([str(program), *words], self._env)

    def script(self, file: Path, *words: str) -> Command:
        """A script of the benchmarks, on this home."""
        return Command([sys.executable, str(file), *words], self._env)

    @property
    def url(self) -> str:
        """The URL of its running database. Raises RuntimeError when it is down."""
        address = running.postgres(self.path / "data")
        if address is None:
            raise RuntimeError("the server is not running")
        return address.url

    @property
    def _env(self) -> dict[str, str]:
        return {"MAANG_HOME": str(self.path), "NO_COLOR": "1", "COLUMNS": "80"}

    def run(self, *words: str) -> None:
        """Run a command and wait for it. Raises CalledProcessError."""
        _run(self.command(*words))

    def run_script(self, file: Path, *words: str) -> None:
        """The same for a script."""
        _run(self.script(file, *words))


@contextmanager
def fresh_home() -> Iterator[Home]:
    """An empty home; its servers are stopped and everything is removed afterwards."""
    path = Path(tempfile.mkdtemp(prefix="maang-bench-", dir="/tmp"))
    home = Home(path)
    try:
        yield home
    finally:
        home.run("down")
        shutil.rmtree(path, ignore_errors=True)


def _run(command: Command) -> None:
    env = {**os.environ, **command.env}
    subprocess.run(command.argv, env=env, check=True, capture_output=True)
