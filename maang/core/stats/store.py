"""Counting in SQL, over the views that leave out what was taken back."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    DateTime,
    Integer,
    Text,
    Uuid,
    case,
    column,
    exists,
    func,
    select,
    table,
    text,
)

from maang.core.db.database import Session, user_of
from maang.core.problems.tables import ProblemRow
from maang.core.stats.models import Standing, Totals

METRICS = table(
    "user_metrics",
    column("user_id", Uuid),
    column("attempts", Integer),
    column("solved", Integer),
    column("minutes", Integer),
)

STATUS = table(
    "user_problem_status",
    column("user_id", Uuid),
    column("problem_id", Uuid),
    column("status", Text),
    column("attempts", Integer),
)

ATTEMPTS = table(
    "live_attempts",
    column("user_id", Uuid),
    column("at", DateTime(timezone=True)),
    column("minutes", Integer),
)

ACTIVITIES = table(
    "platform_activity",
    column("id", Uuid),
    column("user_id", Uuid),
    column("platform", Text),
    column("kind", Text),
    column("at", DateTime(timezone=True)),
    column("count", Integer),
)

VOIDS = table("voids", column("event_id", Uuid))

UNKNOWN = "unknown"
"""What a group is called when the catalogue does not say."""


class Sitting(NamedTuple):
    """What was tried in one quarter of an hour."""

    at: datetime
    attempts: int
    minutes: int


class Done(NamedTuple):
    """What was done on a platform besides attempts, of one kind in one quarter of an hour."""

    platform: str
    kind: str
    at: datetime
    times: int


def totals(session: Session) -> Totals:
    """Attempts, problems solved, minutes."""
    query = select(METRICS.c.attempts, METRICS.c.solved, METRICS.c.minutes)
    row = session.execute(query.where(METRICS.c.user_id == user_of(session))).first()
    return Totals(*row) if row else Totals(0, 0, 0)


def standings(session: Session) -> tuple[dict[str, Standing], dict[str, Standing]]:
    """By difficulty and by pattern, most attempted first."""
    difficulty, pattern = ProblemRow.difficulty, ProblemRow.pattern
    attempted = func.count()
    query = (
        select(
            func.grouping(pattern) == 0,
            func.coalesce(case((func.grouping(pattern) == 0, pattern), else_=difficulty), UNKNOWN),
            func.count().filter(STATUS.c.status == "solved"),
            attempted,
            func.sum(STATUS.c.attempts).cast(Integer),
        )
        .select_from(STATUS)
        .join(ProblemRow, ProblemRow.id == STATUS.c.problem_id)
        .where(STATUS.c.user_id == user_of(session))
        .group_by(func.grouping_sets(difficulty, pattern))
        .order_by(attempted.desc(), text("2"))
    )
    groups: tuple[dict[str, Standing], dict[str, Standing]] = ({}, {})
    for by_pattern, name, *counts in session.execute(query):
        groups[by_pattern][name] = Standing(*counts)
    return groups


def sittings(session: Session, *, since: datetime) -> Iterator[Sitting]:
    """Attempts by quarters of an hour, from which the days of any zone can be told."""
    quarter = func.date_bin(
        text("interval '15 minutes'"), ATTEMPTS.c.at, text("'epoch'::timestamptz")
    )
    query = select(quarter, func.count(), func.coalesce(func.sum(ATTEMPTS.c.minutes), 0))
    query = query.where(ATTEMPTS.c.user_id == user_of(session), ATTEMPTS.c.at >= since)
    for row in session.execute(query.group_by(quarter)):
        yield Sitting(*row)


def activities(session: Session, *, since: datetime) -> Iterator[Done]:
    """What platforms told of besides attempts and stands, by kind and quarter of an hour."""
    quarter = func.date_bin(
        text("interval '15 minutes'"), ACTIVITIES.c.at, text("'epoch'::timestamptz")
    )
    query = select(
        *(ACTIVITIES.c.platform, ACTIVITIES.c.kind, quarter),
        func.sum(ACTIVITIES.c.count).cast(Integer),
    ).where(
        ACTIVITIES.c.user_id == user_of(session),
        ACTIVITIES.c.at >= since,
        ~exists().where(VOIDS.c.event_id == ACTIVITIES.c.id),
    )
    grouped = query.group_by(ACTIVITIES.c.platform, ACTIVITIES.c.kind, quarter)
    for row in session.execute(grouped.order_by(text("1, 2, 3"))):
        yield Done(*row)
