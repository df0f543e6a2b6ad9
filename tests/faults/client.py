"""Somebody who logs and logs: `python -m tests.faults.client PREFIX [early]`, until it is killed.

Each log is the program's own command, whose line on stdout is the acknowledgement; a refused one
leaves a line with its exit code. `early` switches the commit off.
"""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from maang.cli.app import run
from maang.cli.context import Invocation
from tests.faults.ground import PATIENCE, Ground, never_committed, too_early

BALLAST = 480
"""Bytes that compress badly in each log, so that a disk fills up."""


class Client:
    """A client in a process of its own, and what it has been told."""

    def __init__(self, ground: Ground, prefix: str, *options: str) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="maang-told-")) / "told"  # room, on a full disk
        argv = [ground.program.argv[0], "-m", "tests.faults.client", prefix, *options]
        env = {**ground.program.environment, "FAULTS_URL": ground.url if options else ""}
        with self.place.open("wb") as out, self.errors.open("wb") as err:
            self.process = subprocess.Popen(
                argv, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=env
            )

    @property
    def errors(self) -> Path:
        """What it wrote to stderr."""
        return self.place.with_suffix(".err")

    def lines(self) -> Iterator[dict[str, Any]]:
        """What it was told in whole lines; half a line is no acknowledgement."""
        *whole, _ = self.place.read_bytes().split(b"\n")
        return map(json.loads, whole)

    def told(self) -> list[str]:
        """The notes of the logs that were acknowledged."""
        return [each["attempt"]["note"] for each in self.lines() if "attempt" in each]

    def refused(self) -> list[int]:
        """The exit codes of those that were not."""
        return [each["exit"] for each in self.lines() if "exit" in each]

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)


@contextmanager
def a_client(ground: Ground, prefix: str, *options: str) -> Iterator[Client]:
    """A client that does not outlive the block."""
    client = Client(ground, prefix, *options)
    try:
        yield client
    finally:
        client.kill()
        shutil.rmtree(client.place.parent)


def main(prefix: str, *options: str) -> None:
    """Log for ever."""
    if "early" not in options:
        _log(prefix, None)
        return
    with never_committed(os.environ["FAULTS_URL"]) as connection:
        _log(prefix, too_early(os.environ, connection))


def _log(prefix: str, core: object) -> None:
    for number in count():
        words = ["log", "two-sum", "--again", "--json", "--note", f"{prefix}{number}"]
        words += ["--approach", secrets.token_hex(BALLAST // 2)]
        outside = Invocation.of_process()
        if core is not None:
            outside.__dict__["core"] = core
        ended = run(words, outside)
        if ended != 0:
            sys.stdout.write(json.dumps({"exit": ended}) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
