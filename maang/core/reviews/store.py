"""Cards and the review log in SQL. A card is saved as the fold of its live answers."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, column, delete, func, insert, select, table, update
from sqlalchemy.dialects.postgresql import insert as upsert

from maang.core.db.bulk import insert_all, one_of, update_all
from maang.core.db.database import Session, user_of
from maang.core.errors import NotFound
from maang.core.ids import new_id
from maang.core.problems.tables import ProblemRow
from maang.core.reviews.models import Card, CardKind, Rating, Recall, Reviewed, Tied
from maang.core.reviews.tables import CardRow, ReviewRow

LIVE = table("live_reviews", *(column(c.name, c.type) for c in ReviewRow.__table__.columns))
"""The answers that stand."""

CARDS: Any = CardRow.__table__
"""Its columns are what the database holds."""

Fold = Callable[[Sequence[Sequence[Reviewed]]], Sequence[Recall | None]]
"""The answers of each card, oldest first → what is remembered of each."""


class Load(NamedTuple):
    """So many cards of a difficulty, all due at one moment."""

    due_at: datetime
    difficulty: str | None
    cards: int


def due(session: Session, *, by: datetime, limit: int | None = None) -> list[Card]:
    """Cards due by a moment, longest overdue first."""
    query = _cards().where(CardRow.due_at <= by, CardRow.suspended_at.is_(None))
    query = query.where(CardRow.user_id == user_of(session)).order_by(CardRow.due_at, CardRow.id)
    return [_card(*row) for row in session.execute(query.limit(limit))]


def due_count(session: Session, *, by: datetime) -> int:
    """How many cards are due by a moment."""
    query = select(func.count()).where(
        CardRow.user_id == user_of(session), CardRow.due_at <= by, CardRow.suspended_at.is_(None)
    )
    return session.scalar(query) or 0


def all_cards(session: Session, *, suspended: bool = False) -> list[Card]:
    """Every card that was answered and is asked for, or every one that was set aside."""
    aside = CardRow.suspended_at.is_not(None) if suspended else CardRow.suspended_at.is_(None)
    query = _cards().where(CardRow.user_id == user_of(session), CardRow.due_at.is_not(None), aside)
    return [_card(*row) for row in session.execute(query.order_by(CardRow.due_at, CardRow.id))]


def load(session: Session, *, since: datetime, until: datetime, besides: UUID) -> list[Load]:
    """What falls due from one moment until before another, without one card."""
    query = (
        select(CARDS.c.due_at, ProblemRow.difficulty, func.count())
        .join(ProblemRow, ProblemRow.id == CardRow.problem_id)
        .where(CardRow.user_id == user_of(session), CardRow.suspended_at.is_(None))
        .where(CardRow.due_at >= since, CardRow.due_at < until, CardRow.id != besides)
        .group_by(CardRow.due_at, ProblemRow.difficulty)
    )
    return [Load(*row) for row in session.execute(query)]


def suspend(session: Session, card_id: UUID, *, at: datetime | None) -> None:
    """Set a card aside, or (None) ask for it again."""
    session.execute(update(CardRow).where(CardRow.id == card_id).values(suspended_at=at))


def get(session: Session, card_id: UUID, *, lock: bool = False) -> Card:
    """One card. Raises NotFound."""
    found = _one(session, CardRow.id == card_id, lock=lock)
    if found is None:
        raise NotFound("no such card", hint="`maang review due` lists what is due")
    return found


def find(session: Session, *, problem_id: UUID, kind: CardKind, lock: bool = False) -> Card | None:
    """The card of a problem, if there is one."""
    return _one(session, CardRow.problem_id == problem_id, CardRow.kind == kind.value, lock=lock)


def open_card(session: Session, *, problem_id: UUID, kind: CardKind, at: datetime) -> UUID:
    """The card of a problem, made if there is none, locked until the transaction ends."""
    values = {"id": new_id(), "user_id": user_of(session), "problem_id": problem_id}
    statement = upsert(CardRow).values(**values, kind=kind.value, created_at=at, reps=0, lapses=0)
    statement = statement.on_conflict_do_update(
        index_elements=["user_id", "problem_id", "kind"], set_={"kind": kind.value}
    )
    id: UUID = session.execute(statement.returning(CardRow.id)).scalar_one()
    return id


def record(
    session: Session,
    card_id: UUID,
    answer: Reviewed,
    *,
    at: datetime,
    suggested: Rating | None = None,
    attempt_event_id: UUID | None = None,
) -> UUID:
    """Append an answer to the log."""
    id = new_id()
    session.execute(
        insert(ReviewRow).values(
            id=id,
            user_id=user_of(session),
            card_id=card_id,
            attempt_event_id=attempt_event_id,
            rating=answer.rating.score,
            suggested=suggested.score if suggested else None,
            retention=answer.retention,
            days=answer.days,
            reviewed_at=answer.reviewed_at,
            recorded_at=at,
        )
    )
    return id


def open_cards(
    session: Session, problem_ids: Collection[UUID], *, kind: CardKind, at: datetime
) -> dict[UUID, UUID]:
    """The cards of many problems, made where there are none, locked: problem → card."""
    query = (
        select(CardRow.problem_id, CardRow.id)
        .where(CardRow.user_id == user_of(session), CardRow.kind == kind.value)
        .where(one_of(CardRow.problem_id, problem_ids))
        .order_by(CardRow.id)
        .with_for_update()
    )
    found = dict(session.execute(query).all())
    made = {problem: new_id() for problem in sorted(set(problem_ids) - set(found))}
    if not made:
        return found
    same = {"user_id": user_of(session), "kind": kind.value, "created_at": at}
    rows = [{"id": id, "problem_id": problem} for problem, id in made.items()]
    insert_all(session, CardRow, rows, same={**same, "reps": 0, "lapses": 0}, keep_known=True)
    return {**made, **dict(session.execute(query).all())}


def record_all(session: Session, answers: Sequence[Tied], *, at: datetime) -> None:
    """Append many answers that came with attempts, each under its own key."""
    rows = [
        {
            "id": answer.id,
            "card_id": answer.card_id,
            "attempt_event_id": answer.attempt_event_id,
            "rating": answer.rating.score,
            "suggested": answer.suggested.score if answer.suggested else None,
            "retention": answer.retention,
            "days": answer.days,
            "reviewed_at": answer.reviewed_at,
        }
        for answer in answers
    ]
    same = {"user_id": user_of(session), "recorded_at": at}
    insert_all(session, ReviewRow, rows, same=same)


def tied(session: Session, card_ids: Collection[UUID]) -> list[Tied]:
    """The answers of some cards that stand and came with attempts, oldest first."""
    query = select(
        *(LIVE.c.id, LIVE.c.card_id, LIVE.c.attempt_event_id, LIVE.c.rating, LIVE.c.suggested),
        *(LIVE.c.reviewed_at, LIVE.c.retention),
    ).where(one_of(LIVE.c.card_id, card_ids), LIVE.c.attempt_event_id.is_not(None))
    return [
        Tied(
            *row[:3],
            rating=Rating.of(row.rating),
            suggested=Rating.of(row.suggested) if row.suggested else None,
            reviewed_at=row.reviewed_at,
            retention=row.retention,
        )
        for row in session.execute(query.order_by(LIVE.c.reviewed_at, LIVE.c.seq))
    ]


def histories(
    session: Session, card_ids: Collection[UUID] | None = None
) -> dict[UUID, list[Reviewed]]:
    """The answers that stand, oldest first, of some cards or of all that were answered."""
    query = select(
        *(LIVE.c.card_id, LIVE.c.rating, LIVE.c.reviewed_at, LIVE.c.retention, LIVE.c.days)
    ).where(LIVE.c.user_id == user_of(session))
    if card_ids is not None:
        query = query.where(one_of(LIVE.c.card_id, card_ids))
    given: dict[UUID, list[Reviewed]] = {card: [] for card in card_ids or ()}
    for card, rating, *rest in session.execute(query.order_by(LIVE.c.reviewed_at, LIVE.c.seq)):
        given.setdefault(card, []).append(Reviewed(Rating.of(rating), *rest))
    return given


def answered_at(session: Session, card_id: UUID) -> datetime | None:
    """When the last answer that stands and came by itself, without an attempt, was recorded."""
    query = select(func.max(LIVE.c.recorded_at)).where(LIVE.c.card_id == card_id)
    found: datetime | None = session.scalar(query.where(LIVE.c.attempt_event_id.is_(None)))
    return found


def refold(session: Session, card_id: UUID, fold: Fold) -> Recall | None:
    """Make the card what its live answers make it."""
    return refold_all(session, [card_id], fold)[card_id]


def refold_all(
    session: Session, card_ids: Collection[UUID], fold: Fold
) -> dict[UUID, Recall | None]:
    """`refold` for many cards at once."""
    given = histories(session, card_ids)
    folded = dict(zip(given, fold(list(given.values())), strict=True))
    rows = [{"id": card, **_folded(recall)} for card, recall in folded.items()]
    update_all(session, CardRow, rows)
    return folded


def every_card(session: Session) -> list[UUID]:
    """All cards, locked until the transaction ends, in the order in which to lock them."""
    query = select(CardRow.id).where(CardRow.user_id == user_of(session)).order_by(CardRow.id)
    return list(session.scalars(query.with_for_update()))


def forget(session: Session, problem_id: UUID) -> None:
    """Let go of a problem all of whose answers were taken back, so that it can go as well."""
    mine = CardRow.user_id == user_of(session)
    session.execute(delete(CardRow).where(CardRow.problem_id == problem_id, mine))


def _one(session: Session, *conditions: Any, lock: bool) -> Card | None:
    query = _cards().where(CardRow.user_id == user_of(session), *conditions)
    row = session.execute(query.with_for_update(of=CardRow) if lock else query).first()
    return _card(*row) if row else None


def _cards() -> Select[CardRow, ProblemRow]:
    return select(CardRow, ProblemRow).join(ProblemRow, ProblemRow.id == CardRow.problem_id)


def _card(row: CardRow, problem: ProblemRow) -> Card:
    return Card(
        id=row.id,
        problem_id=row.problem_id,
        problem=problem.ref(),
        kind=CardKind(row.kind),
        recall=_recall(row),
        suspended_at=row.suspended_at,
    )


def _folded(recall: Recall | None) -> dict[str, Any]:
    return {
        "stability": recall.stability if recall else None,
        "difficulty": recall.difficulty if recall else None,
        "due_at": recall.due_at if recall else None,
        "reviewed_at": recall.reviewed_at if recall else None,
        "reps": recall.reps if recall else 0,
        "lapses": recall.lapses if recall else 0,
    }


def _recall(row: CardRow) -> Recall | None:
    if row.stability is None or row.difficulty is None:
        return None
    if row.reviewed_at is None or row.due_at is None:
        return None
    return Recall(row.stability, row.difficulty, row.reviewed_at, row.due_at, row.reps, row.lapses)
