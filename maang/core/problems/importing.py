"""(rules) A list in a CSV file → the problems it names, in its order; nothing is guessed.

A row may name its problem by slug, number, title or URL. A header says which columns to read;
without one every cell is looked at. Cells that name different problems make a bad row.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from maang.core.cleaning import safe_line
from maang.core.errors import Invalid
from maang.core.problems.models import BadRow, Known
from maang.core.problems.slugs import ReferenceKind, parse_reference
from maang.core.problems.wording import plain_words

HEADINGS = frozenset(
    ("slug", "number", "no", "no.", "id", "title", "name", "problem", "url", "link", "question")
)
"""Columns that name a problem, by their heading."""

FIRST = "leetcode"
"""The platform that is meant where several have a problem of that name."""

_DELIMITERS = ",;\t"
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands, and the cells that may name its problem."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """The problems of a file, each once and in its order, and what is left over."""

    problems: tuple[UUID, ...]
    repeated: tuple[int, ...]
    bad: tuple[BadRow, ...]


def rows_of(text: str) -> list[Row]:
    """The rows of a file, blank ones left out. Raises Invalid for what is no table of text."""
    if "\0" in text:
        raise Invalid("the file is not text", hint="save it as CSV in UTF-8")
    plain = text.removeprefix("\ufeff")
    delimiter = max(_DELIMITERS, key=plain.lstrip().partition("\n")[0].count)
    reader = csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        table = [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        raise Invalid(f"line {reader.line_num} cannot be read: {error}") from error
    if not table:
        raise Invalid("the file is empty", hint="one problem a line: slug, number, title or URL")
    header = table[0][1]
    columns = [at for at, cell in enumerate(header) if cell.strip().lower() in HEADINGS]
    if not columns:
        return [Row(line, _whole(cells, delimiter)) for line, cells in table]
    if len(header) == 1:
        return [Row(line, _whole(cells, delimiter)[-1:]) for line, cells in table[1:]]
    return [Row(line, _filled(cells[at : at + 1] for at in columns)) for line, cells in table[1:]]


def match(rows: Iterable[Row], known: Iterable[Known]) -> Matched:
    """Which problem each row names."""
    directory = Directory(known)
    found: dict[UUID, None] = {}
    repeated, bad = [], []
    for row in rows:
        named = directory.named_by(row)
        if isinstance(named, BadRow):
            bad.append(named)
        elif named in found:
            repeated.append(row.line)
        else:
            found[named] = None
    return Matched(tuple(found), tuple(repeated), tuple(bad))


def complaint(bad: Sequence[BadRow], *, rows: int) -> Invalid:
    """The error for a file some rows of which name no problem."""
    shown = "; ".join(f"line {row.line}: {row.text!r} {row.reason}" for row in bad[:3])
    more = f"; and {len(bad) - 3} more" if len(bad) > 3 else ""
    return Invalid(
        f"{len(bad)} of {rows} rows cannot be used: {shown}{more}",
        hint="--partial takes the rest; with --dry-run it only shows what would become of it",
    )


class Directory:
    """Finds the one problem a cell names exactly."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._numbers: dict[int, Known] = {}
        self._slugs: dict[str, Known] = {}
        self._pages: dict[tuple[str | None, str | None], Known] = {}
        self._titles: dict[str, Known] = {}
        # the platform that is meant first comes last, and overwrites the others
        for problem in sorted(known, key=lambda one: one.platform == FIRST):
            if problem.number is not None:
                self._numbers[problem.number] = problem
            self._slugs[problem.slug.lower()] = problem
            self._pages[problem.platform, problem.slug] = problem
            self._titles["".join(plain_words(problem.title))] = problem

    def named_by(self, row: Row) -> UUID | BadRow:
        """The problem a row names."""
        text = safe_line(", ".join(row.cells))[:_SHOWN]
        found: dict[UUID, str] = {}
        for cell in row.cells:
            for problem in self._named(cell):
                found.setdefault(problem.id, problem.slug)
        if not found:
            return BadRow(row.line, text, "names no problem we know")
        if len(found) > 1:
            return BadRow(row.line, text, f"names {len(found)}: {', '.join(found.values())}")
        return next(iter(found))

    def _named(self, cell: str) -> list[Known]:
        """What a cell names; two problems where its number and its title disagree."""
        try:
            parsed = parse_reference(cell)
        except Invalid:
            return []
        a_page = parsed.kind is ReferenceKind.URL or parsed.platform is not None
        if a_page and parsed.number is None:
            found = [self._pages.get((parsed.platform, parsed.slug))]
        elif parsed.number is not None:
            found = [self._numbers.get(parsed.number), self._slugs.get(parsed.slug or "")]
        else:
            by_title = self._titles.get("".join(plain_words(parsed.words)))
            found = [self._slugs.get(parsed.slug or "") or by_title]
        return [problem for problem in found if problem is not None]


def _whole(cells: Sequence[str], delimiter: str) -> tuple[str, ...]:
    """Every cell, and the row as one: `Pow(x, n)` need not have been quoted."""
    if len(cells) == 1:
        return _filled([cells])
    return _filled([cells, [f"{delimiter} ".join(cell.strip() for cell in cells)]])


def _filled(parts: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(cell.strip() for part in parts for cell in part if cell.strip())
