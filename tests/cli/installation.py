"""A whole maang of its own: fresh processes on an empty home with a short path."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import Result
from tests.servers_fixture import short_directory

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Installation:
    """Runs `maang` as a program; nothing of this process's environment is seen but PATH."""

    home: Path

    def __call__(self, *arguments: str, stdin: str = "", **env: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "maang", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            cwd=self.home,
            env={
                "PATH": "/usr/bin:/bin",
                "PYTHONPATH": str(ROOT),
                "HOME": str(self.home),
                "MAANG_HOME": str(self.home / "maang"),
                "LC_ALL": "C.UTF-8",
                "TZ": "UTC",
                **env,
            },
            check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr)


@contextmanager
def fresh_installation() -> Iterator[Installation]:
    """An empty home; its servers are stopped at the end."""
    with short_directory() as home:
        installation = Installation(home)
        yield installation
        installation("down")
