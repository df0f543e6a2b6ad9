"""What we know of our cluster besides the cluster: `maang.json`, beside it.

It saves probing on every command. `PG_VERSION` in the cluster stays the truth about its version.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from maang.core.servers.models import Footing

FILE = "maang.json"


@dataclass(frozen=True, slots=True)
class Record:
    """Who made the cluster, with what, and where it is if not beside this record."""

    major: int
    version: str
    """As the server says it: `18.4`."""
    binaries: Path
    footing: Footing
    elsewhere: Path | None = None
    """The directory with the cluster and its sockets, where root may not keep them at home."""
    owner: int | None = None
    """The user id of `elsewhere`."""


def read(directory: Path) -> Record | None:
    """The record in `directory`; None when there is none, or it cannot be read or understood."""
    try:
        raw = json.loads((directory / FILE).read_bytes())
        elsewhere = raw["elsewhere"]
        return Record(
            major=int(raw["major"]),
            version=str(raw["version"]),
            binaries=Path(raw["binaries"]),
            footing=Footing(raw["footing"]),
            elsewhere=Path(elsewhere) if elsewhere else None,
            owner=int(raw["owner"]) if elsewhere else None,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(directory: Path, record: Record) -> None:
    """Replace the record in `directory`, whole or not at all."""
    fields = {
        "major": record.major,
        "version": record.version,
        "binaries": str(record.binaries),
        "footing": record.footing.value,
        "elsewhere": str(record.elsewhere) if record.elsewhere else None,
        "owner": record.owner,
    }
    draft = directory / f"{FILE}.new"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(fields, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(directory / FILE)
