"""Everything of a person's, as files others can read. Only JSON Lines hold all of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from maang.core.calendar import Calendar
from maang.core.db.database import Database
from maang.core.exporting import anki, markdown, store, table
from maang.core.porting.kinds import HEAD, VERSION
from maang.core.porting.models import Format
from maang.core.problems.catalogue import slugs_from

SECONDS = 900.0
"""How long a whole export may take."""


@dataclass(frozen=True, slots=True)
class Exporting:
    """Reads everything of one moment."""

    db: Database
    calendar: Calendar

    def blocks(self, form: Format) -> Iterator[bytes]:
        """The export, piece by piece."""
        if form is Format.JSONL:
            for line in self.lines():
                yield f"{line}\n".encode()
            return
        db = replace(self.db, seconds=SECONDS)
        with db.read() as session:
            tried = store.tried(session, by_problem=form is not Format.CSV)
            match form:
                case Format.CSV:
                    yield from table.rows(tried, zone=self.calendar.zone)
                case Format.MARKDOWN:
                    yield from markdown.pages(tried, zone=self.calendar.zone)
                case _:
                    yield anki.package(tried, zone=self.calendar.zone)

    def lines(self) -> Iterator[str]:
        """Everything as lines of JSON, the first of them about the file itself."""
        head = {"type": HEAD, "version": VERSION, "zone": str(self.calendar.zone)}
        yield json.dumps({**head, "day_start": self.calendar.day_start})
        with replace(self.db, seconds=SECONDS).read() as session:
            yield from store.lines(session, shipped=list(slugs_from("")))
