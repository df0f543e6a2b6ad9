"""(rules) Settings → what the person reads."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.text import Text

from maang.cli.views.tables import grid
from maang.core.config.listing import Shown
from maang.core.config.models import Source
from maang.core.config.setup import WrittenSetup


def settings(values: Sequence[Shown]) -> RenderableType:
    """A line for each setting: its value, and who says so."""
    return grid(
        ("setting", "value", "source", "where"),
        (
            (
                value.name,
                Text("-", style="dim") if value.value is None else value.value,
                Text(value.source, style="dim" if value.source is Source.DEFAULT else ""),
                value.where,
            )
            for value in values
        ),
    )


def value(shown: Shown) -> str:
    """The bare value, for scripts; nothing when it is not set."""
    return shown.value or ""


def changed(shown: Shown) -> str:
    """What holds after a change, and why."""
    where = f" ({shown.where})" if shown.where else ""
    return f"{shown.name} = {shown.value or 'not set'}, from {shown.source}{where}"


def path(file: Path) -> str:
    """Where the file is, or will be."""
    return str(file)


def setup(value: WrittenSetup) -> RenderableType:
    """The settings everybody has an opinion on, and what to type next."""
    said = f"written to {value.file}" if value.written else "nothing was written"
    return Group(
        settings(value.settings),
        Text(said, style="dim"),
        Text(),
        Text("next:"),
        *(Text(f"  {line}") for line in value.next),
    )
