"""Which backups we made and which were proved: `ledger.json` in the directory of backups.

It is why nothing but our own is ever removed there, and how `doctor` knows the age of the last
backup that was restored and compared.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from maang.core.backup.models import Why
from maang.core.backup.retention import Kept
from maang.core.config.writer import write_atomically
from maang.core.plain import to_plain

FILE = "ledger.json"


@dataclass(frozen=True, slots=True)
class Proof:
    """A backup that was restored and compared: its dump's checksum, its age, and when that was."""

    sha256: str
    made_at: datetime
    verified_at: datetime


@dataclass(frozen=True, slots=True)
class Ledger:
    """What we made here and is still here, and the newest backup that was proved, wherever."""

    made: tuple[Kept, ...] = ()
    proof: Proof | None = None

    @property
    def newest(self) -> Kept | None:
        """The newest backup in the directory."""
        return max(self.made, key=lambda each: each.made_at, default=None)


def backups_dir(data: Path) -> Path:
    """Where backups go that are given no other place."""
    return data / "backups"


def read(directory: Path) -> Ledger:
    """The ledger of a directory; an empty one where it is missing or cannot be understood."""
    try:
        said = json.loads((directory / FILE).read_bytes())
        proof = said["proof"]
        return Ledger(
            made=tuple(
                Kept(each["file"], each["sha256"], _moment(each["made_at"]), Why(each["why"]))
                for each in said["made"]
                if Path(each["file"]).name == each["file"]  # never a path out of here
            ),
            proof=proof
            and Proof(proof["sha256"], _moment(proof["made_at"]), _moment(proof["verified_at"])),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Ledger()


def note_made(directory: Path, backup: Kept) -> Ledger:
    """Remember a backup that was made in the directory. Raises OSError."""
    with _locked(directory):
        found = read(directory)
        others = tuple(each for each in found.made if each.file != backup.file)
        return _written(directory, replace(found, made=(*others, backup)))


def note_removed(directory: Path, files: set[str]) -> Ledger:
    """Forget backups that are no longer there. Raises OSError."""
    with _locked(directory):
        found = read(directory)
        left = tuple(each for each in found.made if each.file not in files)
        return _written(directory, replace(found, made=left))


def note_proved(directory: Path, proof: Proof) -> Ledger:
    """Remember that a backup was proved; an older one takes no newer one's place.

    Raises OSError.
    """
    with _locked(directory):
        found = read(directory)
        if found.proof is not None and found.proof.made_at > proof.made_at:
            return found
        return _written(directory, replace(found, proof=proof))


def _written(directory: Path, ledger: Ledger) -> Ledger:
    content = json.dumps(to_plain(ledger), indent=1).encode()
    write_atomically(directory / FILE, content=content)
    return ledger


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
