"""Record what was tried, and put the record right. `log` is the pattern of a use case over several
features: one transaction, each feature's store called with this one's session."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from maang.core.activity import store as activity
from maang.core.activity.models import Step
from maang.core.activity.service import void_step
from maang.core.calendar import Calendar
from maang.core.clock import Clock
from maang.core.days import Streak, streak
from maang.core.db.database import Database, Session
from maang.core.errors import Invalid, NotFound
from maang.core.ids import new_id
from maang.core.memory import store as memory
from maang.core.practice import conflicts, entries, store
from maang.core.practice.counting import Counting
from maang.core.practice.models import (
    Attempt,
    AttemptFilter,
    Entry,
    Logged,
    Outcome,
    Repeated,
)
from maang.core.practice.remembering import remember_step, remembered
from maang.core.practice.settling import settle_step
from maang.core.problems import store as problems
from maang.core.problems.models import Problem
from maang.core.reviews import store as reviews
from maang.core.reviews.deciding import tuned
from maang.core.reviews.models import CardKind, Retention, Targets
from maang.core.reviews.scheduler import Scheduler
from maang.core.reviews.service import refold_step
from maang.core.timers import store as timers
from maang.core.timers.models import Timer, reading

REPEAT = timedelta(minutes=1)
"""The same words within this time are a slip of the finger until the person says otherwise."""

TIMER_KEEPS = timedelta(hours=12)
"""How long a stopped timer waits for the attempt it was for."""

FIRST_LOOK = 32
"""Days of which the streak is told, until it turns out to be as long as that."""

RELEASE = "release-timer"
"""The undo step that gives a timer's minutes to the next attempt."""


def current_streak(session: Session, calendar: Calendar, *, at: datetime) -> Streak:
    """The person's streak at a moment; no more days are read than it takes."""
    today, window = calendar.day_of(at), FIRST_LOOK
    while True:
        since = calendar.start_of(today - timedelta(days=window))
        moments = store.active_moments(session, since=since)
        found = streak((calendar.day_of(moment) for moment in moments), today=today)
        if found.days < window:
            return found
        window *= 4


@dataclass(frozen=True, slots=True)
class ReleaseTimer:
    """The inverse of a log that took a timer's minutes."""

    def take_back(self, session: Session, step: Step) -> None:
        """Let the timer of `step` go."""
        timers.release(session, UUID(step["timer"]))


@dataclass(frozen=True, slots=True)
class Practice:
    """The log of attempts."""

    db: Database
    now: Clock
    scheduler: Scheduler
    retention: Retention
    targets: Targets
    timer_cap: int

    def log(self, reference: str, entry: Entry, *, again: bool = False) -> Logged:
        """Record an attempt, and count it as a review of its problem.

        Where a platform told of the same before, it is one attempt: the person's words about what
        the judge saw, unless `again`.

        Raises NotFound or Ambiguous for the reference, Invalid for the entry, and Repeated where
        the same was logged within a minute and not `again`.
        """
        now, entry = self.now(), self._checked(entry)
        with self.db.write() as session:
            counting = self._counting(session)
            problem = self._problem(session, reference)
            entry, timer, notices = self._with_timer(session, problem, entry)
            statement = entries.first_statement(entry, now=now)
            seen = None if again else self._seen(session, problem, statement)
            if not again and seen is None:
                self._refuse_repeat(session, problem, statement)
            notices += self._clock_notice(session)
            attempt, steps = self._state(session, problem, statement, joins=seen)
            if timer is not None:
                timers.claim(session, timer, attempt_id=attempt.id, at=now)
                steps.append({"do": RELEASE, "timer": str(timer.id)})
            change = self._remember(session, "log", attempt, steps)
            logged = counting.log(session, attempt, entry.rating, change=change)
        if seen is None:
            return replace(logged, notices=(*notices, *logged.notices))
        joined = f"joined to the attempt {seen.source} reported at {self._local(seen.at)}"
        notices = (*notices, f"{joined}; --again makes a separate one", *logged.notices)
        return replace(logged, notices=notices, joined=seen.source)

    def amend(self, reference: str, entry: Entry, *, problem: str | None = None) -> Logged:
        """Put an attempt right by a further statement of it; the first one is kept.

        Raises NotFound, Ambiguous and Invalid as `log` does.
        """
        now, entry = self.now(), self._checked(entry)
        with self.db.write() as session:
            counting = self._counting(session)
            before = self._attempt(session, reference)
            moved = self._problem(session, problem).id if problem else before.problem_id
            statement = entries.amended_statement(before, entry, now=now)
            unmoved = moved == before.problem_id and statement["at"] == before.at
            if unmoved and entry.rating is None and entries.same(before, statement):
                raise Invalid("that changes nothing", hint="`maang log amend --help`")
            own = counting.own(session, before)
            event, _ = store.add(
                session, amends=before.id, problem_id=moved, source=before.source, **statement
            )
            attempt = store.get(session, before.id)
            about = {moved, before.problem_id}
            change = self._remember(session, "amend", attempt, [void_step(event)], about=about)
            return counting.amend(session, before, attempt, entry, own=own, change=change)

    def attempts(self, wanted: AttemptFilter, *, limit: int = 20) -> list[Attempt]:
        """What was logged, newest first."""
        with self.db.read() as session:
            return store.recent(session, wanted, limit=limit)

    def attempt(self, reference: str) -> Attempt:
        """One attempt: `last`, the beginning of its id, or the latest of a problem."""
        with self.db.read() as session:
            return self._attempt(session, reference)

    def problem(self, reference: str) -> Problem:
        """The problem a reference means; `last` is the one that was logged last."""
        with self.db.read() as session:
            return self._problem(session, reference)

    def draft(self, place: str) -> str:
        """What was being written in a place and not sent; empty where nothing was."""
        with self.db.read() as session:
            return store.draft(session, place)

    def keep_draft(self, place: str, body: str) -> None:
        """Keep what is being written in a place; an empty body is no draft any more."""
        with self.db.write() as session:
            store.keep_draft(session, place, body, at=self.now())

    def _checked(self, entry: Entry) -> Entry:
        if entry.at and entry.at > self.now():
            raise Invalid("an attempt cannot lie in the future", hint='--at "yesterday 21:30"')
        return entries.checked(entry)

    def _attempt(self, session: Session, reference: str) -> Attempt:
        if reference == "last":
            found = store.latest(session)
        else:
            found = store.by_prefix(session, reference.lower()) if _is_prefix(reference) else None
            found = found or store.latest(
                session, problem_id=problems.resolve(session, reference).id
            )
        if found is None:
            raise NotFound("nothing was logged for that yet", hint="`maang log list`")
        return found

    def _problem(self, session: Session, reference: str) -> Problem:
        if reference == "last":
            latest = store.latest(session)
            if latest is None:
                raise NotFound("nothing was logged yet, so there is no last problem")
            return problems.get(session, latest.problem_id)
        return problems.resolve(session, reference)

    def _with_timer(
        self, session: Session, problem: Problem, entry: Entry
    ) -> tuple[Entry, Timer | None, tuple[str, ...]]:
        if entry.minutes is not None:
            return entry, None, ()
        now = self.now()
        timer = timers.unclaimed(session, problem_id=problem.id, since=now - TIMER_KEEPS)
        if timer is None or (entry.at and entry.at < timer.started_at):
            return entry, None, ()
        shown = reading(timer, at=now, cap_minutes=self.timer_cap)
        said = f"{shown.minutes} min from the timer"
        if shown.capped:
            said += f", cut at {self.timer_cap}: it ran on after you walked away"
        return replace(entry, minutes=shown.minutes), timer, (said,)

    def _seen(
        self, session: Session, problem: Problem, statement: dict[str, Any]
    ) -> Attempt | None:
        """The attempt a platform told of before the person did, if this is the same."""
        tries = store.tries(session, [problem.id])
        outcome = Outcome(statement["outcome"])
        found = conflicts.joined_by(tries, at=statement["at"], outcome=outcome)
        return store.get(session, found.id) if found else None

    def _state(
        self,
        session: Session,
        problem: Problem,
        statement: dict[str, Any],
        *,
        joins: Attempt | None,
    ) -> tuple[Attempt, list[Step]]:
        """Write what was said, as an attempt of its own or as what `joins` one; how to void it."""
        said = {"problem_id": problem.id, **statement}
        amends = joins.id if joins else None
        event, attempt_id = store.add(session, amends=amends, source=store.HAND, **said)
        events = [event]
        if joins is not None:  # first as it was said, then as it stands
            event, _ = store.add(session, amends=amends, **entries.joining_statement(joins, said))
            events.append(event)
        return store.get(session, attempt_id), [void_step(*events)]

    def _refuse_repeat(self, session: Session, problem: Problem, statement: dict[str, Any]) -> None:
        latest = store.latest(session, problem_id=problem.id)
        if latest is None or self.now() - latest.recorded_at > REPEAT:
            return
        # one that has joined a platform's attempt is of the judge's time, with the judge's code
        said_at = latest.recorded_at if latest.merged else latest.at
        names = entries.SPOKEN if latest.merged else entries.REPEATED
        same_time = abs(statement["at"] - said_at) <= REPEAT
        if same_time and entries.same(latest, statement, names=names):
            raise Repeated(
                f"{problem.slug} was logged with the same words a moment ago",
                hint="--again records it once more",
            )

    def _clock_notice(self, session: Session) -> tuple[str, ...]:
        newest = store.newest_moment(session)
        if newest is None or newest <= self.now():
            return ()
        return (f"the clock went back: the newest entry says {self._local(newest)}",)

    def _local(self, moment: datetime) -> str:
        return f"{moment.astimezone(self.scheduler.calendar.zone):%Y-%m-%d %H:%M}"

    def _counting(self, session: Session) -> Counting:
        """To be asked before a card is touched: the parameters then stay until the end."""
        scheduler = tuned(session, self.scheduler, folding=True)
        return Counting(self.now, scheduler, self.retention, self.targets)

    def _remember(
        self,
        session: Session,
        verb: str,
        attempt: Attempt,
        undo: Sequence[Step],
        *,
        about: Collection[UUID] = (),
    ) -> UUID:
        """Keep the change, by which all that it says, and answers, is taken back."""
        change, problems = new_id(), {attempt.problem_id, *about}
        steps = list(undo)
        if attempt.verdict is not None:
            steps.append(settle_step(problems, change=change))
        else:
            steps += [refold_step(self._card(session, problem)) for problem in problems]
        subject = f"{attempt.problem.slug} {attempt.outcome.value.replace('_', ' ')}"
        if text := remembered(attempt):
            memory.remember(session, [text], at=self.now())
            steps.append(remember_step(attempt))
        activity.record(session, id=change, verb=verb, subject=subject, undo=steps, at=self.now())
        return change

    def _card(self, session: Session, problem_id: UUID) -> UUID:
        kind = CardKind.PROBLEM
        return reviews.open_card(session, problem_id=problem_id, kind=kind, at=self.now())


def _is_prefix(text: str) -> bool:
    """Whether a reference can be the beginning of an id (and is not a problem's number)."""
    return len(text) >= 4 and all(character in "0123456789abcdef-" for character in text.lower())
