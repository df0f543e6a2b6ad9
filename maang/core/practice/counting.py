"""What an attempt counts as: a review of its problem, and where a judge has seen it, the one answer
of its sitting."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from maang.core.clock import Clock
from maang.core.db.database import Session
from maang.core.practice import entries, grading, sittings, store
from maang.core.practice.models import Attempt, Entry, Logged, Outcome, Suggestion
from maang.core.practice.settling import Settling
from maang.core.practice.sittings import Sitting
from maang.core.reviews import store as reviews
from maang.core.reviews.deciding import balanced
from maang.core.reviews.models import CardKind, Rating, Recall, Retention, Reviewed, Targets, Tied
from maang.core.reviews.scheduler import Scheduler

KIND = CardKind.PROBLEM

KEPT = "as it was rated before"
"""Why an amendment that says nothing of it leaves a rating as it is."""


@dataclass(frozen=True, slots=True)
class Counting:
    """Counts attempts. `change` is the activity that voids what has to go, `about` the problems
    whose attempts it changes."""

    now: Clock
    scheduler: Scheduler
    retention: Retention
    targets: Targets

    def log(
        self, session: Session, attempt: Attempt, rating: Rating | None, *, change: UUID
    ) -> Logged:
        """Count what a person has logged: their words decide, whatever a judge saw."""
        graded, about = self._graded(attempt), {attempt.problem_id}
        return self._answer(session, attempt, rating, graded, about=about, change=change)

    def own(self, session: Session, attempt: Attempt) -> Tied | None:
        """The person's answer that came with an attempt; None where it is its sitting's.

        To be asked before the attempt is amended: an answer stands as long as its statement.
        """
        if attempt.verdict is not None:
            tries = store.tries(session, {attempt.problem_id})
            if not any(one.spoken for one in tries if one.id == attempt.id):
                return None
        card = self._card(session, attempt.problem_id)
        for answer in reviews.tied(session, [card]):
            if answer.attempt_event_id == attempt.event and answer.suggested is not None:
                return answer
        return None

    def amend(
        self,
        session: Session,
        before: Attempt,
        after: Attempt,
        entry: Entry,
        *,
        own: Tied | None,
        change: UUID,
    ) -> Logged:
        """Count an amended attempt: only what was amended is rated anew; `own` as before.

        What a judge has seen and nobody has rated is left to its sitting, which the minutes alone
        can make no easier.
        """
        about = {before.problem_id, after.problem_id}
        rating, suggestion = entry.rating, self._graded(after)
        if own is not None and entries.judged_alike(before, after):
            if own.rating is not own.suggested:
                rating = rating or own.rating
            if own.suggested and after.verdict:
                suggestion = Suggestion(own.suggested, KEPT)
        elif own is None and after.verdict and entry.outcome is None and entry.hints is None:
            sitting = sittings.sitting_of(store.tries(session, about), after.id)
            if rating is None and entry.minutes is None:
                return self._left(session, after, sitting, about=about, change=change)
            suggestion = self._timed(after, sitting)
        return self._answer(session, after, rating, suggestion, about=about, change=change)

    def settling(self) -> Settling:
        """What holds the answers against the sittings."""
        return Settling(self.scheduler, self.retention.of(KIND), self.targets, self.now)

    def _graded(self, attempt: Attempt) -> Suggestion:
        return grading.suggest(
            attempt.outcome,
            hints=attempt.hints,
            minutes=attempt.minutes,
            target=self.targets.of(attempt.problem.difficulty),
        )

    def _timed(self, attempt: Attempt, sitting: Sitting) -> Suggestion:
        """What a sitting speaks for once it is known how long it took."""
        judged = sittings.suggest(sitting)
        if attempt.minutes is None:
            return judged
        outcome = Outcome.SOLVED if sitting.solved else Outcome.FAILED
        target = self.targets.of(attempt.problem.difficulty)
        timed = grading.suggest(outcome, hints=0, minutes=attempt.minutes, target=target)
        return min(judged, timed, key=lambda each: each.rating.score)

    def _answer(
        self,
        session: Session,
        attempt: Attempt,
        rating: Rating | None,
        suggestion: Suggestion,
        *,
        about: Collection[UUID],
        change: UUID,
    ) -> Logged:
        """Answer with the person's rating, or the suggested one."""
        given = Reviewed(rating or suggestion.rating, attempt.at, self.retention.of(KIND))
        card, now = self._card(session, attempt.problem_id), self.now()
        given = balanced(
            session, card, given, scheduler=self.scheduler, targets=self.targets, now=now
        )
        reviews.record(
            session,
            card,
            given,
            at=now,
            suggested=suggestion.rating,
            attempt_event_id=attempt.event,
        )
        self._settle(session, attempt, about=about, change=change)
        return self._logged(session, attempt, given.rating, suggestion)

    def _left(
        self,
        session: Session,
        attempt: Attempt,
        sitting: Sitting,
        *,
        about: Collection[UUID],
        change: UUID,
    ) -> Logged:
        """Leave the answer to the sitting, or to what the person said of another try in it."""
        self._settle(session, attempt, about=about, change=change)
        said = reviews.tied(session, [self._card(session, attempt.problem_id)])
        own = sittings.own_answers(sitting, said)
        suggestion = sittings.suggest(sitting)
        return self._logged(session, attempt, (own[-1] if own else suggestion).rating, suggestion)

    def _settle(
        self, session: Session, attempt: Attempt, *, about: Collection[UUID], change: UUID
    ) -> None:
        if attempt.verdict is not None:
            tries = store.tries(session, about)
            self.settling().settle(session, tries, about=about, change=change)
        for left in set(about) - {attempt.problem_id}:
            reviews.refold(session, self._card(session, left), self.scheduler.fold_all)

    def _logged(
        self, session: Session, attempt: Attempt, rating: Rating, suggestion: Suggestion
    ) -> Logged:
        card = self._card(session, attempt.problem_id)
        recall = reviews.refold(session, card, self.scheduler.fold_all)
        assert recall is not None  # an answer was just recorded, or a sitting has one
        days = self.scheduler.calendar.days_between(self.now(), recall.due_at)
        said = (rating, suggestion.rating, suggestion.reason)
        return Logged(attempt, *said, recall.due_at, days, _leech_notice(recall, rating))

    def _card(self, session: Session, problem_id: UUID) -> UUID:
        return reviews.open_card(session, problem_id=problem_id, kind=KIND, at=self.now())


def _leech_notice(recall: Recall, rating: Rating) -> tuple[str, ...]:
    if not recall.leech or rating is not Rating.AGAIN:
        return ()
    return (f"forgotten {recall.lapses} times: `maang review due --leeches` says what to do",)
