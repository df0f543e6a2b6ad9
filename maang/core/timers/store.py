"""Timers in SQL. One may be open for each person; the database holds that rule."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert

from maang.core.db.database import Session, user_of
from maang.core.ids import new_id
from maang.core.problems.tables import ProblemRow
from maang.core.timers.models import Timer
from maang.core.timers.tables import TimerRow


def open_timer(session: Session, *, lock: bool = False) -> Timer | None:
    """The person's open timer, running or paused."""
    query = _timers().where(TimerRow.user_id == user_of(session), TimerRow.stopped_at.is_(None))
    row = session.execute(query.with_for_update(of=TimerRow) if lock else query).first()
    return _timer(*row) if row else None


def unclaimed(session: Session, *, problem_id: UUID, since: datetime) -> Timer | None:
    """The newest timer for this problem, or for none, that no attempt has taken yet.

    It is open, or was stopped since that moment.
    """
    query = _timers().where(
        TimerRow.user_id == user_of(session),
        TimerRow.attempt_id.is_(None),
        or_(TimerRow.stopped_at.is_(None), TimerRow.stopped_at >= since),
        or_(TimerRow.problem_id == problem_id, TimerRow.problem_id.is_(None)),
    )
    query = query.order_by(TimerRow.started_at.desc()).limit(1).with_for_update(of=TimerRow)
    row = session.execute(query).first()
    return _timer(*row) if row else None


def start(session: Session, *, problem_id: UUID | None, at: datetime) -> UUID | None:
    """Open a timer and let it run; None where one is open already."""
    values = {"id": new_id(), "user_id": user_of(session), "problem_id": problem_id, "seconds": 0}
    statement = insert(TimerRow).values(**values, started_at=at, running_since=at)
    statement = statement.on_conflict_do_nothing(
        index_elements=["user_id"], index_where=text("stopped_at IS NULL")
    )
    return session.scalar(statement.returning(TimerRow.id))


def save(session: Session, timer: Timer) -> None:
    """Write back what changes while a timer runs, pauses and stops."""
    session.execute(
        update(TimerRow)
        .where(TimerRow.id == timer.id)
        .values(
            running_since=timer.running_since, seconds=timer.seconds, stopped_at=timer.stopped_at
        )
    )


def claim(session: Session, timer: Timer, *, attempt_id: UUID, at: datetime) -> None:
    """Stop a timer (if it is open) and note which attempt took its minutes."""
    stopped = replace(
        timer,
        seconds=timer.seconds_at(at),
        running_since=None,
        stopped_at=timer.stopped_at or at,
    )
    save(session, stopped)
    session.execute(update(TimerRow).where(TimerRow.id == timer.id).values(attempt_id=attempt_id))


def release(session: Session, timer_id: UUID) -> None:
    """Let go of the attempt, so that the next one can take the minutes."""
    session.execute(update(TimerRow).where(TimerRow.id == timer_id).values(attempt_id=None))


def put_back(
    session: Session, timer_id: UUID, *, running_since: datetime | None, seconds: int
) -> None:
    """Open a timer again, as it was."""
    values = {"running_since": running_since, "seconds": seconds, "stopped_at": None}
    session.execute(update(TimerRow).where(TimerRow.id == timer_id).values(**values))


def remove(session: Session, timer_id: UUID) -> None:
    """Forget a timer that was started by mistake."""
    session.execute(delete(TimerRow).where(TimerRow.id == timer_id))


def _timers() -> Select[TimerRow, ProblemRow]:
    return select(TimerRow, ProblemRow).outerjoin(ProblemRow, ProblemRow.id == TimerRow.problem_id)


def _timer(row: TimerRow, problem: ProblemRow | None) -> Timer:
    return Timer(
        id=row.id,
        problem_id=row.problem_id,
        problem=problem.ref() if problem else None,
        started_at=row.started_at,
        running_since=row.running_since,
        seconds=row.seconds,
        stopped_at=row.stopped_at,
    )
