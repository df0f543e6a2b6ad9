"""Once a day that maang is used, a backup in a process of its own: the command that found it due
does not wait.

Every command comes by here when it has answered, so this module imports next to nothing.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from maang.core.config.paths import Paths

EVERY = 20 * 3600.0
"""Seconds between two: a little under a day, so that the hour of use may wander."""

MARK = ".daily"
"""In the directory of backups; its time is when the last one was begun."""

PASSED = ("MAANG_HOME", "PYTHONPATH", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
"""What the process needs of our environment to find the same home."""


def begin_if_due(
    paths: Paths, *, env: Mapping[str, str], now: datetime, dry_run: bool = False
) -> bool:
    """Start the day's backup of our own server unless it was begun; whether it was started now.

    Where the database is elsewhere there is nothing of ours to copy. A dry run starts nothing.
    Nothing fails: what could not be done shows as the age of the last backup in `doctor`.
    """
    with suppress(OSError):
        if not dry_run and _claim(paths.data, now.timestamp()):
            return _begin(paths, env)
    return False


def _claim(data: Path, now: float) -> bool:
    """Whether it is due; if so, it counts as begun. The first time it only begins to count."""
    mark = data / "backups" / MARK
    try:
        due = abs(now - mark.stat().st_mtime) >= EVERY  # a clock that went back is no reason not to
    except FileNotFoundError:
        if not (data / "postgres").is_dir():
            return False  # no server of ours: nothing to copy
        mark.parent.mkdir(mode=0o700, exist_ok=True)
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
    argv = ["nice", "-n", "10", sys.executable, "-m", "maang", "db", "backup", "--daily"]
    try:
        process.spawn_detached(
            argv, log=paths.state / "backup.log", env=process.clean_environment(passed)
        )
    except Unavailable:
        return False
    return True
