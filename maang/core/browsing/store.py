"""What is remembered, read without a question, in SQL."""

from typing import Any
from uuid import UUID

from sqlalchemy import text

from maang.core.browsing.models import Glimpse
from maang.core.db.database import Session, user_of
from maang.core.errors import NotFound
from maang.core.retrieval.models import Filters

OPENING = 400
"""Characters of a text that a list may show."""

COLUMNS = f"""
    id, source, kind, key, title, left(text, {OPENING}) AS opening, happened_at, company,
    metadata->>'problem' AS problem"""

MINE = "FROM conversation_memory WHERE user_id = :user AND forgotten_at IS NULL"

TESTS = {
    "kind": "kind = :kind",
    "source": "source = :source",
    "problem_id": "problem_id = :problem_id",
    "pattern": "lower(metadata->>'pattern') = lower(:pattern)",
    "company": "lower(company) = lower(:company)",
    "since": "happened_at >= :since",
    "until": "happened_at < :until",
}
"""The filters of a search, for texts instead of their chunks."""

NAMES = {
    "kind": "kind",
    "problem": "metadata->>'problem'",
    "pattern": "metadata->>'pattern'",
    "company": "company",
}
"""What a list may be narrowed down by → where its names stand."""


def newest(session: Session, filters: Filters, *, limit: int) -> list[Glimpse]:
    """The texts that pass, newest first."""
    where, values = _passing(session, filters)
    query = f"SELECT {COLUMNS} {where} ORDER BY happened_at DESC, id DESC LIMIT :limit"
    rows = session.execute(text(query), values | {"limit": limit})
    return [_glimpse(row) for row in rows]


def count(session: Session, filters: Filters) -> int:
    """How many there are."""
    where, values = _passing(session, filters)
    return int(session.scalar(text(f"SELECT count(*) {where}"), values) or 0)


def names(session: Session, name: str) -> list[str]:
    """The kinds, problems, patterns or companies that anything is remembered of."""
    column = NAMES[name]
    query = f"SELECT DISTINCT {column} AS name {MINE} AND {column} <> '' ORDER BY name"
    return list(session.scalars(text(query), {"user": user_of(session)}))


def get(session: Session, memory_id: UUID) -> tuple[Glimpse, str]:
    """One text, whole. Raises NotFound."""
    query = f"SELECT {COLUMNS}, text AS whole {MINE} AND id = :id"
    row = session.execute(text(query), {"user": user_of(session), "id": memory_id}).one_or_none()
    if row is None:
        raise NotFound("that is not remembered any more", hint="maang memory list")
    return _glimpse(row), row.whole


def _passing(session: Session, filters: Filters) -> tuple[str, dict[str, Any]]:
    asked = {name: getattr(filters, name) for name in TESTS}
    values = {name: value for name, value in asked.items() if value is not None}
    where = " AND ".join((MINE, "text <> ''", *(TESTS[name] for name in values)))
    return where, values | {"user": user_of(session)}


def _glimpse(row: Any) -> Glimpse:
    return Glimpse(
        memory_id=row.id,
        source=row.source,
        kind=row.kind,
        handle=row.key,
        title=row.title,
        opening=row.opening,
        happened_at=row.happened_at,
        company=row.company,
        problem=row.problem,
    )
