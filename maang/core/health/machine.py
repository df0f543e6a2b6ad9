"""What maang stands on besides its servers: interpreter, clock, disk, terminal, files, keyring.

Needs no settings, so that it can be asked when those are broken.
"""

import importlib.util
import os
import platform
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from maang.core import process
from maang.core.config.models import Loaded, Source
from maang.core.config.paths import Paths
from maang.core.errors import MaangError
from maang.core.health.database import SET_THE_CLOCK, SLACK
from maang.core.health.journal import JOURNAL
from maang.core.health.models import Finding, Screen, collected, fine, note, problem

KEYRING_SECONDS = 3.0
"""How long a keyring may take to say who it is; a locked one may never answer."""

KEYRING = "import keyring; k = keyring.get_keyring(); print(k.priority, type(k).__module__)"
"""Asked in a process of its own: what hangs can be ended, and what fails counts as absent."""

SESSION = ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "DISPLAY", "PYTHON_KEYRING_BACKEND")
"""What a keyring needs of our environment."""

LITTLE_SPACE, NO_SPACE = 1 << 30, 200 << 20
"""Bytes free below which there is a note, and a problem."""

NARROW = 40


def interpreter() -> Finding:
    """Which Python this is, and whether our modules are byte-compiled."""
    package = Path(__file__).parents[2]
    modules = list(package.rglob("*.py"))
    missing = sum(not _compiled(module) for module in modules)
    said = f"{platform.python_implementation()} {platform.python_version()} at {sys.executable}"
    if missing == 0:
        return fine("python", said)
    return note(
        "python",
        f"{said}; {missing} of {len(modules)} modules are not byte-compiled: starts are slower",
        f"{sys.executable} -m compileall -q {package}",
    )


def keyring(env: Mapping[str, str]) -> Finding:
    """Which keyring keeps secrets here, if any."""
    passed = {name: env[name] for name in SESSION if name in env}
    try:
        done = process.run(
            [sys.executable, "-P", "-c", KEYRING],
            seconds=KEYRING_SECONDS,
            env=process.clean_environment(passed),
        )
    except MaangError as error:
        return _no_keyring(error.message)
    priority, _, backend = done.stdout.strip().partition(" ")
    if done.code != 0 or not backend:
        return _no_keyring("it fails")
    if backend.endswith((".fail", ".null")) or float(priority) <= 0:
        return _no_keyring("there is none")
    return fine("keyring", backend)


def disk(paths: Paths) -> Finding:
    """Whether there is room for the data."""
    free = shutil.disk_usage(_existing(paths.data)).free
    said = f"{free / (1 << 30):.1f} GiB free for {paths.data}"
    if free < NO_SPACE:
        return problem("disk", said, "free some space: the database stops when the disk is full")
    return note("disk", said, "free some space soon") if free < LITTLE_SPACE else fine("disk", said)


def clock(paths: Paths, *, now: datetime) -> Finding:
    """Whether files we wrote are from the future: then the clock went back."""
    written = [paths.config_file, paths.state / JOURNAL, paths.state / "postgres.log"]
    times = [file.stat().st_mtime for file in written if file.is_file()]
    latest = datetime.fromtimestamp(max(times), UTC) if times else now
    if latest - now > SLACK:
        said = f"files of ours are from {latest:%Y-%m-%d %H:%M:%S} UTC: the clock went back"
        return problem("time", said, SET_THE_CLOCK)
    return fine("time", f"{now:%Y-%m-%d %H:%M:%S} UTC")


def screen(shown: Screen) -> Iterator[Finding]:
    """What the terminal can show."""
    if shown.encoding.lower().replace("-", "") != "utf8":
        said = f"{shown.encoding}: letters it lacks are shown as ?"
        yield note("encoding", said, "export LC_ALL=C.UTF-8")
    else:
        yield fine("encoding", shown.encoding)
    if not shown.terminal:
        yield fine("terminal", "none: the answer goes to a pipe or a file")
        return
    colors = "colours" if shown.colors else "no colours"
    said = f"{shown.term or 'TERM is not set'}, {shown.width} columns, {colors}"
    if shown.width < NARROW:
        yield note("terminal", said, f"tables are easier to read from {NARROW} columns on")
    elif shown.term in ("", "dumb"):
        yield note("terminal", said, "export TERM=xterm-256color, if that is what it is")
    else:
        yield fine("terminal", said)


def config_file(paths: Paths) -> Finding:
    """Whether others could change the settings, one of which is a command that is run."""
    file = paths.config_file
    if not file.exists():
        return fine("config", f"{file} is not there: the defaults hold")
    mode = stat.S_IMODE(file.stat().st_mode)
    if mode & (stat.S_IWGRP | stat.S_IWOTH):
        return problem("config", f"{file} can be changed by others", f"chmod 600 '{file}'")
    return fine("config", f"{file}, mode {mode:04o}")


def log(paths: Paths) -> Finding:
    """Where failures are written, and whether they can be."""
    file = paths.state / JOURNAL
    place = file if file.exists() else _existing(file)
    if not os.access(place, os.W_OK):
        return problem("log", f"{file} cannot be written", f"check who owns it: ls -ld '{place}'")
    return fine("log", str(file))


def zone(loaded: Loaded) -> Finding:
    """Whether the zone is the person's, or the last resort."""
    origin = loaded.origins["zone"]
    if origin.source is Source.DEFAULT and not origin.where:
        return note("zone", "the system names none: days are counted in UTC", "maang init")
    return fine("zone", f"{loaded.settings.zone}, from {origin.where or origin.source}")


def examine(paths: Paths, *, env: Mapping[str, str], shown: Screen, now: datetime) -> list[Finding]:
    """All that needs no settings. Raises nothing for what it finds."""
    return collected(
        {
            "python": interpreter,
            "time": lambda: clock(paths, now=now),
            "disk": lambda: disk(paths),
            "config": lambda: config_file(paths),
            "log": lambda: log(paths),
            "terminal": lambda: screen(shown),
            "keyring": lambda: keyring(env),
        }
    )


def _compiled(module: Path) -> bool:
    return Path(importlib.util.cache_from_source(str(module))).exists()


def _existing(path: Path) -> Path:
    return next(place for place in (path, *path.parents) if place.exists())


def _no_keyring(why: str) -> Finding:
    return note(
        "keyring",
        f"not to be used: {why}",
        "nothing is needed now; secrets will come from MAANG_ variables or files they name",
    )
