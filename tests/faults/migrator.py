"""Migrates and dies: `python -m tests.faults.migrator` reads lines of `how fuse url`, does each in
a process of its own (a fork: loading takes longer than migrating), and answers with its exit code.

`how` is `locked` (as the program does it), `guarded` (as the program does it on data), `alone`
(without the lock) or `piecemeal` (each statement committed by itself); `count` tells how many
statements there are. After `fuse` of them it kills itself; 0 is never.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from sqlalchemy import Engine, event

from maang.core.backup.service import Backups
from maang.core.clock import utc_now
from maang.core.db import migrate
from maang.core.db.database import Database, engine_for
from maang.core.db.readiness import bring_up_to_date, state_of
from maang.core.servers.service import Servers
from tests.programs import ROOT


class Migrator:
    """The helper, from the side of whoever asks it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def begin(self, how: str, fuse: int, url: str) -> None:
        """Let it begin one."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{how} {fuse} {url}\n")
        self.process.stdin.flush()

    def end(self) -> int:
        """What became of the one that was begun: 0 done, -9 killed, 1 failed."""
        assert self.process.stdout is not None
        return int(self.process.stdout.readline())

    def __call__(self, how: str, fuse: int, url: str) -> int:
        self.begin(how, fuse, url)
        return self.end()


@contextmanager
def a_migrator(env: dict[str, str]) -> Iterator[Migrator]:
    """A helper that ends with the block."""
    argv = [sys.executable, "-m", "tests.faults.migrator"]
    with subprocess.Popen(
        argv, stdin=-1, stdout=-1, stderr=subprocess.DEVNULL, text=True, env=env, cwd=ROOT
    ) as process:
        yield Migrator(process)
        assert process.stdin is not None
        process.stdin.close()


def main() -> None:
    """Answer until the other side closes."""
    for line in sys.stdin:
        how, fuse, url = line.split()
        child = os.fork()
        if not child:
            os._exit(_one(how, int(fuse), url))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.write(f"{code}\n")
        sys.stdout.flush()


def _one(how: str, fuse: int, url: str) -> int:
    engine = engine_for(url)
    seen = 0

    def burn(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == fuse:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "after_cursor_execute", burn)
    try:
        _migrate(how, engine, url)
    except Exception:  # noqa: BLE001 - whatever it is, it failed
        return 1
    return min(seen, 255) if how == "count" else 0


def _migrate(how: str, engine: Engine, url: str) -> None:
    if how == "alone":
        with engine.connect() as connection:
            command.upgrade(migrate._config(connection), "head")
            connection.commit()
    elif how == "piecemeal":
        migrate.upgrade(engine.execution_options(isolation_level="AUTOCOMMIT"))
    elif how == "guarded":
        home = Path(os.environ["FAULTS_DATA"])
        servers = Servers(home, home, url, "none")
        backups = Backups(servers, home, utc_now, lambda _: None, os.environ)
        state = state_of(Database(engine), user="local")
        bring_up_to_date(engine, state, lambda _: None, guard=backups.guard_migration)
    else:
        migrate.upgrade(engine)


if __name__ == "__main__":
    main()
