"""(rules) Passages, texts and sources → the two lines of each in a list, the words marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from rich.cells import cell_len
from rich.text import Text

from maang.core.ask.models import Source
from maang.core.browsing.models import Glimpse
from maang.core.retrieval.models import Passage

MARKED = "bold yellow"
"""The style of a word that was asked for."""

LEAD = 24
"""Columns of a snippet before the first of them, where that is too far down."""

ROOM = 12
"""Columns that are left for it where it is not."""

Marks = Sequence[tuple[int, int]]
"""Begin and end of the words that were asked for, in order."""

_WORD = re.compile(r"\S+")
_SIGNS = re.compile(r"#{1,6}|[-*+>]|[-=*_]{3,}|(?:```|~~~)\S*")
"""What Markdown needs at the beginning of a line and a snippet does not."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something remembered, as a list shows it. `handle` opens it; `passage` was found by a
    search, without one `text` is how it begins."""

    source: str
    kind: str
    handle: str
    title: str
    text: str
    happened_at: datetime
    about: str | None
    problem: str | None
    memory_id: UUID | None = None
    passage: Passage | None = None

    @property
    def place(self) -> tuple[UUID | None, UUID | None]:
        """What tells it from the others, so that the cursor finds it again."""
        return self.memory_id, self.passage.id if self.passage else None


def of_passage(found: Passage) -> Line:
    """A passage that a search has found."""
    return Line(
        source=found.source,
        kind=found.kind,
        handle=found.handle,
        title=found.title,
        text=found.text,
        happened_at=found.happened_at,
        about=found.problem or found.company,
        problem=found.problem,
        memory_id=found.memory_id,
        passage=found,
    )


def of_glimpse(seen: Glimpse) -> Line:
    """A text that is listed without a question."""
    return Line(
        source=seen.source,
        kind=seen.kind,
        handle=seen.handle,
        title=seen.title,
        text=seen.opening,
        happened_at=seen.happened_at,
        about=seen.problem or seen.company,
        problem=seen.problem,
        memory_id=seen.memory_id,
    )


def of_source(cited: Source) -> Line:
    """A passage that an answer rests on."""
    return Line(
        source=cited.source,
        kind=cited.kind,
        handle=cited.handle,
        title=cited.title,
        text=cited.text,
        happened_at=cited.happened_at,
        about=cited.problem,
        problem=cited.problem,
    )


def drawn(line: Line, width: int, *, zone: tzinfo, score: bool = False) -> Text:
    """Two lines: what it is, and what of it was found, or how it begins."""
    told = Text(no_wrap=True)
    if score and line.passage is not None:
        told.append(f"{line.passage.score:.2f} ", style="cyan")
    title = Text(flat(line.title or line.kind), style="bold")
    room = width - told.cell_len - 2
    about = _about(line, max(room // 2, room - title.cell_len), zone)
    title.truncate(max(8, room - cell_len(about)), overflow="ellipsis")
    told.append_text(title)
    told.append(f"  {about}", style="dim")
    told.truncate(width, overflow="ellipsis")
    marks = line.passage.marks if line.passage else ()
    return told.append("\n  ").append_text(snippet(line.text, marks, width - 2, besides=line.title))


def snippet(text: str, marks: Marks, width: int, *, besides: str = "") -> Text:
    """One line of a text around the first word that was asked for, those words marked; what the
    title `besides` it says already is left out."""
    known = _known(text, besides)
    begin = _begin(text, marks, width, known)
    told = Text("… " if begin > known else "", no_wrap=True)
    for word in _WORD.finditer(text, begin):
        if _SIGNS.fullmatch(word[0]):
            continue
        shown = Text(flat(word[0]))
        for start, end in marks:
            if start < word.end() and end > word.start():
                shown.stylize(MARKED, max(0, start - word.start()), end - word.start())
        told.append_text(shown).append(" ")
        if told.cell_len > width + 1:
            break
    told.rstrip()
    told.truncate(width, overflow="ellipsis")
    return told


def flat(text: str) -> str:
    """A text for one line: what is no visible character is a space, or shows that it was there."""
    if text.isprintable():
        return text
    spaced = " ".join(text.split())
    return "".join(each if each.isprintable() else "\ufffd" for each in spaced)


def _known(text: str, title: str) -> int:
    """Where a text goes on behind a first line that only says its title."""
    first = re.match(r"[#>*\-\s]*(?P<said>[^\n]*)\n\s*", text)
    return first.end() if first and first["said"].strip() == title.strip() else 0


def _begin(text: str, marks: Marks, width: int, least: int) -> int:
    """Where a snippet begins: some words before the first mark, if that is far down."""
    first_mark = next((start for start, _ in marks if start >= least), least)
    if first_mark - least <= width - ROOM:
        return least
    wanted = max(least, min(first_mark - LEAD, len(text.rstrip()) - width + ROOM))
    space = text.find(" ", wanted, first_mark)
    return space + 1 if space >= 0 else first_mark


def _about(line: Line, width: int, zone: tzinfo) -> str:
    """`note · 2026-03-10 · two-sum`, as much of it as there is room for."""
    parts = [flat(line.kind), f"{line.happened_at.astimezone(zone):%Y-%m-%d}"]
    parts += [flat(line.about)] if line.about else []
    while len(parts) > 1 and cell_len(" · ".join(parts)) > width:
        parts.pop()
    return " · ".join(parts)
