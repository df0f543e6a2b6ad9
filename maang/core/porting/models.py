"""Values of export and import: rows on their way in, and what became of a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, NamedTuple
from uuid import UUID

from maang.core.errors import Invalid
from maang.core.problems.models import Facts


class Format(StrEnum):
    """What an export is written as. Only JSON Lines hold everything."""

    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"
    ANKI = "anki"


class DateOrder(StrEnum):
    """What `3/5/24` means: the third of May, or March the fifth."""

    DMY = "dmy"
    MDY = "mdy"


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be used: its line (from 1) and why."""

    line: int
    reason: str

    @property
    def said(self) -> str:
        """Both on a line."""
        return f"line {self.line}: {self.reason}"


class Row(NamedTuple):
    """A row that can: `values` are those of its kind's columns, in their order."""

    kind: str
    line: int
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class NewProblem:
    """A problem a file brings. `edited` says that a person has changed it."""

    line: int
    platform: str
    slug: str
    facts: Facts
    edited: bool


@dataclass(frozen=True, slots=True)
class NewList:
    """A list of the person's own a file brings; `problems` are keys, in its order."""

    line: int
    slug: str
    name: str
    problems: tuple[UUID, ...]


Piece = Row | NewProblem | NewList | BadRow
"""What a line of a file turns out to be."""

Told = Callable[[int], None]
"""Is called now and then with the number of bytes that were read."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import: `open` begins it anew, as bytes; `size` is its length."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Take:
    """How to import. `replace` puts the file in the place of everything personal; `partial` keeps
    the good rows of a file with bad ones."""

    replace: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """How to read somebody's own table: columns by name (`theirs` → ours), the order of dates
    where the table does not decide it, and whether unknown problems are added."""

    columns: Mapping[str, str]
    dates: DateOrder | None = None
    add_problems: bool = False


@dataclass(frozen=True, slots=True)
class Ported:
    """What became of an import.

    `new` and `known` count rows by kind; `changed` is how many were new in all, `due` how many
    cards are due now, `days` the first and last day of the new attempts, `backup` the file that
    holds the data before. `notes` are worth saying.
    """

    file: str
    replaced: bool
    changed: int
    new: Mapping[str, int]
    known: Mapping[str, int]
    bad: tuple[BadRow, ...]
    due: int
    days: tuple[date, date] | None
    backup: Path | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote; `file` is None for stdout."""

    file: Path | None
    format: Format
    bytes: int


TOLD = 100
"""Bad rows that an error names one by one."""


class BadRows(Invalid):
    """A file has rows that cannot be used; nothing of it was kept."""

    def __init__(self, rows: Sequence[BadRow], *, file: str) -> None:
        count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
        super().__init__(
            f"{count} of {file} cannot be used",
            hint="nothing was changed; --partial keeps the good rows",
        )
        self.rows = tuple(rows)

    @property
    def particulars(self) -> tuple[str, ...]:
        """The first rows, each with its line and what is wrong with it."""
        said = tuple(row.said for row in self.rows[:TOLD])
        more = len(self.rows) - TOLD
        return (*said, f"and {more} more: --dry-run tells all") if more > 0 else said

    @property
    def details(self) -> dict[str, object]:
        """The same rows."""
        told = self.rows[:TOLD]
        return {"rows": [{"line": row.line, "reason": row.reason} for row in told]}
