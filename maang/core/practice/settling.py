"""Every sitting a judge has seen has its one answer: after a sync, a log, an amendment, an undo."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from maang.core.activity import store as activity
from maang.core.activity.models import Step
from maang.core.clock import Clock
from maang.core.db.database import Session
from maang.core.practice import store
from maang.core.practice.models import Try
from maang.core.practice.sittings import settle
from maang.core.reviews import store as reviews
from maang.core.reviews.deciding import balanced_all, tuned
from maang.core.reviews.models import CardKind, Targets
from maang.core.reviews.scheduler import Scheduler

SETTLE = "settle-sittings"
"""The undo step of a change to what a judge has seen."""


def settle_step(problems: Collection[UUID], *, change: UUID) -> Step:
    """Answer for the sittings at those problems again; `change` is the one that is undone."""
    return {"do": SETTLE, "problems": sorted(map(str, problems)), "change": str(change)}


@dataclass(frozen=True, slots=True)
class Settling:
    """Gives every sitting its one answer, and folds the cards."""

    scheduler: Scheduler
    retention: float
    targets: Targets
    now: Clock

    def settle(
        self, session: Session, tries: Sequence[Try], *, about: Collection[UUID], change: UUID
    ) -> None:
        """Answer for all `tries` at the problems `about`; what has to go is voided by `change`."""
        if not about:
            return
        scheduler = tuned(session, self.scheduler, folding=True)
        now, kind = self.now(), CardKind.PROBLEM
        cards = reviews.open_cards(session, about, kind=kind, at=now)
        answers = reviews.tied(session, list(cards.values()))
        settled = settle(tries, answers, cards=cards, retention=self.retention)
        activity.void(session, settled.void, activity=change, at=now)
        give = balanced_all(
            session, settled.give, scheduler=scheduler, targets=self.targets, now=now
        )
        reviews.record_all(session, give, at=now)
        reviews.refold_all(session, list(cards.values()), scheduler.fold_all)


@dataclass(frozen=True, slots=True)
class SettleSittings:
    """The inverse of a person's word on what a judge has seen: the sittings speak again."""

    settling: Settling

    def take_back(self, session: Session, step: Step) -> None:
        """Answer for the problems of `step` without what was just taken back."""
        about = {UUID(id) for id in step["problems"]}
        tries = store.tries(session, about)
        self.settling.settle(session, tries, about=about, change=UUID(step["change"]))
