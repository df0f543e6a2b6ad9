"""A folder of Markdown, read without trust in it: loops, pipes, giants, files that come and go."""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from maang.core.errors import Denied, Invalid, NotFound, Unavailable
from maang.core.memory.markdown import Document, read_document
from maang.core.memory.models import Skipped

ENDINGS = (".md", ".markdown", ".mdown", ".txt")
LARGEST = 4 << 20
"""Bytes of a file that is remembered."""

TRIES = 2
"""How often a file is read that changes while it is read."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it was read, whole: `digest` is the SHA-256 of its bytes."""

    path: Path
    digest: str
    changed_at: datetime
    document: Document


def files_in(place: Path) -> Iterator[Path | Skipped]:
    """Files that could be remembered, in order, each once; links are followed, never in a circle.

    Hidden files and folders are left out. Raises NotFound, and Invalid for what is neither a file
    nor a folder.
    """
    try:
        kind = place.stat().st_mode
    except OSError as error:
        raise NotFound(f"there is no file or folder {place}") from error
    if stat.S_ISREG(kind):
        yield Path(os.path.realpath(place))
    elif stat.S_ISDIR(kind):
        yield from _walk(Path(os.path.realpath(place)), set(), set())
    else:
        raise Invalid(f"{place} is neither a file nor a folder")


def read(path: Path) -> Found:
    """One file, read whole. Raises Invalid, NotFound, Denied or Unavailable, whose message is the
    reason in a few words."""
    try:
        for _ in range(TRIES):
            before, raw, after = _bytes(path)
            if _same(before, after):
                break
        else:
            raise Unavailable("it changes while it is read")
    except FileNotFoundError as error:
        raise NotFound("it has gone meanwhile") from error
    except PermissionError as error:
        raise Denied("it may not be read") from error
    except OSError as error:
        raise Unavailable(error.strerror or "it cannot be read") from error
    changed_at = datetime.fromtimestamp(max(after.st_mtime, 0.0), tz=UTC)
    document = read_document(raw, name=path.stem)
    return Found(path, hashlib.sha256(raw).hexdigest(), changed_at, document)


def _bytes(path: Path) -> tuple[os.stat_result, bytes, os.stat_result]:
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe must not hang
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise Invalid("not a file")
        if before.st_size > LARGEST:
            raise Invalid(f"larger than {LARGEST >> 20} MB")
        raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise Invalid(f"larger than {LARGEST >> 20} MB")
        return before, raw, os.fstat(descriptor)


def _same(before: os.stat_result, after: os.stat_result) -> bool:
    return (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)


def _walk(
    folder: Path, folders: set[tuple[int, int]], files: set[Path]
) -> Iterator[Path | Skipped]:
    """Depth first; `folders` (by device and inode) and `files` are those that were seen."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            status = here.stat()
            with os.scandir(here) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield Skipped(here, error.strerror or "it cannot be read")
            continue
        if (status.st_dev, status.st_ino) in folders:
            yield Skipped(here, "a link to a folder that was read already")
            continue
        folders.add((status.st_dev, status.st_ino))
        below = []
        for entry in inside:
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                below.append(Path(entry.path))
            elif entry.name.lower().endswith(ENDINGS):
                real = Path(os.path.realpath(entry.path))
                if real not in files:
                    files.add(real)
                    yield real
        waiting += reversed(below)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself: reading it will say so
        return False
