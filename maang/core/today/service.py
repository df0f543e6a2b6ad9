"""The page of the day: due, next, minutes, streak, what is coming."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from maang.core.accounts import store as accounts
from maang.core.accounts.expiry import expiring
from maang.core.clock import Clock
from maang.core.db.database import Database, Session
from maang.core.errors import NotFound
from maang.core.practice import store as practice
from maang.core.practice.models import Status
from maang.core.practice.service import current_streak
from maang.core.problems import store as problems
from maang.core.reviews import store as reviews
from maang.core.reviews.deciding import tuned
from maang.core.reviews.models import Due, Targets
from maang.core.reviews.scheduler import Scheduler
from maang.core.reviews.service import due_of
from maang.core.today.models import Next, Page, Scheduled

NEXT = 3
"""How many problems to learn are shown."""


@dataclass(frozen=True, slots=True)
class Today:
    """Puts the day together; it changes nothing."""

    db: Database
    now: Clock
    scheduler: Scheduler
    targets: Targets
    active_list: str
    interview: date | None
    company: str | None

    def page(self) -> Page:
        """The page of the person's present day."""
        now = self.now()
        calendar = self.scheduler.calendar
        day = calendar.day_of(now)
        with self.db.read() as session:
            cards = reviews.due(session, by=now)
            upcoming, notices = self._next(session)
            ending = expiring(accounts.credentials(session), now=now)
            streak = current_streak(session, calendar, at=now)
            scheduler = tuned(session, self.scheduler)
        due = [due_of(card, scheduler, self.targets, at=now) for card in cards]
        return Page(
            date=day,
            due=due,
            next=upcoming,
            minutes_total=sum(item.minutes for item in due)
            + sum(self.targets.of(item.problem.difficulty) for item in upcoming[:1]),
            streak=streak,
            scheduled=self._scheduled(day),
            notices=[*notices, *(login.told(at=now) for login in ending), *_leeches(due)],
        )

    def _next(self, session: Session) -> tuple[list[Next], list[str]]:
        try:
            listed = problems.in_list(session, self.active_list)
        except NotFound:
            return [], [f"the active list {self.active_list!r} does not exist; see `maang list`"]
        statuses = practice.statuses(session, [problem.id for problem in listed])
        solved = sum(status is Status.SOLVED for status in statuses.values())
        fresh = [problem for problem in listed if problem.id not in statuses]
        return [
            Next(
                problem=problem.ref(),
                list=self.active_list,
                reason=f"next in {self.active_list}, {solved} of {len(listed)} solved",
            )
            for problem in fresh[:NEXT]
        ], []

    def _scheduled(self, day: date) -> list[Scheduled]:
        if self.interview is None or self.interview < day:
            return []
        what = f"interview at {self.company}" if self.company else "interview"
        return [Scheduled(self.interview, what, (self.interview - day).days)]


def _leeches(due: Sequence[Due]) -> Iterator[str]:
    """A word on what is due and was forgotten too often."""
    slugs = [item.problem.slug for item in due if item.leech]
    if slugs:
        yield f"forgotten again and again: {', '.join(slugs)}; see `maang review due --leeches`"
