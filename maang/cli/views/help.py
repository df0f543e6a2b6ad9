"""(rules) Help pages and the table of exit codes → what the person reads."""

from collections.abc import Mapping

from rich.console import RenderableType

from maang.cli.views.tables import grid


def page(text: str) -> str:
    """A page is text already."""
    return text


def exit_codes(meanings: Mapping[str, str]) -> RenderableType:
    """Each code and what it means."""
    return grid((">code", "meaning"), meanings.items())
