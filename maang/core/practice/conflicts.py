"""(rules) What was logged by hand and seen by a judge is one attempt, whichever came first: which
submission of a sitting joins which attempt."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from maang.core.practice.models import Outcome, Try
from maang.core.practice.sittings import Sitting, sittings

BEFORE = timedelta(hours=3)
"""How long before the first submission an attempt may have been logged: its beginning was noted."""

AFTER = timedelta(hours=12)
"""How long after the last one: it was noted in the evening."""


def joins(tries: Iterable[Try], fresh: Collection[UUID]) -> dict[UUID, Try]:
    """Which new submissions join which attempts logged by hand: try → attempt.

    `tries` are all of one problem, those in `fresh` are seen for the first time. A sitting joins
    at most one attempt, with the submission that decided it, and only one of the same outcome;
    an attempt joins the nearest sitting.
    """
    every = list(tries)
    free = [one for one in every if one.by_hand and one.verdict is None]
    if not free:
        return {}
    pairs = sorted(
        (abs(hand.at - decided.at), decided.id, hand.id)
        for sitting in sittings(one for one in every if one.verdict)
        if (decided := _deciding(sitting, fresh)) is not None
        for hand in free
        if _fits(sitting, at=hand.at, outcome=hand.outcome)
    )
    by_id = {hand.id: hand for hand in free}
    found: dict[UUID, Try] = {}
    for _, decided_id, hand_id in pairs:
        if decided_id not in found and hand_id in by_id:
            found[decided_id] = by_id.pop(hand_id)
    return found


def joined_by(tries: Iterable[Try], *, at: datetime, outcome: Outcome) -> Try | None:
    """Which submission, of all `tries` at a problem, a log of that moment and outcome joins.

    As `joins` has it, the other way round: the one that decided the nearest sitting that fits,
    of which the person has said nothing yet.
    """
    found = [
        (abs(at - decided.at), decided.id, decided)
        for sitting in sittings(one for one in tries if one.verdict)
        if not any(one.spoken for one in sitting.tries)
        if _fits(sitting, at=at, outcome=outcome)
        if (decided := _deciding(sitting, {one.id for one in sitting.tries})) is not None
    ]
    return min(found)[2] if found else None


def _deciding(sitting: Sitting, fresh: Collection[UUID]) -> Try | None:
    """The last new submission that says how the sitting ended; None once an attempt has joined."""
    if any(one.by_hand for one in sitting.tries):
        return None
    for one in reversed(sitting.tries):
        if one.id in fresh and one.outcome.solved == sitting.solved:
            return one
    return None


def _fits(sitting: Sitting, *, at: datetime, outcome: Outcome) -> bool:
    in_time = sitting.first.at - BEFORE <= at <= sitting.last.at + AFTER
    return in_time and outcome.solved == sitting.solved
