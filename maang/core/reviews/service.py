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
from maang.core.parameters import store as parameters
from maang.core.problems import store as problems
from maang.core.reviews import store
from maang.core.reviews.bulk import refold_many
from maang.core.reviews.deciding import balanced, tuned
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
    Suspension,
    Targets,
)
from maang.core.reviews.scheduler import Scheduler

REFOLD = "refold-card"
"""The undo step that makes a card again from the answers left standing."""


REPEAT = timedelta(minutes=1)
"""Within this time a second answer is taken for a mistake."""
REFOLD_ALL = "refold-every-card"
"""The undo step that makes every card again, for it was made with other parameters."""

SUSPENSION = "suspension"
"""The undo step that sets a card aside, or asks for it again, as it was before."""


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
        lapses=card.recall.lapses,
        leech=card.recall.leech,
    )


@dataclass(frozen=True, slots=True)
class RefoldCard:
    """The inverse of an answer: with its event voided, the card is folded again."""

    scheduler: Scheduler

    def take_back(self, session: Session, step: Step) -> None:
        """Fold the card of `step` again."""
        scheduler = tuned(session, self.scheduler, folding=True)
        store.refold(session, UUID(step["card"]), scheduler.fold_all)


@dataclass(frozen=True, slots=True)
class RefoldEveryCard:
    """The inverse of new parameters: with their event voided, every card is folded again."""

    scheduler: Scheduler

    def take_back(self, session: Session, step: Step) -> None:
        """Fold every card again."""
        refold_every_card(session, self.scheduler)


@dataclass(frozen=True, slots=True)
class RestoreSuspension:
    """The inverse of setting a card aside, and of asking for it again."""

    def take_back(self, session: Session, step: Step) -> None:
        """Leave the card of `step` as it was."""
        at = datetime.fromisoformat(step["at"]) if step["at"] else None
        store.suspend(session, UUID(step["card"]), at=at)


def refold_every_card(session: Session, scheduler: Scheduler) -> int:
    """Fold every card again with the parameters that now stand; how many there are."""
    parameters.hold(session, alone=True)
    cards = store.every_card(session)
    refold_many(session, cards, tuned(session, scheduler))
    return len(cards)


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
        now = self.now()
        with self.db.read() as session:
            cards = store.due(session, by=now, limit=limit)
            scheduler = tuned(session, self.scheduler)
        return [due_of(card, scheduler, self.targets, at=now) for card in cards]

    def suspended(self) -> list[Due]:
        """The cards that were set aside, and when they would be due."""
        return self._listed(suspended=True)

    def leeches(self) -> list[Due]:
        """The cards that were forgotten too often and are still asked for, worst first."""
        found = [item for item in self._listed(suspended=False) if item.leech]
        return sorted(found, key=lambda item: -item.lapses)

    def card(self, problem_id: UUID, *, kind: CardKind = CardKind.PROBLEM) -> Card:
        """The card of a problem. Raises NotFound where it was never tried."""
        with self.db.read() as session:
            card = store.find(session, problem_id=problem_id, kind=kind)
            if card is not None and card.recall is not None:
                return card
            slug = problems.get(session, problem_id).slug
        raise NotFound(
            f"{slug} was never logged, so there is nothing to recall",
            hint=f"`maang log {slug}` first; it becomes a card by itself",
        )

    def preview(self, card: Card) -> Preview:
        """When the card would come back for each rating given now."""
        now, retention = self.now(), self.retention.of(card.kind)
        with self.db.read() as session:
            scheduler = tuned(session, self.scheduler)
            answers = (
                self._balanced(session, card.id, Reviewed(rating, now, retention), scheduler)
                for rating in Rating
            )
            return Preview(*(scheduler.next_recall(card.recall, each).due_at for each in answers))

    def answer(self, card_id: UUID, rating: Rating, *, again: bool = True) -> Answer:
        """Record a recall and move the card on.

        Raises NotFound, and AnsweredAlready where that was done within a minute and not `again`.
        """
        now = self.now()
        with self.db.write() as session:
            scheduler = tuned(session, self.scheduler, folding=True)
            card = store.get(session, card_id, lock=True)
            self._refuse_past(card)
            if not again:
                self._refuse_repeat(session, card)
            given = Reviewed(rating, now, self.retention.of(card.kind))
            given = self._balanced(session, card.id, given, scheduler)
            event = store.record(session, card.id, given, at=now)
            store.refold(session, card.id, scheduler.fold_all)
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

    def suspend(self, card_id: UUID) -> Suspension:
        """Set a card aside: it is not due until it is resumed. Raises NotFound, Conflict."""
        return self._set_aside(card_id, suspended=True)

    def resume(self, card_id: UUID) -> Suspension:
        """Ask for a card again that was set aside. Raises NotFound, Conflict."""
        return self._set_aside(card_id, suspended=False)

    def _set_aside(self, card_id: UUID, *, suspended: bool) -> Suspension:
        now, verb = self.now(), "suspend" if suspended else "resume"
        with self.db.write() as session:
            card = store.get(session, card_id, lock=True)
            before = card.suspended_at
            if suspended == (before is not None):
                state = "already suspended" if suspended else "not suspended"
                raise Conflict(
                    f"{card.problem.slug} is {state}", hint="`maang review due --suspended`"
                )
            store.suspend(session, card.id, at=now if suspended else None)
            step = {"card": str(card.id), "at": before.isoformat() if before else None}
            activity.record(
                session,
                verb=verb,
                subject=card.problem.slug,
                undo=[{"do": SUSPENSION, **step}],
                at=now,
            )
            return Suspension(store.get(session, card.id), suspended)

    def _listed(self, *, suspended: bool) -> list[Due]:
        with self.db.read() as session:
            cards = store.all_cards(session, suspended=suspended)
            scheduler = tuned(session, self.scheduler)
        now = self.now()
        return [due_of(card, scheduler, self.targets, at=now) for card in cards]

    def _balanced(
        self, session: Session, card_id: UUID, answer: Reviewed, scheduler: Scheduler
    ) -> Reviewed:
        return balanced(
            session, card_id, answer, scheduler=scheduler, targets=self.targets, now=self.now()
        )

    def _answer(self, event: UUID, card: Card, given: Reviewed) -> Answer:
        recall = card.recall
        assert recall is not None  # it was answered in this transaction
        days = self.scheduler.calendar.days_between(given.reviewed_at, recall.due_at)
        leech = recall.leech and given.rating is Rating.AGAIN
        return Answer(event, card, given.rating, given.reviewed_at, recall.due_at, days, leech)

    def _refuse_past(self, card: Card) -> None:
        if card.recall and self.now() < card.recall.reviewed_at:
            last = card.recall.reviewed_at.astimezone(self.scheduler.calendar.zone)
            raise Conflict(
                f"this card was last answered at {last:%Y-%m-%d %H:%M}, which is later than now",
                hint="the clock of this machine may have gone back; see `maang doctor`",
            )
