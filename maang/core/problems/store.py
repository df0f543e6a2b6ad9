"""The catalogue in SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, insert, or_, select, update

from maang.core.db.database import Session, user_of
from maang.core.errors import Ambiguous, NotFound
from maang.core.ids import new_id
from maang.core.problems.models import Difficulty, Match, Problem, ProblemFilter
from maang.core.problems.search import haystack, rank
from maang.core.problems.slugs import Reference, ReferenceKind, parse_reference
from maang.core.problems.tables import ListItemRow, ListRow, ProblemRow

CANDIDATES = 5
"""How many problems an ambiguous reference names."""


def get(session: Session, problem_id: UUID) -> Problem:
    """One problem by key. Raises NotFound."""
    row = session.get(ProblemRow, problem_id)
    if row is None:
        raise NotFound("no such problem", hint="`maang problem search WORDS`")
    return _problem(row)


def resolve(session: Session, reference: str) -> Problem:
    """The one problem a slug, number, URL or words mean.

    Raises NotFound for what is named exactly and does not exist, Ambiguous (with candidates) for
    words that fit several, Invalid for no reference at all.
    """
    parsed = parse_reference(reference)
    row = session.scalars(_named(parsed)).first()
    if row is not None:
        return _problem(row)
    if parsed.kind in (ReferenceKind.NUMBER, ReferenceKind.URL):
        raise NotFound(
            f"no problem is called {reference}",
            hint="`maang problem search WORDS` looks for it, `maang problem add` adds it",
        )
    return _by_words(session, reference)


def searchable(session: Session, wanted: ProblemFilter) -> list[tuple[Problem, str]]:
    """Problems that pass the filter, each with its haystack; by number, then title."""
    query = select(ProblemRow).where(*_conditions(wanted, session))
    rows = session.scalars(query.order_by(ProblemRow.number, ProblemRow.title))
    return [(_problem(row), row.search_text) for row in rows]


def fame(session: Session) -> dict[str, int]:
    """Slug → how many of the shipped lists it is in."""
    query = (
        select(ProblemRow.slug, func.count())
        .join(ListItemRow, ListItemRow.problem_id == ProblemRow.id)
        .join(ListRow, ListRow.id == ListItemRow.list_id)
        .where(ListRow.user_id.is_(None))
        .group_by(ProblemRow.slug)
    )
    return dict(session.execute(query).tuples().all())


def add(session: Session, problem: Problem, *, at: datetime) -> None:
    """A further problem. Raises Conflict (from the database) where platform and slug exist."""
    values = {name: getattr(problem, name) for name in _COLUMNS}
    session.execute(
        insert(ProblemRow).values(
            **values, search_text=haystack(problem), edited=True, created_at=at
        )
    )


def edit(session: Session, problem: Problem, *, edited: bool = True) -> None:
    """Write a problem back as it is now."""
    values = {name: getattr(problem, name) for name in _COLUMNS if name != "id"}
    statement = update(ProblemRow).where(ProblemRow.id == problem.id)
    session.execute(statement.values(**values, search_text=haystack(problem), edited=edited))


def is_edited(session: Session, problem_id: UUID) -> bool:
    """Whether a person has changed it."""
    return bool(session.scalar(select(ProblemRow.edited).where(ProblemRow.id == problem_id)))


def remove(session: Session, problem_id: UUID) -> None:
    """Forget a problem that was added by mistake."""
    row = session.get(ProblemRow, problem_id)
    if row is not None:
        session.delete(row)
        session.flush()


def in_list(session: Session, slug: str) -> list[Problem]:
    """A list's problems in its order. Raises NotFound for no such list."""
    list_id = session.scalar(
        select(ListRow.id).where(ListRow.slug == slug, _visible(session)).limit(1)
    )
    if list_id is None:
        raise NotFound(f"no list is called {slug}", hint="`maang list` shows the lists")
    query = (
        select(ProblemRow)
        .join(ListItemRow, ListItemRow.problem_id == ProblemRow.id)
        .where(ListItemRow.list_id == list_id)
        .order_by(ListItemRow.position)
    )
    return [_problem(row) for row in session.scalars(query)]


def lists(session: Session) -> list[tuple[str, str, int, bool]]:
    """Each list: slug, name, how many problems, and whether it is the person's own."""
    query = (
        select(ListRow.slug, ListRow.name, func.count(ListItemRow.position), ListRow.user_id)
        .outerjoin(ListItemRow, ListItemRow.list_id == ListRow.id)
        .where(_visible(session))
        .group_by(ListRow.id)
        .order_by(ListRow.user_id.is_not(None), ListRow.slug)
    )
    return [
        (slug, name, size, user is not None) for slug, name, size, user in session.execute(query)
    ]


def replace_list(session: Session, *, slug: str, name: str, problem_ids: Sequence[UUID]) -> UUID:
    """Make a list of the person's own what `problem_ids` say, in that order."""
    row = session.scalar(
        select(ListRow).where(ListRow.slug == slug, ListRow.user_id == user_of(session))
    )
    if row is None:
        row = ListRow(id=new_id(), user_id=user_of(session), slug=slug, name=name)
        session.add(row)
    row.name = name
    session.flush()
    session.query(ListItemRow).filter(ListItemRow.list_id == row.id).delete()
    items = [
        {"list_id": row.id, "position": place, "problem_id": id}
        for place, id in enumerate(problem_ids, start=1)
    ]
    if items:
        session.execute(insert(ListItemRow), items)
    return row.id


def remove_list(session: Session, list_id: UUID) -> None:
    """Forget a list; its problems stay."""
    row = session.get(ListRow, list_id)
    if row is not None:
        session.delete(row)
        session.flush()


def _named(parsed: Reference) -> Any:
    conditions: list[ColumnElement[bool]] = []
    if parsed.number is not None:
        conditions.append(ProblemRow.number == parsed.number)
    elif parsed.slug is not None:
        conditions.append(ProblemRow.slug == parsed.slug)
    query = select(ProblemRow).where(or_(False, *conditions))
    if parsed.platform is not None:
        query = query.where(ProblemRow.platform == parsed.platform)
    return query.order_by(case((ProblemRow.platform == "leetcode", 0), else_=1)).limit(1)


def _by_words(session: Session, words: str) -> Problem:
    rows = list(session.scalars(select(ProblemRow)))
    found = rank(rows, words, limit=CANDIDATES, texts=[row.search_text for row in rows])
    if not found:
        raise NotFound(
            f"nothing in the catalogue looks like {words!r}",
            hint="`maang problem add` adds a problem of your own",
        )
    sure = [row for row, match in found if match is Match.EXACT]
    if len(sure) == 1:
        return _problem(sure[0])
    matched = [row for row, match in found if match in (Match.WORDS, Match.PREFIX)]
    if len(matched) == 1 and not sure:
        return _problem(matched[0])
    raise Ambiguous(
        f"{words!r} may mean several problems",
        candidates=tuple(f"{row.number or '-'}  {row.slug}  {row.title}" for row, _ in found),
        hint="name one by its slug or number",
    )


def _conditions(wanted: ProblemFilter, session: Session) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.difficulty is not None:
        conditions.append(ProblemRow.difficulty == wanted.difficulty.value)
    if wanted.premium is not None:
        conditions.append(ProblemRow.premium == wanted.premium)
    if wanted.pattern is not None:
        conditions.append(func.lower(ProblemRow.pattern) == wanted.pattern.lower())
    if wanted.topic is not None:
        conditions.append(ProblemRow.topics.contains([wanted.topic]))
    if wanted.technique is not None:
        conditions.append(ProblemRow.techniques.contains([wanted.technique]))
    if wanted.list is not None:
        ids = [problem.id for problem in in_list(session, wanted.list)]
        conditions.append(ProblemRow.id.in_(ids))
    return conditions


def _visible(session: Session) -> ColumnElement[bool]:
    return or_(ListRow.user_id.is_(None), ListRow.user_id == user_of(session))


_COLUMNS = tuple(Problem.__dataclass_fields__)


def _problem(row: ProblemRow) -> Problem:
    return Problem(
        id=row.id,
        platform=row.platform,
        slug=row.slug,
        number=row.number,
        title=row.title,
        difficulty=Difficulty(row.difficulty) if row.difficulty else None,
        premium=row.premium,
        pattern=row.pattern,
        topics=tuple(row.topics),
        techniques=tuple(row.techniques),
        time=row.time,
        space=row.space,
        url=row.url,
    )
