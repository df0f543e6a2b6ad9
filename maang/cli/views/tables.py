"""(rules) The one look of a table: no boxes, quiet headings, words wrapped and never cut."""

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

RIGHT = ">"
"""A heading that begins so is that of a right-aligned column."""


def grid(headings: Sequence[str], rows: Iterable[Sequence[str | Text]]) -> Table:
    """A table of rows under quiet headings."""
    table = Table(box=None, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in headings:
        right = heading.startswith(RIGHT)
        table.add_column(
            heading.lstrip(RIGHT),
            justify="right" if right else "left",
            header_style="dim",
            no_wrap=right,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in row))
    return table


DIFFICULTY_STYLES = {"easy": "green", "medium": "yellow", "hard": "red"}


def difficulty(value: str | None) -> Text:
    """The difficulty in its colour; unknown is a dash."""
    return Text(value or "-", style=DIFFICULTY_STYLES.get(value or "", "dim"))
