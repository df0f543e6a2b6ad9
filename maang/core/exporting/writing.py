"""A file that is whole or not there: written beside its place, pushed to the disk, then renamed."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from maang.core.backup.places import on_disk
from maang.core.errors import Conflict, NotFound


def write_whole(file: Path, blocks: Iterable[bytes], *, force: bool) -> int:
    """Write the blocks into a file only its owner can read; how many bytes.

    Raises Conflict where it exists (unless `force`), NotFound without its directory, Denied and
    Unavailable for what the disk refuses; what was there before is then still there.
    """
    target = file.resolve()
    if not target.parent.is_dir():
        raise NotFound(f"there is no directory {target.parent}")
    if target.exists() and not force:
        raise Conflict(f"{file} exists already", hint="--force writes over it")
    with on_disk(target):
        size = _written(target, blocks)
        directory = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(directory)  # only then is the rename itself on the disk
        finally:
            os.close(directory)
    return size


def _written(target: Path, blocks: Iterable[bytes]) -> int:
    descriptor, made = mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(made)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            for block in blocks:
                stream.write(block)
            size = stream.tell()
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return size
