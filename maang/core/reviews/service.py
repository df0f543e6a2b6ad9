"""Decide what to see again, and remember how it went."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from maang.core.activity import store as activity
from maang.core.activity.models import Step
from maang.core.activity.service import void_step
from maang.core.clock import Clock
from maang.core.db.database import Database, Session
from maang.core.errors import Conflict, NotFound
from maang.core.reviews import store
from maang.core.reviews.models import (
    Answer,
    AnsweredAlready,
    Card,
    CardKind,
    Due,
    Preview,
    Rating,
    Retention,
    Reviewed,
    Targets,
)
from maang.core.reviews.scheduler import Scheduler

REFOLD = "refold-card"
"""The undo step that makes a card again from the answers left standing."""


REPEAT = timedelta(minutes=1)
"""Within this time a second answer is taken for a mistake."""


def refold_step(card_id: UUID) -> Step:
    """The undo step for a card whose answers change."""
    return {"do": REFOLD, "card": str(card_id)}


def due_of(card: Card, scheduler: Scheduler, targets: Targets, *, at: datetime) -> Due:
    """A due card with what is left of it in memory and what it will cost."""
    assert card.recall is not None  # only an answered card can be due
    return Due(
        card=card.id,
        problem=card.problem,
        kind=card.kind,
        due=card.recall.due_at,
        retrievability=round(scheduler.retrievability(card.recall, at), 4),
        minutes=targets.of(card.problem.difficulty),
    )


@dataclass(frozen=True, slots=True)
class RefoldCard:
    """The inverse of an answer: with its event voided, the card is folded again."""

    scheduler: Scheduler

    def take_back(self, session: Session, step: Step) -> None:
        """Fold the card of `step` again."""
        store.refold(session, UUID(step["card"]), self.scheduler.fold)


@dataclass(frozen=True, slots=True)
class Reviews:
    """Spaced repetition for what was solved."""

    db: Database
    now: Clock
    scheduler: Scheduler
    retention: Retention
    targets: Targets

    def due(self, *, limit: int | None = 20) -> list[Due]:
        """What is due today, longest overdue first."""
        with self.db.read() as session:
            cards = store.due(session, by=self.now(), limit=limit)
        now = self.now()
        return [due_of(card, self.scheduler, self.targets, at=now) for card in cards]

    def card(self, problem_id: UUID, *, kind: CardKind = CardKind.PROBLEM) -> Card:
        """The card of a problem. Raises NotFound where it was never tried."""
        with self.db.read() as session:
            card = store.find(session, problem_id=problem_id, kind=kind)
        if card is None or card.recall is None:
            raise NotFound(
                "that was never logged, so there is nothing to recall",
                hint="`maang log PROBLEM` first; it becomes a card by itself",
            )
        return card

    def preview(self, card: Card) -> Preview:
        """When the card would come back for each rating given now."""
        retention = self.retention.of(card.kind)
        return self.scheduler.preview(card.recall, at=self.now(), retention=retention)

    def answer(self, card_id: UUID, rating: Rating, *, again: bool = True) -> Answer:
        """Record a recall and move the card on.

        Raises NotFound, and AnsweredAlready where that was done within a minute and not `again`.
        """
        now = self.now()
        with self.db.write() as session:
            card = store.get(session, card_id, lock=True)
            self._refuse_past(card)
            if not again:
                self._refuse_repeat(session, card)
            given = Reviewed(rating, now, self.retention.of(card.kind))
            event = store.record(session, card.id, given, at=now)
            store.refold(session, card.id, self.scheduler.fold)
            activity.record(
                session,
                verb="review",
                subject=f"{card.problem.slug} {rating.value}",
                undo=[void_step(event), refold_step(card.id)],
                at=now,
            )
            card = store.get(session, card.id)
        return self._answer(event, card, given)

    def _refuse_repeat(self, session: Session, card: Card) -> None:
        last = store.answered_at(session, card.id)
        if last is not None and self.now() - last <= REPEAT:
            raise AnsweredAlready(
                f"{card.problem.slug} was answered a moment ago",
                hint="`maang review undo` takes that back; --again answers once more",
            )

    def _answer(self, event: UUID, card: Card, given: Reviewed) -> Answer:
        recall = card.recall
        assert recall is not None  # it was answered in this transaction
        days = self.scheduler.calendar.days_between(given.reviewed_at, recall.due_at)
        return Answer(event, card, given.rating, given.reviewed_at, recall.due_at, days)

    def _refuse_past(self, card: Card) -> None:
        if card.recall and self.now() < card.recall.reviewed_at:
            last = card.recall.reviewed_at.astimezone(self.scheduler.calendar.zone)
            raise Conflict(
                f"this card was last answered at {last:%Y-%m-%d %H:%M}, which is later than now",
                hint="the clock of this machine may have gone back; see `maang doctor`",
            )
