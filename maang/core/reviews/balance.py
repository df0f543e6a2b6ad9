"""(rules) Which of the days that are as good for memory is the lightest for the person.

Minutes are balanced, not cards: a hard problem weighs more than an easy one (docs/decisions/0007).
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

Day = TypeVar("Day")


def lightest(days: Sequence[Day], minutes: Mapping[Day, int], *, ideal: int) -> Day:
    """Of `days`, the one with the fewest minutes; of equals the nearest to `days[ideal]`, and of
    two as near the earlier one. A day that `minutes` does not have is empty.
    """
    place = min(range(len(days)), key=lambda at: (minutes.get(days[at], 0), abs(at - ideal), at))
    return days[place]
