"""(rules) Somebody's table → its encoding, delimiter, columns and order of dates."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

from maang.core.errors import Invalid
from maang.core.importing.cells import either_way, order_of
from maang.core.porting.formulas import plain
from maang.core.porting.models import DateOrder, Sheet, Source

SYNONYMS = {
    "problem": "problem slug question questionslug problemslug titleslug exercise task challenge"
    " leetcode leetcodeproblem problemname questionname",
    "title": "title name questiontitle problemtitle",
    "number": "number no nr num leetcodenumber problemnumber questionnumber questionid"
    " problemid leetcodeid lc lcnumber frontendid",
    "url": "url link href page leetcodelink leetcodeurl problemlink questionlink",
    "date": "date when at day solvedon solvedat datesolved completed completedon completedat"
    " datecompleted timestamp lastattempted attempteddate attemptedon dateattempted practicedon"
    " practiceddate lastpracticed doneon datedone submitted submittedat",
    "outcome": "outcome result status solved verdict success done passed state",
    "minutes": "minutes mins min time timetaken timespent duration timemin timemins timeminutes"
    " minutestaken minutesspent timetakenmin timetakenmins timetakenminutes durationmin"
    " durationminutes",
    "hints": "hints hintsused numhints hintcount",
    "note": "note notes comment comments remark remarks learnings takeaway takeaways learned",
    "approach": "approach idea method solutionidea technique",
    "mistakes": "mistakes mistake errors",
    "time": "timecomplexity bigotime complexity runtimecomplexity",
    "space": "spacecomplexity bigospace memorycomplexity",
    "language": "language lang",
    "code": "code solution",
    "company": "company companies askedby asked companytags",
    "id": "attemptid",
}
"""Our columns, and the headings they are known by: letters and digits alone, in lower case."""

OURS = tuple(SYNONYMS)

NAMES = ("problem", "title", "number", "url")
"""Columns that name the problem."""

_HEADINGS = {heading: ours for ours, said in SYNONYMS.items() for heading in said.split()}

_DELIMITERS = ",;\t|"

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Table:
    """How a table is to be read: our column → where it stands in a row."""

    encoding: str
    delimiter: str
    columns: Mapping[str, int]
    dates: DateOrder | None
    add_problems: bool
    notes: tuple[str, ...] = field(default=())

    def said(self, cells: Sequence[str]) -> dict[str, str]:
        """What the filled cells of a row say, by our column."""
        return {
            name: plain(cell) if cell[0] == "'" else cell
            for name, place in self.columns.items()
            if place < len(cells) and (cell := cells[place].strip())
        }

    def rows(self, file: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
        """The rows below the header with the line each ends on; blank ones are left out.

        Raises Invalid for what is no table of text.
        """
        with io.TextIOWrapper(file, self.encoding, errors="replace", newline="") as text:
            reader = csv.reader(text, delimiter=self.delimiter, skipinitialspace=True)
            try:
                next(_filled(reader))
                for cells in _filled(reader):
                    yield reader.line_num, cells
            except csv.Error as error:
                raise Invalid(f"line {reader.line_num} cannot be read: {error}") from error


def opened(source: Source, sheet: Sheet, *, companies: bool = False) -> Table:
    """How to read a table. Raises Invalid where a column is missing, or dates mean two days."""
    encoding, notes = _encoding(source)
    with source.open() as file:
        text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
        with text:
            start = text.read(1 << 16)
    if "\0" in start:
        raise Invalid("the file is not text", hint="save it as CSV in UTF-8")
    delimiter = max(_DELIMITERS, key=start.lstrip().partition("\n")[0].count)
    header = next(_filled(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)), None)
    if header is None:
        raise Invalid("the file is empty", hint="a line of headings, then an attempt a line")
    columns = _columns(header, sheet.columns)
    _require(columns, header, companies=companies)
    table = Table(encoding, delimiter, columns, sheet.dates, sheet.add_problems, notes)
    if companies or sheet.dates is not None:
        return table
    with source.open() as file:
        dates = _decided(table, file)
    return Table(encoding, delimiter, columns, dates, sheet.add_problems, notes)


def _columns(header: list[str], said: Mapping[str, str]) -> dict[str, int]:
    """Our column → its place; what `said` names counts before what a heading suggests."""
    found: dict[str, int] = {}
    names = [name.strip() for name in header]
    for theirs, ours in said.items():
        if ours not in OURS:
            raise Invalid(f"{ours!r} is no column of ours", hint=f"there is: {', '.join(OURS)}")
        if theirs not in names:
            raise Invalid(f"the table has no column {theirs!r}", hint=f"it has: {', '.join(names)}")
        found[ours] = names.index(theirs)
    exported = "outcome" in names and "minutes" in names  # then `time` is a complexity
    for at, name in enumerate(names):
        heading = re.sub(r"[\W_]+", "", name.lower().replace("#", "number"))
        ours = _HEADINGS.get(heading, "")
        if heading in ("time", "id"):  # in a table of ours they are what we call so
            ours = heading if exported else {"time": "minutes", "id": "number"}[heading]
        if ours and ours not in found and at not in found.values():
            found[ours] = at
    return found


def _require(columns: Mapping[str, int], header: list[str], *, companies: bool) -> None:
    what = "company" if companies else "date"
    missing = [] if what in columns else [f"a {what}"]
    if not any(name in columns for name in NAMES):
        missing.append("a problem (slug, title, number or URL)")
    if not missing:
        return
    shown = ", ".join(name.strip() for name in header)
    hint = "say which column it is: --map 'Their heading=date'; " if not companies else ""
    raise Invalid(
        f"no column gives {' and '.join(missing)}; the headings are: {shown:.300}",
        hint=f"{hint}`maang import {'companies' if companies else 'csv'} --help`",
    )


def _encoding(source: Source) -> tuple[str, tuple[str, ...]]:
    """How the text is encoded; what is no UTF-8 is taken for Latin-1, and that is said."""
    with source.open() as file:
        beginning = file.read(4)
        for mark, encoding in _BOMS:
            if beginning.startswith(mark):
                return encoding, ()
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "latin-1", ("the file is not UTF-8; it was read as Latin-1",)
    return "utf-8", ()


def _decided(table: Table, file: IO[bytes]) -> DateOrder | None:
    """The order of dates as the whole column tells it. Raises Invalid where nothing does."""
    said: dict[DateOrder, int] = {}
    unclear: tuple[int, str] | None = None
    at = table.columns["date"]
    for line, cells in table.rows(file):
        cell = cells[at].strip() if at < len(cells) else ""
        if cell[4:5] == "-" or not cell:
            continue
        order = order_of(cell)
        if order is not None:
            said.setdefault(order, line)
        elif unclear is None and either_way(cell):
            unclear = line, cell
    if len(said) > 1:
        lines = " and ".join(str(line) for line in sorted(said.values()))
        raise Invalid(
            f"lines {lines} have their dates in different orders", hint="put one of them right"
        )
    if unclear and not said:
        raise Invalid(
            f"line {unclear[0]}: {unclear[1]!r:.40} could be two days",
            hint="say which: --dates dmy (day first) or --dates mdy (month first)",
        )
    return next(iter(said), None)


def _filled(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    return (cells for cells in rows if any(map(str.strip, cells)))
