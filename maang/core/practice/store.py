"""Attempts in SQL: rows are appended, `live_attempts` shows what stands."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Select,
    column,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    table,
    text,
    union,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased

from maang.core.db.bulk import Row, insert_all, one_of
from maang.core.db.database import Session, user_of
from maang.core.errors import Ambiguous, NotFound
from maang.core.ids import new_id
from maang.core.practice.models import Attempt, AttemptFilter, Judged, Outcome, Status, Try
from maang.core.practice.tables import AttemptRow, DraftRow
from maang.core.problems.tables import ProblemRow

LIVE = table("live_attempts", *(column(c.name, c.type) for c in AttemptRow.__table__.columns))
"""The newest statement of each try that stands."""

REVIEWS = table(
    "live_reviews",
    column("user_id"),
    column("reviewed_at", DateTime(timezone=True)),
)

STATUS = table(
    "user_problem_status",
    column("user_id"),
    column("problem_id"),
    column("status"),
)

VOIDS = table("voids", column("event_id"))

UUID_DIGITS = 32

HAND = "hand"
"""The source of what a person logged."""

STATED = tuple(
    each.name
    for each in AttemptRow.__table__.columns
    if each.name not in ("id", "seq", "external_id")
)
"""What a further statement of a try takes over."""


def add(session: Session, *, amends: UUID | None = None, **values: Any) -> tuple[UUID, UUID]:
    """Append a statement about a try (a new one, or `amends`); the event's key and the try's."""
    event = new_id()
    attempt = amends or event
    row = {**values, "id": event, "attempt_id": attempt, "user_id": user_of(session)}
    session.execute(insert(AttemptRow).values(**row))
    return event, attempt


def get(session: Session, attempt_id: UUID) -> Attempt:
    """One try as it stands. Raises NotFound."""
    row = session.execute(_attempts(session).where(LIVE.c.attempt_id == attempt_id)).first()
    if row is None:
        raise NotFound("no such attempt", hint="`maang log list` shows what was logged")
    return _attempt(row)


def by_prefix(session: Session, prefix: str) -> Attempt | None:
    """The try whose id begins so. Raises Ambiguous where several do."""
    digits = prefix.replace("-", "")
    if not 0 < len(digits) <= UUID_DIGITS:
        return None
    least, most = (UUID(digits.ljust(UUID_DIGITS, digit)) for digit in "0f")
    query = _attempts(session).where(LIVE.c.attempt_id.between(least, most)).limit(5)
    rows = session.execute(query).all()
    if len(rows) > 1:
        ids = tuple(str(row.attempt_id) for row in rows)
        raise Ambiguous(
            f"several attempts begin with {prefix}", candidates=ids, hint="give more of the id"
        )
    return _attempt(rows[0]) if rows else None


def latest(session: Session, *, problem_id: UUID | None = None) -> Attempt | None:
    """The attempt recorded last (of one problem)."""
    query = _attempts(session)
    if problem_id is not None:
        query = query.where(LIVE.c.problem_id == problem_id)
    row = session.execute(query.order_by(LIVE.c.seq.desc()).limit(1)).first()
    return _attempt(row) if row else None


def recent(session: Session, wanted: AttemptFilter, *, limit: int) -> list[Attempt]:
    """Attempts that pass the filter, newest first."""
    query = _attempts(session)
    if wanted.problem_id is not None:
        query = query.where(LIVE.c.problem_id == wanted.problem_id)
    if wanted.since is not None:
        query = query.where(LIVE.c.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(LIVE.c.at < wanted.until)
    if wanted.outcome is not None:
        query = query.where(LIVE.c.outcome == wanted.outcome.value)
    if wanted.pattern is not None:
        query = query.where(func.lower(ProblemRow.pattern) == wanted.pattern.lower())
    query = query.order_by(LIVE.c.at.desc(), LIVE.c.seq.desc()).limit(limit)
    return [_attempt(row) for row in session.execute(query)]


def newest_moment(session: Session) -> datetime | None:
    """When the last statement was recorded; later than now means that the clock went back."""
    query = select(AttemptRow.recorded_at).where(AttemptRow.user_id == user_of(session))
    return session.scalar(query.order_by(AttemptRow.seq.desc()).limit(1))


def active_moments(session: Session, *, since: datetime) -> list[datetime]:
    """Quarters of an hour in which something was tried or reviewed.

    Every zone's offset is a multiple of a quarter, so days can be told from these alone.
    """
    tried = select(_quarter(LIVE.c.at))
    tried = tried.where(LIVE.c.user_id == user_of(session), LIVE.c.at >= since)
    reviewed = select(_quarter(REVIEWS.c.reviewed_at))
    reviewed = reviewed.where(REVIEWS.c.user_id == user_of(session), REVIEWS.c.reviewed_at >= since)
    return list(session.scalars(union(tried, reviewed)))


def statuses(session: Session, problem_ids: Sequence[UUID] | None = None) -> dict[UUID, Status]:
    """Where the person stands with each problem that was tried."""
    query = select(STATUS.c.problem_id, STATUS.c.status).where(STATUS.c.user_id == user_of(session))
    if problem_ids is not None:
        query = query.where(STATUS.c.problem_id.in_(problem_ids))
    return {problem_id: Status(status) for problem_id, status in session.execute(query)}


def add_all(session: Session, rows: Sequence[Row], *, same: Row) -> None:
    """Append many new tries at once, each with its own `id`, and `same` of all; known external ids
    are left alone."""
    values = [{**row, "attempt_id": row["id"]} for row in rows]
    whose = {**same, "user_id": user_of(session)}
    insert_all(session, AttemptRow, values, same=whose, keep_known=True)


def restate(session: Session, attempt_id: UUID, **facts: Any) -> UUID:
    """Append a statement that says of a try what stands, but for `facts`; the event's key."""
    event = new_id()
    said = {name: LIVE.c[name] for name in STATED} | {
        name: literal(value, AttemptRow.__table__.c[name].type) for name, value in facts.items()
    }
    copied = select(literal(event, AttemptRow.__table__.c.id.type), *said.values())
    copied = copied.where(LIVE.c.attempt_id == attempt_id, LIVE.c.user_id == user_of(session))
    session.execute(insert(AttemptRow).from_select(["id", *said], copied))
    return event


def tries(session: Session, problem_ids: Collection[UUID]) -> list[Try]:
    """The attempts at some problems, in brief, oldest first."""
    query = (
        select(
            *(LIVE.c.attempt_id, LIVE.c.id, LIVE.c.problem_id, LIVE.c.at, LIVE.c.outcome),
            *(LIVE.c.verdict, _stated(run_id=None), _stated(source=HAND)),
        )
        .where(LIVE.c.user_id == user_of(session), one_of(LIVE.c.problem_id, problem_ids))
        .order_by(LIVE.c.at, LIVE.c.seq)
    )
    return [
        Try(id, event, problem_id, at, Outcome(outcome), verdict, spoken, by_hand)
        for id, event, problem_id, at, outcome, verdict, spoken, by_hand in session.execute(query)
    ]


def recorded(
    session: Session, keys: Collection[tuple[str, str]]
) -> dict[tuple[str, str], UUID | None]:
    """Which submissions are here and as which try, None for what was taken back; a key is a
    source and its external id."""
    row = AttemptRow
    query = select(
        *(row.source, row.external_id, row.attempt_id),
        exists().where(VOIDS.c.event_id == row.id),
    ).where(
        row.user_id == user_of(session),
        row.source.in_({source for source, _ in keys}),
        one_of(row.external_id, [external for _, external in keys]),
    )
    return {
        (source, external): None if void else attempt
        for source, external, attempt, void in session.execute(query)
        if external is not None
    }


def judged(session: Session, attempt_ids: Collection[UUID]) -> list[Judged]:
    """What is known of those of some tries that stand."""
    query = select(
        *(LIVE.c.attempt_id, LIVE.c.problem_id, LIVE.c.verdict, LIVE.c.language),
        *(LIVE.c.runtime_ms, LIVE.c.memory_kb),
        *(LIVE.c.code.is_not(None), LIVE.c.failing_case.is_not(None)),
    ).where(LIVE.c.user_id == user_of(session), one_of(LIVE.c.attempt_id, attempt_ids))
    return [Judged(*row) for row in session.execute(query)]


def of_run(session: Session, run_id: UUID) -> tuple[list[UUID], set[UUID]]:
    """The statements a sync has made, and the problems they are about."""
    query = select(AttemptRow.id, AttemptRow.problem_id).where(
        AttemptRow.user_id == user_of(session), AttemptRow.run_id == run_id
    )
    found = session.execute(query).all()
    return [event for event, _ in found], {problem for _, problem in found}


def forget(session: Session, problem_id: UUID) -> None:
    """Let go of a problem all of whose attempts were taken back, so that it can go as well."""
    mine = AttemptRow.user_id == user_of(session)
    session.execute(delete(AttemptRow).where(AttemptRow.problem_id == problem_id, mine))


def draft(session: Session, place: str) -> str:
    """What was being written in a place; empty where nothing was."""
    query = select(DraftRow.body).where(DraftRow.user_id == user_of(session))
    return session.scalar(query.where(DraftRow.place == place)) or ""


def keep_draft(session: Session, place: str, body: str, *, at: datetime) -> None:
    """Keep what is being written in a place."""
    key = {"id": new_id(), "user_id": user_of(session), "place": place}
    statement = upsert(DraftRow).values(**key, body=body, saved_at=at)
    statement = statement.on_conflict_do_update(
        index_elements=["user_id", "place"], set_={"body": body, "saved_at": at}
    )
    session.execute(statement)


def _quarter(moment: ColumnElement[datetime]) -> ColumnElement[datetime]:
    return func.date_bin(text("interval '15 minutes'"), moment, text("'epoch'::timestamptz"))


@cache  # an alias made anew for each page of a sync is most of what a run leaves behind
def _stated(**facts: Any) -> ColumnElement[bool]:
    """Whether one of the statements of a try that stand is like that."""
    said = aliased(AttemptRow)
    like = (getattr(said, name) == value for name, value in facts.items())
    standing = ~exists().where(VOIDS.c.event_id == said.id)
    found = select(said.id).where(said.attempt_id == LIVE.c.attempt_id, *like, standing)
    # not EXISTS: for that PostgreSQL would rather read all attempts once than look one up
    return found.limit(1).correlate(LIVE).scalar_subquery().is_not(None)


def _attempts(session: Session) -> Select[Any]:
    return (
        select(LIVE, ProblemRow, _stated(source=HAND).label("by_hand"))
        .join(ProblemRow, ProblemRow.id == LIVE.c.problem_id)
        .where(LIVE.c.user_id == user_of(session))
    )


def _attempt(row: Any) -> Attempt:
    return Attempt(
        id=row.attempt_id,
        event=row.id,
        problem_id=row.problem_id,
        problem=row.ProblemRow.ref(),
        at=row.at,
        recorded_at=row.recorded_at,
        outcome=Outcome(row.outcome),
        minutes=row.minutes,
        hints=row.hints,
        mistakes=tuple(row.mistakes),
        approach=row.approach,
        time=row.time,
        space=row.space,
        code=row.code,
        language=row.language,
        note=row.note,
        company=row.company,
        source=row.source,
        amended=row.id != row.attempt_id,
        verdict=row.verdict,
        runtime_ms=row.runtime_ms,
        memory_kb=row.memory_kb,
        failing_case=row.failing_case,
        merged=row.source != HAND and row.by_hand,
    )
