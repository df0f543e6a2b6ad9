"""Thousands of cards folded at once, in SQL and columns: after an import, a fit, an undo."""

from collections.abc import Sequence
from uuid import UUID

from maang.core.db.database import Session
from maang.core.reviews.scheduler import Scheduler

CARDS = 10_000
"""Cards that are folded at a time."""

ANSWERS = """
    SELECT string_agg(answer, ''::bytea) FROM (
        SELECT uuid_send(card_id) || int2send(rating) || timestamptz_send(reviewed_at)
               || float8send(retention) || int2send(coalesce(days, 0::int2)) AS answer
        FROM live_reviews WHERE card_id = ANY (%s) ORDER BY card_id, reviewed_at, seq
    ) AS given
"""
"""What stands on some cards, in the binary form that `columns.ANSWER` describes."""

FORGOTTEN = """
    UPDATE review_cards SET stability = NULL, difficulty = NULL, due_at = NULL,
           reviewed_at = NULL, reps = 0, lapses = 0
    WHERE id = ANY (%s) AND reps > 0
"""

REMEMBERED = """
    UPDATE review_cards c SET stability = f.stability, difficulty = f.difficulty,
           due_at = timestamptz '2000-01-01Z' + f.due_at * interval '1 microsecond',
           reviewed_at = timestamptz '2000-01-01Z' + f.reviewed_at * interval '1 microsecond',
           reps = f.reps, lapses = f.lapses
    FROM unnest(%s::uuid[], %s::float8[], %s::float8[], %s::int8[], %s::int8[], %s::int4[],
                %s::int4[]) AS f (id, stability, difficulty, due_at, reviewed_at, reps, lapses)
    WHERE c.id = f.id
"""


def refold_many(session: Session, card_ids: Sequence[UUID], scheduler: Scheduler) -> None:
    """Make cards what their live answers make them, as `store.refold_all` does."""
    for at in range(0, len(card_ids), CARDS):
        _refold(session, card_ids[at : at + CARDS], scheduler)


def _refold(session: Session, card_ids: Sequence[UUID], scheduler: Scheduler) -> None:
    from maang.core.reviews import columns  # numpy: not for who only undoes a log

    execute = session.connection().exec_driver_sql
    data = execute(ANSWERS, (list(card_ids),)).scalar_one()
    if data is None:
        execute(FORGOTTEN, (list(card_ids),))
        return
    found = columns.fold(scheduler, columns.read(data))
    answered = found.keys
    if len(answered) < len(card_ids):
        execute(FORGOTTEN, (list(set(card_ids).difference(answered)),))
    folded = (found.stability, found.difficulty, found.due_at, found.reviewed_at)
    counts = (found.reps, found.lapses)
    execute(REMEMBERED, (answered, *(column.tolist() for column in (*folded, *counts))))
