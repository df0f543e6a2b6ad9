"""(rules) Changes, and what undo made of them."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from maang.core.activity.models import Change, Undone
from maang.words.common import moment

if TYPE_CHECKING:
    from rich.console import RenderableType


def changes(values: Sequence[Change], *, zone: tzinfo) -> "RenderableType":
    """A line for each change, newest first."""
    if not values:
        return "nothing was changed yet"
    from maang.cli.views.tables import grid

    return grid(
        ("when", "what", "of what", "?"),
        (
            (moment(one.at, zone), one.verb, one.subject, "taken back" if one.undone else "")
            for one in values
        ),
    )


def undone(value: Undone) -> str:
    """What was taken back."""
    return f"taken back: {value.change.verb} {value.change.subject}"
