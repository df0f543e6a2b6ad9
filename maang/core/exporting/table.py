"""(rules) Attempts → CSV that a spreadsheet opens without running any of it."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import tzinfo

from maang.core.exporting.models import Tried
from maang.core.porting.formulas import harmless

COLUMNS = (
    *("id", "date", "problem", "platform", "number", "title", "url", "difficulty", "pattern"),
    *("outcome", "minutes", "hints", "mistakes", "approach", "time", "space", "language", "code"),
    *("note", "company", "source"),
)
"""Headings; `time` and `space` are complexities, `mistakes` are parted by semicolons."""


def rows(tried: Iterable[Tried], *, zone: tzinfo) -> Iterator[bytes]:
    """The table, line by line; dates have the offset of `zone`."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in tried:
        writer.writerow([_cell(one, column, zone) for column in COLUMNS])
        if held.tell() > 1 << 16:
            yield _taken(held)
    yield _taken(held)


def _cell(one: Tried, column: str, zone: tzinfo) -> str:
    if column == "date":
        return one.at.astimezone(zone).isoformat()
    if column == "mistakes":
        return harmless("; ".join(one.mistakes))
    value = getattr(one, column)
    return "" if value is None else harmless(str(value))


def _taken(held: io.StringIO) -> bytes:
    text = held.getvalue()
    held.seek(0)
    held.truncate()
    return text.encode()
