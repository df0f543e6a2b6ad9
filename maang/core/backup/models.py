"""Values of backups: what an archive holds, and what was made, proved or put back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Why(StrEnum):
    """What a backup was made for."""

    BY_HAND = "by-hand"
    DAILY = "daily"
    MIGRATION = "before-migration"
    RESTORE = "before-restore"
    IMPORT = "before-import"

    @property
    def guards(self) -> bool:
        """Whether it keeps what a command was about to change."""
        return self in (Why.MIGRATION, Why.RESTORE, Why.IMPORT)


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What a table held: its rows, and a hash of them that no order of rows changes."""

    rows: int
    hash: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database held at one moment. `schema` is None in one that nobody has used yet."""

    postgres: str
    schema: str | None
    tables: Mapping[str, TableFacts]
    sequences: Mapping[str, int]

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(table.rows for table in self.tables.values())

    def differing(self, other: "Contents") -> list[str]:
        """The tables that are not the same in both."""
        names = sorted({*self.tables, *other.tables})
        return [name for name in names if self.tables.get(name) != other.tables.get(name)]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself. `sha256` and `size` (bytes) are the dump's."""

    made_at: datetime
    why: Why
    maang: str
    sha256: str
    size: int
    contents: Contents


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made; tried dry, it was not saved and has neither size nor checksum."""

    file: Path
    saved: bool
    made_at: datetime
    why: Why
    schema: str
    tables: int
    rows: int
    bytes: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """A backup that was restored into a scratch database and held what it says."""

    file: Path
    made_at: datetime
    verified_at: datetime
    schema: str
    tables: int
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that took the place of the data; tried dry, it could have (`replaced` is False).

    `kept` is the backup of the data as it was before; None where there was none.
    """

    file: Path
    made_at: datetime
    replaced: bool
    kept: Path | None
    schema_then: str
    schema: str
    tables: int
    rows: int
