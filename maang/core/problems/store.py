"""The catalogue in SQL."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError

from maang.core.db.bulk import insert_all
from maang.core.db.database import Session, user_of
from maang.core.errors import Ambiguous, Conflict, NotFound
from maang.core.ids import new_id
from maang.core.problems.corpus import Corpus, haystack, haystacks
from maang.core.problems.models import (
    Known,
    Match,
    NameKind,
    Place,
    Problem,
    ProblemFilter,
    ProblemList,
)
from maang.core.problems.naming import agreed, candidate, list_called, matching, nearest
from maang.core.problems.search import rank
from maang.core.problems.slugs import Reference, ReferenceKind, parse_reference
from maang.core.problems.tables import ListItemRow, ListRow, ProblemRow, TopicRow

CANDIDATES = 5
"""How many problems an ambiguous reference names."""

ORDER = (ProblemRow.number, ProblemRow.title, ProblemRow.id)
EDIT = "`maang problem edit` puts it right instead"
LOOK = "`maang problem search WORDS` looks for it, `maang problem add` adds it"


def get(session: Session, problem_id: UUID) -> Problem:
    """One problem by key. Raises NotFound."""
    row = session.get(ProblemRow, problem_id, populate_existing=True)
    if row is None:
        raise NotFound("no such problem", hint="`maang problem search WORDS`")
    return row.problem()


def among(session: Session, problem_ids: Sequence[UUID]) -> list[Problem]:
    """The problems with these keys, in this order."""
    rows = session.scalars(select(ProblemRow).where(ProblemRow.id.in_(problem_ids)))
    found = {row.id: row.problem() for row in rows}
    return [found[id] for id in problem_ids if id in found]


def resolve(session: Session, reference: str) -> Problem:
    """The one problem a slug, number, URL or words mean.

    Raises NotFound for what is named exactly and does not exist, Ambiguous (with candidates) for
    words that fit several or a number and a title that do not belong together, Invalid for no
    reference at all.
    """
    parsed = parse_reference(reference)
    rows = list(session.scalars(_named(parsed)))
    if rows and parsed.number is not None and parsed.slug is not None:
        return agreed([row.problem() for row in rows], parsed)
    if rows:
        return rows[0].problem()
    if parsed.kind in (ReferenceKind.NUMBER, ReferenceKind.URL):
        raise NotFound(f"no problem is called {reference}", hint=LOOK)
    return _by_words(session, reference)


def index(session: Session, wanted: ProblemFilter) -> Corpus[Any]:
    """The problems that pass the filter as a search looks through them, by number, then title; each
    is a row with its `id` too. Raises NotFound as `keys` does."""
    row = ProblemRow
    query = select(row.id, row.slug, row.number, row.pattern, row.search_text)
    query = query.where(*_conditions(wanted, session))
    rows = session.execute(query.order_by(row.number, row.title)).all()
    return Corpus(rows, [each.search_text for each in rows])


def keys(
    session: Session, wanted: ProblemFilter, *, limit: int | None = None, start: Place | None = None
) -> list[UUID]:
    """The problems that pass the filter, by number, then title; `limit` of them from a place on.
    Raises NotFound for a list, pattern, topic or technique that nothing is called."""
    query = select(ProblemRow.id).where(*_conditions(wanted, session)).order_by(*ORDER)
    found: list[UUID] = []
    for part in ProblemRow.onwards(start):
        if limit is None or len(found) < limit:
            more = query.where(*part).limit(None if limit is None else limit - len(found))
            found += session.scalars(more)
    return found


def places(session: Session, wanted: ProblemFilter, *, every: int) -> list[Place]:
    """The first of them, and each `every`th after it. Raises as `keys`."""
    at = func.row_number().over(order_by=ORDER).label("at")
    rows = select(*ORDER, at).where(*_conditions(wanted, session)).subquery().columns
    query = select(rows.number, rows.title, rows.id).where(rows.at % every == 1 % every)
    return [Place(*row) for row in session.execute(query.order_by(rows.at))]


def count(session: Session, wanted: ProblemFilter) -> int:
    """How many pass the filter. Raises as `keys`."""
    return (
        session.scalar(select(func.count(ProblemRow.id)).where(*_conditions(wanted, session))) or 0
    )


def fame(session: Session) -> dict[str, int]:
    """Slug → how many of the shipped lists it is in."""
    query = (
        select(ProblemRow.slug, func.count())
        .join(ListItemRow, ListItemRow.problem_id == ProblemRow.id)
        .join(ListRow, ListRow.id == ListItemRow.list_id)
        .where(ListRow.user_id.is_(None))
        .group_by(ProblemRow.slug)
    )
    return dict(session.execute(query).all())


def known(session: Session) -> list[Known]:
    """Every problem, as much of it as a file may name."""
    row = ProblemRow
    query = select(row.id, row.platform, row.slug, row.number, row.title)
    return [Known(*row) for row in session.execute(query)]


def names(session: Session, kind: NameKind) -> list[str]:
    """What patterns, topics or techniques are called; patterns in the order of the roadmap."""
    query = select(TopicRow.name).where(TopicRow.kind == kind.value)
    return list(session.scalars(query.order_by(TopicRow.position, TopicRow.name)))


def called(session: Session, kind: NameKind, said: str) -> tuple[str, ...]:
    """The names somebody means by `said`. Raises NotFound with the nearest ones."""
    every = names(session, kind)
    found = matching(every, said)
    if not found:
        near = nearest(every, said) or (every if kind is NameKind.PATTERN else [])
        hint = f"there is: {', '.join(near)}" if near else "`maang problem show P` names some"
        raise NotFound(f"no {kind} is called {said!r}", hint=hint)
    return found


def clash(session: Session, problem: Problem, *, anywhere: bool) -> Problem | None:
    """Another problem of that slug or number on its platform, or anywhere."""
    same = [ProblemRow.slug == problem.slug]
    if problem.number is not None:
        same.append(ProblemRow.number == problem.number)
    query = select(ProblemRow).where(or_(*same), ProblemRow.id != problem.id)
    if not anywhere:
        query = query.where(ProblemRow.platform == problem.platform)
    return next((row.problem() for row in session.scalars(query.limit(1))), None)


def add(session: Session, *problems: Problem, at: datetime, edited: bool = True) -> None:
    """Further problems. Raises Conflict (from the database) where platform and slug exist."""
    rows = [
        {**{name: getattr(problem, name) for name in _COLUMNS}, "search_text": text}
        for problem, text in zip(problems, haystacks(problems), strict=True)
    ]
    insert_all(session, ProblemRow, rows, same={"edited": edited, "created_at": at})
    _learn(session, problems)


def edit(session: Session, problem: Problem, *, edited: bool = True) -> None:
    """Write a problem back as it is now."""
    values = {name: getattr(problem, name) for name in _COLUMNS if name != "id"}
    statement = update(ProblemRow).where(ProblemRow.id == problem.id)
    session.execute(statement.values(**values, search_text=haystack(problem), edited=edited))
    _learn(session, [problem])


def is_edited(session: Session, problem_id: UUID) -> bool:
    """Whether a person has changed it."""
    return bool(session.scalar(select(ProblemRow.edited).where(ProblemRow.id == problem_id)))


def remove(session: Session, problem_id: UUID) -> None:
    """Forget a problem that was added by mistake. Raises Conflict where work stands on it."""
    try:
        session.execute(delete(ProblemRow).where(ProblemRow.id == problem_id))
    except IntegrityError as error:
        raise Conflict("somebody has worked on that problem", hint=EDIT) from error


def find_list(session: Session, said: str) -> ProblemList:
    """The list somebody means by its slug or name. Raises NotFound with the nearest ones."""
    query = select(ListRow).where(_visible(session)).order_by(ListRow.user_id, ListRow.slug)
    every = [_list(row) for row in session.scalars(query)]
    found = list_called(every, said)
    if found is None:
        near = nearest([one.slug for one in every], said)
        hint = f"there is: {', '.join(near)}" if near else "`maang list` shows the lists"
        raise NotFound(f"no list is called {said!r}", hint=hint)
    return found


def in_list(session: Session, slug: str) -> list[Problem]:
    """A list's problems in its order. Raises NotFound for no such list."""
    return among(session, listed(session, find_list(session, slug).id))


def listed(session: Session, list_id: UUID) -> list[UUID]:
    """The keys of a list's problems, in its order."""
    query = select(ListItemRow.problem_id).where(ListItemRow.list_id == list_id)
    return list(session.scalars(query.order_by(ListItemRow.position)))


def replace_list(session: Session, *, slug: str, name: str, problem_ids: Iterable[UUID]) -> UUID:
    """Make a list of the person's own what `problem_ids` say, in that order."""
    who = user_of(session)
    statement = upsert(ListRow).values(id=new_id(), user_id=who, slug=slug, name=name)
    same = ["user_id", "slug"]
    statement = statement.on_conflict_do_update(index_elements=same, set_={"name": name})
    list_id: UUID = session.execute(statement.returning(ListRow.id)).scalar_one()
    session.execute(delete(ListItemRow).where(ListItemRow.list_id == list_id))
    items = [{"position": place, "problem_id": id} for place, id in enumerate(problem_ids, start=1)]
    insert_all(session, ListItemRow, items, same={"list_id": list_id})
    return list_id


def remove_list(session: Session, list_id: UUID) -> None:
    """Forget a list of the person's own; its problems stay."""
    mine = delete(ListRow).where(ListRow.user_id == user_of(session))
    session.execute(mine.where(ListRow.id == list_id))


def _named(parsed: Reference) -> Select[ProblemRow]:
    conditions: list[ColumnElement[bool]] = []
    if parsed.number is not None:
        conditions.append(ProblemRow.number == parsed.number)
    if parsed.slug is not None:
        conditions.append(ProblemRow.slug == parsed.slug)
    query = select(ProblemRow).where(or_(False, *conditions))
    if parsed.platform is not None:
        query = query.where(ProblemRow.platform == parsed.platform)
    first = case((ProblemRow.platform == "leetcode", 0), else_=1)
    return query.order_by(first, ProblemRow.platform, ProblemRow.slug)


def _by_words(session: Session, words: str) -> Problem:
    found = rank(index(session, ProblemFilter()), words, limit=CANDIDATES, fame=fame(session))
    if not found:
        raise NotFound(
            f"nothing in the catalogue looks like {words!r}",
            hint="`maang problem add` adds a problem of your own",
        )
    sure = [row for row, match in found if match is Match.EXACT]
    matched = sure or [row for row, match in found if match in (Match.WORDS, Match.PREFIX)]
    if len(matched) == 1:
        return get(session, matched[0].id)
    rows = among(session, [row.id for row, _ in found])
    raise Ambiguous(
        f"{words!r} may mean several problems" if len(rows) > 1 else f"nothing is called {words!r}",
        candidates=tuple(candidate(row) for row in rows),
        hint="name one by its slug or number",
    )


def _conditions(wanted: ProblemFilter, session: Session) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.difficulty is not None:
        conditions.append(ProblemRow.difficulty == wanted.difficulty.value)
    if wanted.premium is not None:
        conditions.append(ProblemRow.premium == wanted.premium)
    if wanted.pattern is not None:
        conditions.append(ProblemRow.pattern.in_(called(session, NameKind.PATTERN, wanted.pattern)))
    if wanted.topic is not None:
        topics = called(session, NameKind.TOPIC, wanted.topic)
        conditions.append(ProblemRow.topics.overlap(list(topics)))
    if wanted.technique is not None:
        techniques = called(session, NameKind.TECHNIQUE, wanted.technique)
        conditions.append(ProblemRow.techniques.overlap(list(techniques)))
    if wanted.list is not None:
        list_id = find_list(session, wanted.list).id
        items = select(ListItemRow.problem_id).where(ListItemRow.list_id == list_id)
        conditions.append(ProblemRow.id.in_(items))
    return conditions


def _learn(session: Session, problems: Iterable[Problem]) -> None:
    """Topics and techniques nobody has named before can be filtered by from now on."""
    named = {("topic", name) for problem in problems for name in problem.topics}
    named |= {("technique", name) for problem in problems for name in problem.techniques}
    rows = [{"id": new_id(), "kind": kind, "name": name} for kind, name in sorted(named)]
    insert_all(session, TopicRow, rows, keep_known=True)


def _visible(session: Session) -> ColumnElement[bool]:
    return or_(ListRow.user_id.is_(None), ListRow.user_id == user_of(session))


_COLUMNS = tuple(Problem.__dataclass_fields__)


def _list(row: ListRow) -> ProblemList:
    return ProblemList(row.id, row.slug, row.name, own=row.user_id is not None)
