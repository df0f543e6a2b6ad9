"""What an answer is decided by besides itself: the person's own parameters, and the days' load."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from maang.core.db.database import Session
from maang.core.parameters import store as parameters
from maang.core.reviews import store
from maang.core.reviews.balance import lightest
from maang.core.reviews.models import Reviewed, Targets, Tied
from maang.core.reviews.scheduler import Scheduler

FRESH = timedelta(days=2)
"""What is older came with a history."""


def tuned(session: Session, scheduler: Scheduler, *, folding: bool = False) -> Scheduler:
    """The scheduler with the person's own parameters, if there are any.

    Who is `folding` asks before a card is locked: the parameters then stay until the end.
    """
    if folding:
        parameters.hold(session)
    own = parameters.current(session)
    return replace(scheduler, parameters=own) if own else scheduler


def balanced(
    session: Session,
    card_id: UUID,
    answer: Reviewed,
    *,
    scheduler: Scheduler,
    targets: Targets,
    now: datetime,
) -> Reviewed:
    """The answer with the day on which the card comes back: of those as good for memory, the one
    with the fewest minutes of reviews. An answer that is not the newest of its card stays as it is.
    """
    before = store.histories(session, [card_id])[card_id]
    if before and before[-1].reviewed_at > answer.reviewed_at:
        return answer
    recall, calendar = scheduler.fold(before), scheduler.calendar
    days = scheduler.choices(recall, answer)
    given = calendar.day_of(answer.reviewed_at)
    dates = [given + timedelta(days=count) for count in days]
    if len(days) == 1 or dates[0] <= calendar.day_of(now):
        return answer
    since, until = calendar.start_of(dates[0]), calendar.end_of(dates[-1])
    minutes = Counter[date]()
    for load in store.load(session, since=since, until=until, besides=card_id):
        minutes[calendar.day_of(load.due_at)] += load.cards * targets.of(load.difficulty)
    ideal = calendar.days_between(answer.reviewed_at, scheduler.next_recall(recall, answer).due_at)
    chosen = lightest(dates, minutes, ideal=days.index(ideal))
    return replace(answer, days=(chosen - given).days)


def balanced_all(
    session: Session,
    answers: Iterable[Tied],
    *,
    scheduler: Scheduler,
    targets: Targets,
    now: datetime,
) -> list[Tied]:
    """`balanced` for each that is fresh; a whole history would ask for the load card by card."""
    found = []
    for each in answers:
        if now - each.reviewed_at <= FRESH:
            given = Reviewed(each.rating, each.reviewed_at, each.retention)
            given = balanced(
                session, each.card_id, given, scheduler=scheduler, targets=targets, now=now
            )
            each = replace(each, days=given.days)
        found.append(each)
    return found
