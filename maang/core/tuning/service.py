"""Fit FSRS to one person's reviews, and adopt what predicts better."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from maang.core.activity import store as activity
from maang.core.activity.service import void_step
from maang.core.clock import Clock
from maang.core.db.database import Database, Session
from maang.core.errors import Conflict
from maang.core.parameters import store
from maang.core.reviews import store as reviews
from maang.core.reviews.deciding import tuned
from maang.core.reviews.scheduler import Scheduler
from maang.core.reviews.service import REFOLD_ALL, refold_every_card
from maang.core.tuning.fitting import examples, fitted, parted, score
from maang.core.tuning.models import Optimized

FEWEST = 400
"""Reviews on a later day that fitting needs: with fewer it learns noise."""

WRITE_SECONDS = 60.0
"""How long folding every card again may take."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """Finds parameters, and lets them stand where they are better."""

    db: Database
    now: Clock
    scheduler: Scheduler

    def optimize(self) -> Optimized:
        """Fit, compare on what was held out, and adopt what improves both figures.

        Raises Conflict where there are too few reviews.
        """
        with self.db.read() as session:
            standing = tuned(session, self.scheduler)
            histories = list(reviews.histories(session).values())
        found = examples(histories, self.scheduler)
        if len(found) < FEWEST:
            raise Conflict(
                f"fitting needs {FEWEST} reviews on a later day than the one before,"
                f" and has {len(found)}",
                hint="the parameters that stand fit most people; `maang stats` shows how well",
            )
        learned, held_out = parted(found)
        parameters = fitted(learned)
        before, after = (score(held_out, each) for each in (standing.parameters, parameters))
        better = after.log_loss < before.log_loss and after.rmse < before.rmse
        result = Optimized(len(found), len(held_out), before, after, parameters, adopted=better)
        return self._adopted(result) if better else result

    def _adopted(self, found: Optimized) -> Optimized:
        now = self.now()
        with self.db.write(seconds=WRITE_SECONDS) as session:
            store.hold(session, alone=True)
            before = _dues(session)
            event = store.keep(
                session,
                found.parameters,
                at=now,
                reviews=found.reviews,
                held_out=found.held_out,
                log_loss_before=found.before.log_loss,
                log_loss_after=found.after.log_loss,
                rmse_before=found.before.rmse,
                rmse_after=found.after.rmse,
            )
            cards = refold_every_card(session, self.scheduler)
            after = _dues(session)
            activity.record(
                session,
                verb="optimize",
                subject=f"parameters from {found.reviews} reviews",
                undo=[void_step(event), {"do": REFOLD_ALL}],
                at=now,
            )
        moved = sum(before[card] != due for card, due in after.items())
        due_now = sum(due <= now for due in after.values())
        return replace(found, cards=cards, moved=moved, due_now=due_now)


def _dues(session: Session) -> dict[UUID, datetime]:
    """When each card is due that is asked for."""
    return {card.id: card.recall.due_at for card in reviews.all_cards(session) if card.recall}
