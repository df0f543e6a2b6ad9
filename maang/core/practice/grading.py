"""(rules) Outcome, hints and time → the rating they speak for. The person may say otherwise.

AGAIN is for what was not recalled; a slow or helped solution was recalled, with effort (HARD).
Calling the first HARD would teach FSRS that nothing is ever forgotten (field notes on Anki).
"""

from maang.core.practice.models import Entry, Outcome, Suggestion
from maang.core.reviews.models import Rating

QUICK = 0.5
"""At most this share of the target minutes is EASY."""

SLOW = 1.5
"""More than this share of the target minutes is HARD."""

MANY_HINTS = 3
"""From so many hints on, the solution was read rather than recalled."""


def outcome_of(entry: Entry) -> Outcome:
    """What was said, or what the hints imply when nothing was said."""
    if entry.outcome is not None:
        hinted = entry.outcome is Outcome.SOLVED and (entry.hints or 0) > 0
        return Outcome.SOLVED_WITH_HINTS if hinted else entry.outcome
    return Outcome.SOLVED_WITH_HINTS if (entry.hints or 0) > 0 else Outcome.SOLVED


def suggest(outcome: Outcome, *, hints: int, minutes: int | None, target: int) -> Suggestion:
    """The rating for a try; `target` is how many minutes it should take."""
    if not outcome.solved:
        return Suggestion(Rating.AGAIN, "not solved")
    if hints >= MANY_HINTS:
        return Suggestion(Rating.AGAIN, f"{hints} hints")
    if outcome is Outcome.SOLVED_WITH_HINTS:
        return Suggestion(Rating.HARD, "1 hint" if hints == 1 else "solved with hints")
    if not minutes:  # nobody solves anything in none: it was not measured
        return Suggestion(Rating.GOOD, "solved, no time given")
    if minutes > target * SLOW:
        return Suggestion(Rating.HARD, f"{minutes} min, target {target}")
    if minutes <= target * QUICK:
        return Suggestion(Rating.EASY, f"{minutes} min, target {target}")
    return Suggestion(Rating.GOOD, f"{minutes} min, target {target}")
