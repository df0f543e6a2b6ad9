"""Segments in files, mapped into memory: a process that asks once reads only the pages it needs.

A file is a line of JSON that says what it holds, and the arrays behind it. It appears whole or not
at all, is the owner's alone, and may be removed at any time: it is made again from the database.
"""

import json
import mmap
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from maang.core.retrieval.segments import COLUMNS, POSTINGS, WIDTH, Segment, arrays_of

FORMAT = "maang memory 1"
"""Another edition of the format is another file: what does not begin so is made again."""

ALIGNED = 64

Head = Mapping[str, Any]


def keep(place: Path, head: Head, segment: Segment) -> None:
    """Write a segment with what is to be known of it. Raises OSError."""
    arrays = arrays_of(segment)
    sizes = {name: len(each) for name, each in arrays.items()}
    line = json.dumps({"format": FORMAT, "sizes": sizes, "head": dict(head)}).encode() + b"\n"
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
    written = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(line)
            for each in arrays.values():
                file.write(bytes(-file.tell() % ALIGNED))
                file.write(np.ascontiguousarray(each).data)
            file.flush()
            os.fsync(file.fileno())
        written.replace(place)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def opened(place: Path) -> tuple[Head, Segment] | None:
    """What was kept, mapped; None where there is nothing, or nothing that can be read."""
    try:
        with place.open("r+b") as file:
            line = file.readline(1_000_000)
            said = json.loads(line)
            if said["format"] != FORMAT:
                return None
            arrays = _mapped(file.fileno(), len(line), said["sizes"])
            head: Head = said["head"]
            return head, Segment(**arrays)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _mapped(number: int, begin: int, sizes: Mapping[str, int]) -> dict[str, Any]:
    """The arrays of a file; a change to them is one of the file. Raises ValueError where it is
    not as long as they are."""
    whole = mmap.mmap(number, 0)
    arrays = {}
    for name, kind in {**COLUMNS, **POSTINGS}.items():
        begin += -begin % ALIGNED
        count = sizes[name] * (WIDTH if name == "vectors" else 1)
        flat: Any = (
            np.frombuffer(whole, kind, count=count, offset=begin) if count else np.empty(0, kind)
        )
        arrays[name] = flat.reshape(-1, WIDTH) if name == "vectors" else flat
        begin += flat.nbytes
    if begin != len(whole):
        raise ValueError("another length than it says")
    return arrays
