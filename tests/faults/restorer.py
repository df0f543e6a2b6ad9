"""Restores a backup and dies: `python -m tests.faults.restorer FUSE HOME FILE [in-place]`, on the
database of MAANG_DATABASE_URL. It kills itself at step FUSE: a line of progress, or a statement to
the server from outside the database. `in-place` is what a restore without scratch and swap does.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

import psycopg

from maang.core.backup.service import Backups
from maang.core.clock import utc_now
from maang.core.servers.service import Servers

IN_PLACE = (
    "DELETE FROM installation WHERE name = 'since'",
    "DELETE FROM companies WHERE name = 'since'",
)
"""Table after table back to what it was."""

REPEATED = ("pg_stat_activity", "pg_terminate_backend", "pg_try_advisory_lock")
"""In what is asked as often as it takes, and so is no step that can be counted ahead."""


class Fuse:
    """Counts steps, and ends the process at the last."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def burn(self, *_: object) -> None:
        """One step."""
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)


def main(steps: str, home: str, file: str, how: str = "") -> None:
    """Restore, and say how many steps it took."""
    fuse, url = Fuse(int(steps)), os.environ["MAANG_DATABASE_URL"]
    if how == "in-place":
        with psycopg.connect(url, autocommit=True) as connection:
            for statement in IN_PLACE:
                connection.execute(statement)
                fuse.burn()
        return
    execute = psycopg.Connection.execute

    def burning(self: Any, *arguments: Any, **more: Any) -> Any:
        cursor = execute(self, *arguments, **more)
        if not any(each in str(arguments[0]) for each in REPEATED):
            fuse.burn()
        return cursor

    psycopg.Connection.execute = burning  # type: ignore[method-assign]
    place = Path(home)
    servers = Servers(place, place, url, "none")
    Backups(servers, place, utc_now, fuse.burn, os.environ).restore(Path(file))
    sys.stdout.write(f"{-fuse.left}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
