"""Cores of processes that stay (a full screen, say), with a cache a test chooses."""

from pathlib import Path

from maang.core.bootstrap import Core, open_core
from maang.core.config.loader import load
from maang.core.config.paths import find_paths
from maang.core.db.database import Database
from tests.conftest import FrozenClock


def a_core(
    db: Database, clock: FrozenClock, cwd: Path, url: str | None, *, connections: int = 20
) -> Core:
    """A core on the test's database, with the cache at `url` or without one; 1 is a command's."""
    env = {"MAANG_HOME": str(cwd / "maang"), "TZ": "UTC"}
    env |= {"MAANG_REDIS_ENABLED": "false"} if url is None else {"MAANG_REDIS_URL": url}
    paths = find_paths(env)
    settings = load(env, cwd=cwd, paths=paths).settings
    core = open_core(
        settings, paths, clock=clock, progress=lambda _: None, connections=connections, env=env
    )
    core.__dict__["db"] = db
    return core
