"""(rules) Cards that are due → a table."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from maang.core.reviews.models import Due
from maang.words.common import named, share
from maang.words.reviews import LEECH_HINT

if TYPE_CHECKING:
    from rich.console import RenderableType


def due(values: Sequence[Due]) -> "RenderableType":
    """A line for each card that is due."""
    return _cards(values) if values else "nothing is due"


def suspended(values: Sequence[Due]) -> "RenderableType":
    """A line for each card that was set aside."""
    return _cards(values) if values else "nothing is suspended"


def leeches(values: Sequence[Due]) -> "RenderableType":
    """A line for each card that was forgotten too often, and what to do about them."""
    if not values:
        return "no leeches: no card was forgotten 8 times"
    from rich.console import Group
    from rich.text import Text

    return Group(_cards(values), Text(), Text(LEECH_HINT, style="dim"))


def _cards(values: Sequence[Due]) -> "RenderableType":
    from maang.cli.views.tables import difficulty, grid

    return grid(
        ("problem", ">recall", ">min", "difficulty", "?title"),
        (
            (
                named(item.problem) + (" (leech)" if item.leech else ""),
                share(item.retrievability),
                str(item.minutes),
                difficulty(item.problem.difficulty),
                item.problem.title,
            )
            for item in values
        ),
    )
