"""Problems and lists joined with what was done about them, in SQL; it only reads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Text,
    and_,
    cast,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
)

from maang.core.db.database import Session, user_of
from maang.core.errors import NotFound
from maang.core.notes.tables import NoteRow
from maang.core.problems.naming import nearest
from maang.core.problems.tables import (
    CompanyRow,
    CompanyTagRow,
    ListItemRow,
    ListRow,
    ProblemRow,
    TopicRow,
)
from maang.core.reviews.models import CardKind
from maang.core.reviews.tables import CardRow
from maang.core.standing.kept import Version
from maang.core.standing.models import ListLine, PatternLine, Tally

STATUS = table(
    "user_problem_status",
    column("user_id"),
    column("problem_id"),
    column("status"),
    column("attempts"),
    column("solved"),
    column("best_minutes"),
)
"""One row for each problem a person tried."""


def version(session: Session) -> Version:
    """The catalogue's: how many problems there are, and the sum of the transactions that wrote them
    last, which grows with each."""
    writer = cast(cast(literal_column("problems.xmin"), Text), BigInteger)
    query = select(func.count(), func.coalesce(func.sum(writer), 0)).select_from(ProblemRow)
    count, written = session.execute(query).one()
    return count, int(written)


def tally(session: Session, problem_id: UUID) -> Tally:
    """How often a problem was tried."""
    query = select(STATUS.c.attempts, STATUS.c.solved, STATUS.c.best_minutes)
    query = query.where(STATUS.c.user_id == user_of(session), STATUS.c.problem_id == problem_id)
    row = session.execute(query).first()
    return Tally(*row) if row else Tally()


def dues(session: Session, problem_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """When the cards of these problems are due; suspended and unanswered ones are left out."""
    query = select(CardRow.problem_id, CardRow.due_at).where(
        CardRow.user_id == user_of(session),
        CardRow.problem_id.in_(problem_ids),
        CardRow.kind == CardKind.PROBLEM.value,
        CardRow.suspended_at.is_(None),
    )
    return {problem_id: due for problem_id, due in session.execute(query) if due is not None}


def due_now(session: Session, *, by: datetime) -> set[UUID]:
    """The problems with a card that is due by a moment."""
    query = select(CardRow.problem_id).where(
        CardRow.user_id == user_of(session), CardRow.due_at <= by, CardRow.suspended_at.is_(None)
    )
    return set(session.scalars(query))


def noted(session: Session, problem_id: UUID) -> bool:
    """Whether anybody wrote a note about a problem."""
    return (
        session.scalar(select(NoteRow.id).where(NoteRow.problem_id == problem_id).limit(1))
        is not None
    )


def lists_of(session: Session, problem_id: UUID) -> tuple[str, ...]:
    """The slugs of the lists a problem is in: shipped ones, then the person's own."""
    query = (
        select(ListRow.slug)
        .join(ListItemRow, ListItemRow.list_id == ListRow.id)
        .where(ListItemRow.problem_id == problem_id, _visible(session))
        .order_by(ListRow.user_id.is_not(None), ListRow.slug)
    )
    return tuple(session.scalars(query))


def companies_of(session: Session, problem_id: UUID) -> tuple[str, ...]:
    """Who asks a problem, by the person's own files."""
    query = (
        select(CompanyRow.name)
        .join(CompanyTagRow, CompanyTagRow.company_id == CompanyRow.id)
        .where(CompanyTagRow.problem_id == problem_id, CompanyTagRow.user_id == user_of(session))
        .order_by(CompanyRow.name)
    )
    return tuple(session.scalars(query))


def companies(session: Session) -> list[str]:
    """Every company the person's own files name, by name."""
    tags = select(CompanyTagRow.company_id).where(CompanyTagRow.user_id == user_of(session))
    return list(
        session.scalars(
            select(CompanyRow.name).where(CompanyRow.id.in_(tags)).order_by(CompanyRow.name)
        )
    )


def asked_by(session: Session, company: str) -> set[UUID]:
    """The problems a company asks. Raises NotFound with the nearest companies."""
    tagged = select(CompanyRow.name, CompanyTagRow.problem_id).join(CompanyTagRow)
    every = session.execute(tagged.where(CompanyTagRow.user_id == user_of(session))).all()
    found = {problem for name, problem in every if name == company.lower()}
    if not found:
        near = ", ".join(nearest(sorted({name for name, _ in every}), company))
        hint = f"there is: {near}" if near else "`maang import companies FILE` brings them"
        raise NotFound(f"no company is called {company!r}", hint=hint)
    return found


def lists(session: Session, list_id: UUID | None = None) -> list[ListLine]:
    """Each list (or one) and how far the person is: shipped ones, then their own."""
    query = _counted(session, ListRow.slug, ListRow.name, ListRow.user_id.is_not(None))
    query = query.where(_visible(session)).group_by(ListRow.id)
    if list_id is not None:
        query = query.where(ListRow.id == list_id)
    query = query.order_by(ListRow.user_id.is_not(None), ListRow.slug)
    return [ListLine(*row) for row in session.execute(query)]


def patterns(session: Session, list_id: UUID) -> tuple[PatternLine, ...]:
    """How far the person is in one list, by pattern in the order of the roadmap."""
    query = (
        _counted(session, ProblemRow.pattern)
        .join(ProblemRow, ProblemRow.id == ListItemRow.problem_id)
        .outerjoin(TopicRow, and_(TopicRow.kind == "pattern", TopicRow.name == ProblemRow.pattern))
        .where(ListRow.id == list_id)
        .group_by(ProblemRow.pattern, TopicRow.position)
        .order_by(TopicRow.position, ProblemRow.pattern)
    )
    return tuple(PatternLine(*row) for row in session.execute(query))


def _counted(session: Session, *columns: Any) -> Select[Any]:
    """Lists' items counted: all, tried, solved."""
    mine = and_(STATUS.c.problem_id == ListItemRow.problem_id, STATUS.c.user_id == user_of(session))
    return (
        select(
            *columns,
            func.count(ListItemRow.problem_id),
            func.count(STATUS.c.problem_id),
            func.count().filter(STATUS.c.status == "solved"),
        )
        .select_from(ListRow)
        .outerjoin(ListItemRow, ListItemRow.list_id == ListRow.id)
        .outerjoin(STATUS, mine)
    )


def _visible(session: Session) -> ColumnElement[bool]:
    return or_(ListRow.user_id.is_(None), ListRow.user_id == user_of(session))
