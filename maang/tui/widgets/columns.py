"""(rules) A problem in a line of columns: its number, its name, how hard it is in a word."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from maang.tui.theme import difficulty_style

if TYPE_CHECKING:
    from maang.core.problems.models import ProblemRef

ROOMY = 60
"""Columns from which on names stand below each other's ends and the difficulty is said."""


def problem_line(
    before: str, problem: "ProblemRef", after: str, *, among: "Sequence[ProblemRef]", width: int
) -> Text:
    """`before`, number and name in the colour of the difficulty; from ROOMY on the difficulty and
    `after`, each below those of the problems it stands `among`."""
    line = Text(before, no_wrap=True, overflow="ellipsis")
    line.stylize("dim")
    number = "" if problem.number is None else str(problem.number)
    style = difficulty_style(problem.difficulty)
    if width < ROOMY:
        return line.append(f"{number} {problem.slug}".lstrip(), style=style)
    room = width - line.cell_len - len("1234 ") - len("  medium")
    name = Text(problem.slug)
    longest = max((len(one.slug) for one in among), default=0)
    name.truncate(max(10, min(longest, room)), overflow="ellipsis", pad=True)
    line.append(f"{number:>4} {name.plain}", style=style)
    line.append(f"  {problem.difficulty or '-':<6}", style=style)
    return line.append(f"  {after}" if after else "", style="dim")
