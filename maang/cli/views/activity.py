"""(rules) Changes, and what undo made of them."""

from collections.abc import Sequence
from datetime import tzinfo

from rich.console import RenderableType

from maang.cli.views.tables import grid
from maang.cli.views.words import moment
from maang.core.activity.models import Change, Undone


def changes(values: Sequence[Change], *, zone: tzinfo) -> RenderableType:
    """A line for each change, newest first."""
    if not values:
        return "nothing was changed yet"
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
