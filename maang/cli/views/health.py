"""(rules) What the doctor found → what the person reads."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from maang.cli.views.tables import grid
from maang.core.health.models import Finding, Level
from maang.words.common import plural

STYLES = {Level.OK: "green", Level.NOTE: "yellow", Level.PROBLEM: "red"}


def findings(values: Sequence[Finding]) -> RenderableType:
    """A line for each finding, what to do below it, and the sum."""
    lines = ((Text(value.level, style=STYLES[value.level]), _said(value)) for value in values)
    return Group(grid(("", ""), lines), Text(), Text(_sum(values)))


def _said(value: Finding) -> str:
    said = f"{value.about}: {value.what}"
    return said if value.advice is None else f"{said}\n→ {value.advice}"


def _sum(values: Sequence[Finding]) -> str:
    problems = sum(value.level is Level.PROBLEM for value in values)
    notes = sum(value.level is Level.NOTE for value in values)
    said = plural(problems, "problem") if problems else "no problem"
    return f"{said}, {plural(notes, 'note')}" if notes else said
