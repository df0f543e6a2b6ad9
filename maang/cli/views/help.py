"""(rules) Help pages and the table of exit codes → what the person reads."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType


def page(text: str) -> str:
    """A page is text already."""
    return text


def exit_codes(meanings: Mapping[str, str]) -> "RenderableType":
    """Each code and what it means."""
    from maang.cli.views.tables import grid

    return grid((">code", "meaning"), meanings.items())
