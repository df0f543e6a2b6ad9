"""Where a backup is made: its file's name, a directory to work in, and what the disk refuses."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from maang.core.backup.models import Why
from maang.core.errors import Conflict, Denied, NotFound, Unavailable

SUFFIX = ".maang"
WORK = ".work-"
"""How directories begin in which a backup is made or unpacked."""

ABANDONED = 24 * 3600.0
"""Seconds after which such a directory belongs to nobody any more."""


def new_file(asked: Path | None, directory: Path, *, at: datetime, why: Why) -> Path:
    """The file to make: the one asked for, or a new name in a directory.

    Raises Conflict when it exists: a backup replaces nothing.
    """
    if asked is None or asked.is_dir():
        return _free((asked or directory) / f"maang-{at:%Y%m%dT%H%M%SZ}-{why.value}{SUFFIX}")
    if asked.exists():
        raise Conflict(
            f"{asked} exists already", hint="choose another name: a backup replaces nothing"
        )
    if not asked.parent.is_dir():
        raise NotFound(f"there is no directory {asked.parent}", hint=f"mkdir -p '{asked.parent}'")
    return asked


@contextmanager
def workplace(directory: Path) -> Iterator[Path]:
    """A directory for what is made or unpacked; what was abandoned long ago is removed.

    Raises Denied or Unavailable.
    """
    with on_disk(directory):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in directory.glob(f"{WORK}*"):
            if time.time() - left.stat().st_mtime > ABANDONED:
                shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=WORK, dir=directory) as made:
            yield Path(made)


@contextmanager
def on_disk(file: Path) -> Iterator[None]:
    """What the file system refuses becomes Denied or Unavailable."""
    try:
        yield
    except PermissionError as error:
        raise Denied(
            f"no permission for {error.filename or file}", hint=f"check who owns it: ls -ld {file}"
        ) from error
    except OSError as error:
        raise Unavailable(
            f"{error.filename or file}: {error.strerror or error}",
            hint="free some space, then run the same command again; the data is untouched",
        ) from error


def _free(file: Path) -> Path:
    """The file, or where it exists the same with a number."""
    tries = (file.with_stem(f"{file.stem}-{count}") for count in range(2, 1000))
    return next(each for each in (file, *tries) if not each.exists())
