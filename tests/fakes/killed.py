"""A process that syncs and kills itself: `python -m tests.fakes.killed URL USER CALLS`.

It dies by SIGKILL when its clock is asked for the time for the CALLS-th time, which is in the
middle of a transaction as often as between two.
"""

import os
import signal
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from maang.core.bootstrap import Core, open_core
from maang.core.config.loader import load
from maang.core.config.paths import find_paths
from maang.core.db.database import Database, engine_for
from maang.core.sync.models import Verdict
from tests.conftest import NOON
from tests.fakes.recorded import THREE_SUM, TWO_SUM, OneByOne, Recorded, submitted

LISTING = [
    [
        submitted(30 - 3 * page, minutes_ago=2000 * page + 10),
        submitted(29 - 3 * page, Verdict.WRONG_ANSWER, minutes_ago=2000 * page + 30),
        submitted(28 - 3 * page, minutes_ago=2000 * page + 900, problem=THREE_SUM),
    ]
    for page in range(5)
]
"""Five pages, newest first; each has two sittings."""


def core_on(db: Database, home: Path, clock: object) -> Core:
    """A core that reads LISTING as leetcode into `db`."""
    env = {"MAANG_HOME": str(home), "TZ": "UTC"}
    paths = find_paths(env)
    settings = load(env, cwd=home, paths=paths).settings
    core = open_core(settings, paths, clock=clock, progress=lambda _: None, env=env)
    core.__dict__["db"] = db
    core.__dict__["sources"] = OneByOne({"leetcode": Recorded(LISTING)})
    core.__dict__["sync"] = replace(core.sync, together=0.0)
    return core


class Fuse:
    """A clock that kills its process."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def __call__(self) -> datetime:
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        return NOON


if __name__ == "__main__":
    url, user, calls = sys.argv[1:]
    db = Database(engine_for(url), UUID(user))
    core = core_on(db, Path("/nonexistent"), Fuse(int(calls)))
    core.sync.run("leetcode")
    sys.exit(f"lived: {core.sync.now.left} calls were left; {TWO_SUM}")
