"""(rules) Cards that are due → a table."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from maang.core.reviews.models import Due
from maang.words.common import named, share

if TYPE_CHECKING:
    from rich.console import RenderableType


def due(values: Sequence[Due]) -> "RenderableType":
    """A line for each card that is due."""
    if not values:
        return "nothing is due"
    from maang.cli.views.tables import difficulty, grid

    return grid(
        ("problem", ">recall", ">min", "difficulty", "?title"),
        (
            (
                named(item.problem),
                share(item.retrievability),
                str(item.minutes),
                difficulty(item.problem.difficulty),
                item.problem.title,
            )
            for item in values
        ),
    )
