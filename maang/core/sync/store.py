"""Runs, cursors, raw pages and other people's problems in SQL."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Text,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    table,
    update,
)
from sqlalchemy import column as named
from sqlalchemy.dialects.postgresql import JSONB, Insert, distinct_on
from sqlalchemy.dialects.postgresql import insert as upsert

from maang.core.db.bulk import one_of
from maang.core.db.database import Session, user_of
from maang.core.ids import new_id
from maang.core.problems.models import Known
from maang.core.problems.tables import ProblemRow
from maang.core.sync.matching import Name
from maang.core.sync.models import PlatformStatus, RemoteActivity, Run, RunState
from maang.core.sync.tables import CursorRow, PageRow, RemoteActivityRow, RunRow

INCREMENTAL, FULL = "incremental", "full"
"""The two places from which a platform is read on."""

CUT = "stopped"
"""The code of a run that ended without saying so."""

RUNS: Any = RunRow.__table__
PAGES: Any = PageRow.__table__
ACTIVITIES: Any = RemoteActivityRow.__table__
"""As tables: many rows at once, without the ORM's care for each."""

VOIDS = table("voids", named("event_id"))

LIVE = table("live_attempts", named("user_id"), named("source"))


def save_run(session: Session, run: Run, *, activity_id: UUID | None = None) -> None:
    """Write a run as it is now; `activity_id` once there is something to take back."""
    values = {name: getattr(run, name) for name in _COLUMNS}
    values |= {"state": run.state.value, "notes": list(run.notes), "activity_id": activity_id}
    session.execute(_saving(), {**values, "user_id": user_of(session)})


def end_cut_runs(session: Session, *, platform: str) -> None:
    """Say of runs nobody works on any more that they were cut, at the time they were last heard
    of. For whoever holds the lock of this platform."""
    heard = select(func.max(PageRow.at)).where(PageRow.run_id == RunRow.id).scalar_subquery()
    session.execute(
        update(RunRow)
        .where(RunRow.user_id == user_of(session), RunRow.platform == platform)
        .where(RunRow.state == RunState.RUNNING.value)
        .values(
            state=RunState.PARTIAL.value,
            ended_at=func.coalesce(heard, RunRow.started_at),
            code=CUT,
            error="it was killed before its end",
            hint="the next run goes on from there",
        ),
        execution_options={"synchronize_session": False},
    )


def runs(session: Session, *, platform: str | None = None, limit: int = 20) -> list[Run]:
    """The last runs (of one platform), newest first."""
    query = select(RunRow).where(RunRow.user_id == user_of(session))
    if platform is not None:
        query = query.where(RunRow.platform == platform)
    query = query.order_by(RunRow.started_at.desc(), RunRow.id.desc()).limit(limit)
    return [_run(row) for row in session.scalars(query)]


def activity_of(session: Session, run_id: UUID) -> UUID | None:
    """The change by which a run can be taken back, if it changed anything."""
    return session.scalar(
        select(RunRow.activity_id).where(RunRow.id == run_id, RunRow.user_id == user_of(session))
    )


def statuses(session: Session, names: Collection[str]) -> list[PlatformStatus]:
    """Where some platforms stand, and all that were ever read, by name; without their logins."""
    last = _each(session, RunRow.user_id == user_of(session))
    done = _each(session, RunRow.state == RunState.DONE.value)
    counting = select(LIVE.c.source, func.count()).where(LIVE.c.user_id == user_of(session))
    rows: dict[str, int] = dict(session.execute(counting.group_by(LIVE.c.source)).all())
    unfinished, done_elsewhere = cursors(session, mode=FULL), _activities(session)
    return [
        PlatformStatus(
            platform=name,
            login=None,
            rows=rows.get(name, 0),
            last=last.get(name),
            last_done=done[name].ended_at if name in done else None,
            unfinished=name in unfinished,
            activities=done_elsewhere.get(name, (0, None))[0],
            last_activity=done_elsewhere.get(name, (0, None))[1],
        )
        for name in sorted({*names, *done, *unfinished})
    ]


def cursors(session: Session, *, mode: str) -> dict[str, Mapping[str, Any]]:
    """Where each platform's next page begins."""
    query = select(CursorRow.platform, CursorRow.cursor)
    query = query.where(CursorRow.user_id == user_of(session), CursorRow.mode == mode)
    return dict(session.execute(query).all())


def save_cursor(
    session: Session, cursor: Mapping[str, Any], *, platform: str, mode: str, at: datetime
) -> None:
    """From here on the next page begins there."""
    values = {"cursor": dict(cursor), "updated_at": at}
    statement = upsert(CursorRow).values(
        user_id=user_of(session), platform=platform, mode=mode, **values
    )
    session.execute(
        statement.on_conflict_do_update(index_elements=["user_id", "platform", "mode"], set_=values)
    )


def finish_full(session: Session, *, platform: str, at: datetime) -> None:
    """The whole history was read: the daily run goes on where it ended."""
    cursor = cursors(session, mode=FULL).get(platform)
    if cursor is None:
        return
    save_cursor(session, cursor, platform=platform, mode=INCREMENTAL, at=at)
    session.execute(
        delete(CursorRow).where(
            CursorRow.user_id == user_of(session),
            CursorRow.platform == platform,
            CursorRow.mode == FULL,
        )
    )


def add_pages(session: Session, raw: Sequence[str], *, run: Run, at: datetime) -> None:
    """Keep some pages as they came, as JSON text."""
    same = {"run_id": run.id, "user_id": user_of(session), "platform": run.platform, "at": at}
    as_text = cast(bindparam("text", type_=Text), JSONB)
    rows = [{"id": new_id(), "text": text, **same} for text in raw]
    if rows:
        session.execute(insert(PAGES).values(raw=as_text), rows)


def next_page(session: Session, *, platform: str, after: UUID | None) -> tuple[UUID, Any] | None:
    """The page that was kept after that one (None: the first), raw."""
    query = select(PageRow.id, PageRow.raw)
    query = query.where(PageRow.user_id == user_of(session), PageRow.platform == platform)
    if after is not None:
        query = query.where(PageRow.id > after)
    row = session.execute(query.order_by(PageRow.id).limit(1)).first()
    return (row.id, row.raw) if row else None


def unknown(
    session: Session, rows: Sequence[RemoteActivity]
) -> tuple[list[RemoteActivity], list[RemoteActivity]]:
    """Those of some activities that are not here, and those that count less here; each once."""
    row, given = RemoteActivityRow, {(one.platform, one.external_id): one for one in rows}
    if not given:
        return [], []
    here = select(row.platform, row.external_id, row.count).where(
        row.user_id == user_of(session), one_of(row.external_id, [key for _, key in given])
    )
    known = {(platform, key): count for platform, key, count in session.execute(here)}
    new = [one for place, one in given.items() if place not in known]
    return new, [one for place, one in given.items() if one.count > known.get(place, one.count)]


def add_activities(session: Session, rows: Sequence[RemoteActivity], *, run_id: UUID) -> None:
    """Record what is no attempt; what is here already counts as much as is said now.

    It stays with the run that saw it first: a run that saw it grow takes nothing of it back.
    """
    same = {"user_id": user_of(session), "run_id": run_id}
    values = [
        {"id": new_id(), **same, **{name: getattr(one, name) for name in _SAID}} for one in rows
    ]
    if values:
        statement = upsert(ACTIVITIES)
        key = ("user_id", "platform", "external_id")
        grown = {"count": statement.excluded.count}
        session.execute(statement.on_conflict_do_update(index_elements=key, set_=grown), values)


def activities_of(session: Session, run_id: UUID) -> list[UUID]:
    """What a run has recorded besides attempts."""
    query = select(RemoteActivityRow.id).where(
        RemoteActivityRow.run_id == run_id, RemoteActivityRow.user_id == user_of(session)
    )
    return list(session.scalars(query))


def problems_called(session: Session, names: Collection[Name]) -> list[Known]:
    """Problems that may be behind some names; their titles in small letters."""
    places = [place for name in names for place in name.places]
    numbers = [name.number for name in names if name.number is not None]
    titles = [name.title for name in names if name.title and not name.places and not name.number]
    platforms = {platform for platform, _ in places} | {name.platform for name in names}
    slugs = [slug for _, slug in places]
    fits = or_(one_of(ProblemRow.slug, slugs), one_of(ProblemRow.number, numbers))
    wanted = and_(ProblemRow.platform.in_(platforms), fits)
    title = func.lower(ProblemRow.title, type_=Text())
    if titles:
        wanted = or_(wanted, one_of(title, titles))
    query = select(ProblemRow.id, ProblemRow.platform, ProblemRow.slug, ProblemRow.number, title)
    return [Known(*row) for row in session.execute(query.where(wanted))]


@cache  # made once: a run is written with each of its pages
def _saving() -> Insert:
    statement = upsert(RUNS)
    said = statement.excluded
    names = (*_COLUMNS, "state", "notes")
    changed: dict[str, Any] = {name: said[name] for name in names if name != "id"}
    changed["activity_id"] = func.coalesce(said.activity_id, RUNS.c.activity_id)
    return statement.on_conflict_do_update(index_elements=["id"], set_=changed)


def _activities(session: Session) -> dict[str, tuple[int, datetime | None]]:
    """What each platform told of that is no attempt, and stands: how many, and the newest."""
    row = RemoteActivityRow
    query = select(row.platform, func.count(), func.max(row.at)).where(
        row.user_id == user_of(session), ~exists().where(VOIDS.c.event_id == row.id)
    )
    found = session.execute(query.group_by(row.platform))
    return {platform: (count, newest) for platform, count, newest in found}


def _each(session: Session, which: ColumnElement[bool]) -> dict[str, Run]:
    """Each platform's last run of some."""
    query = select(RunRow).where(RunRow.user_id == user_of(session), which)
    query = query.ext(distinct_on(RunRow.platform))
    ordered = query.order_by(RunRow.platform, RunRow.started_at.desc(), RunRow.id.desc())
    return {row.platform: _run(row) for row in session.scalars(ordered)}


_SAID = tuple(RemoteActivity.__dataclass_fields__)

_COLUMNS = tuple(name for name in Run.__dataclass_fields__ if name not in ("state", "notes"))


def _run(row: RunRow) -> Run:
    values = {name: getattr(row, name) for name in _COLUMNS}
    return Run(**values, state=RunState(row.state), notes=tuple(row.notes))
