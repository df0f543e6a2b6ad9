"""(rules) The one look of a table: no boxes, quiet headings, words wrapped and never cut."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

RIGHT, SPARE = ">", "?"
"""A heading that begins so: its column is right-aligned; its column may go where it is narrow."""

GAP = 2
"""Spaces between columns."""

DIFFICULTY_STYLES = {"easy": "green", "medium": "yellow", "hard": "red"}


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under quiet headings. Spare columns leave, last first, until the rest fits."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Text]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        shown = self._shown(options.max_width)
        table = Table(
            box=None,
            show_edge=False,
            pad_edge=False,
            padding=(0, GAP, 0, 0),
            show_header=any(self.headings),
        )
        for at in shown:
            heading = self.headings[at]
            right = heading.startswith(RIGHT)
            table.add_column(
                heading.lstrip(RIGHT + SPARE),
                justify="right" if right else "left",
                header_style="dim",
                no_wrap=right,
                overflow="fold",
            )
        for row in self.rows:
            table.add_row(*(row[at] for at in shown))
        yield table

    def _shown(self, width: int) -> list[int]:
        shown = list(range(len(self.headings)))
        spare = [at for at in shown if self.headings[at].startswith(SPARE)]
        while spare and sum(self._width(at) + GAP for at in shown) - GAP > width:
            shown.remove(spare.pop())
        return shown

    def _width(self, at: int) -> int:
        heading = cell_len(self.headings[at].lstrip(RIGHT + SPARE))
        return max([heading, *(row[at].cell_len for row in self.rows)])


def grid(headings: Sequence[str], rows: Iterable[Sequence[str | Text]]) -> Grid:
    """A table of rows under headings; see RIGHT and SPARE for what a heading may begin with."""
    cells = [[cell if isinstance(cell, Text) else Text(cell) for cell in row] for row in rows]
    return Grid(headings, cells)


@dataclass(frozen=True, slots=True)
class Commands:
    """What to type next, each with what it does, or alone where it is narrow."""

    steps: Sequence[tuple[str, str]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        longest = max(cell_len(command) for command, _ in self.steps)
        explained = longest + GAP + max(cell_len(does) for _, does in self.steps)
        for command, does in self.steps:
            line = Text(command, style="cyan")
            if explained <= options.max_width:
                line.append(" " * (longest - cell_len(command) + GAP))
                line.append(does, style="dim")
            yield line


def commands(steps: Iterable[tuple[str, str]]) -> Commands:
    """What to type next: pairs of a command and what it does."""
    return Commands(list(steps))


def difficulty(value: str | None) -> Text:
    """The difficulty in its colour; unknown is a dash."""
    return Text(value or "-", style=DIFFICULTY_STYLES.get(value or "", "dim"))
