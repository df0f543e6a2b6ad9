"""(rules) Notes and what is remembered → tables."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from maang.core.memory.models import Memory
from maang.core.notes.models import Note
from maang.words.common import beginnings, moment, named

if TYPE_CHECKING:
    from rich.console import RenderableType


def notes(values: Sequence[Note], *, zone: tzinfo) -> "RenderableType":
    """A line for each note."""
    if not values:
        return "no notes here yet"
    from maang.cli.views.tables import grid

    ids = beginnings([note.id for note in values])
    return grid(
        ("id", "?when", "?problem", "title"),
        (
            (
                beginning,
                moment(note.created_at, zone),
                named(note.problem) if note.problem else "",
                note.title,
            )
            for note, beginning in zip(values, ids, strict=True)
        ),
    )


def memories(values: Sequence[Memory], *, zone: tzinfo) -> "RenderableType":
    """A line for each text that is remembered."""
    if not values:
        return "nothing is remembered here yet"
    from maang.cli.views.tables import grid

    ids = beginnings([each.id for each in values])
    return grid(
        ("id", "?when", "kind", "title"),
        (
            (beginning, moment(each.happened_at, zone), each.kind, each.title)
            for each, beginning in zip(values, ids, strict=True)
        ),
    )
