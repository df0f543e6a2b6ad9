"""(rules) Attempts → what the person reads."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from maang.core.practice.models import Attempt
from maang.words.common import beginnings, moment, named
from maang.words.practice import OUTCOMES

if TYPE_CHECKING:
    from rich.console import RenderableType


def attempts(values: Sequence[Attempt], *, zone: tzinfo) -> "RenderableType":
    """A line for each attempt."""
    if not values:
        return "nothing logged here yet"
    from maang.cli.views.tables import grid

    ids = beginnings([attempt.id for attempt in values])
    return grid(
        ("?id", "when", "problem", "outcome", ">min", "?note"),
        (
            (
                beginning,
                moment(attempt.at, zone),
                named(attempt.problem),
                OUTCOMES[attempt.outcome.value] + (" *" if attempt.amended else ""),
                "-" if attempt.minutes is None else str(attempt.minutes),
                (attempt.note or "").partition("\n")[0],
            )
            for attempt, beginning in zip(values, ids, strict=True)
        ),
    )
