"""A process that syncs as `maang sync` does, to be stopped by a signal:
`python -m tests.fakes.stopped DATABASE USER SITE HOME`.

SITE is a played LeetCode; its cookies come in on stdin. Waits are slept through.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from maang.cli import app
from maang.cli.context import Invocation
from maang.cli.signals import heed
from maang.core.bootstrap import Core, open_core
from maang.core.clock import Clock, utc_now
from maang.core.config.loader import load
from maang.core.config.paths import find_paths
from maang.core.config.secret import Secret
from maang.core.db.database import Database, engine_for
from maang.core.sync.access import Access
from maang.core.sync.platforms.leetcode import LeetCode
from tests.fakes.recorded import OneByOne


def core_of(
    db: Database, site: str, home: Path, cookies: dict[str, str], *, clock: Clock = utc_now
) -> Core:
    """A core that reads the played LeetCode into `db`, each page by itself."""
    env = {"MAANG_HOME": str(home), "TZ": "UTC"}
    paths = find_paths(env)
    settings = load(env, cwd=Path("/"), paths=paths).settings
    core = open_core(settings, paths, clock=clock, progress=lambda _: None, env=env)
    secrets = {name: Secret(value) for name, value in cookies.items()}
    core.__dict__["db"] = db
    core.__dict__["sources"] = OneByOne(
        {"leetcode": LeetCode(Access(None, "ada", secrets, base_url=site))}
    )
    core.__dict__["sync"] = replace(core.sync, together=0.0)
    return core


if __name__ == "__main__":
    database, user, site, home = sys.argv[1:]
    outside = Invocation.of_process()
    db = Database(engine_for(database), UUID(user))
    outside.__dict__["core"] = core_of(db, site, Path(home), json.load(sys.stdin))
    heed()
    sys.exit(app.run(["sync", "leetcode"], outside))
