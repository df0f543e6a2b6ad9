"""Index in a process of its own, now and then when something was written: the command that wrote
does not wait.

Whoever wrote comes by here, so this module imports next to nothing.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from maang.core.config.paths import Paths

EVERY = 300.0
"""Seconds between two. What is written in between waits for the next, or for a search."""

MARK = ".indexing"
"""In the directory of data; its time is when the last one was begun."""

PASSED = ("MAANG_HOME", "PYTHONPATH", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
"""What the process needs of our environment to find the same home."""


def begin_if_due(paths: Paths, *, env: Mapping[str, str], now: datetime) -> bool:
    """Start indexing on our own server unless that was begun a moment ago; whether it was.

    Where the database is elsewhere its address may be a secret of this process: there the next
    search does it. Nothing fails: what could not be begun waits.
    """
    with suppress(OSError):
        if _claim(paths, now.timestamp()):
            return _begin(paths, env)
    return False


def _claim(paths: Paths, now: float) -> bool:
    """Whether it is due; if so, it counts as begun. The first time it only begins to count."""
    mark = paths.data / MARK
    try:
        due = abs(now - mark.stat().st_mtime) >= EVERY
    except FileNotFoundError:
        if not (paths.data / "postgres").is_dir():
            return False
        mark.touch(mode=0o600)
        due = False
    else:
        if not due:
            return False
    os.utime(mark, (now, now))
    return due


def _begin(paths: Paths, env: Mapping[str, str]) -> bool:
    import sys

    from maang.core import process
    from maang.core.errors import Unavailable

    passed = {name: env[name] for name in PASSED if name in env}
    argv = ["nice", "-n", "10", sys.executable, "-m", "maang", "memory", "index", "--background"]
    try:
        process.spawn_detached(
            argv, log=paths.state / "indexing.log", env=process.clean_environment(passed)
        )
    except Unavailable:
        return False
    return True
