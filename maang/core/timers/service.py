"""Start, pause and stop the one clock a person has; every step can be taken back."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from maang.core.activity import store as activity
from maang.core.activity.models import Step
from maang.core.clock import Clock
from maang.core.db.database import Database, Session
from maang.core.errors import Conflict
from maang.core.timers import store
from maang.core.timers.models import Reading, Timer, reading

REMOVE = "remove-timer"
"""The undo step of a start."""

RESTORE = "restore-timer"
"""The undo step of whatever changes a timer: it is again as it was."""


@dataclass(frozen=True, slots=True)
class RemoveTimer:
    """The inverse of a start."""

    def take_back(self, session: Session, step: Step) -> None:
        """Forget the timer of `step`."""
        store.remove(session, UUID(step["timer"]))


@dataclass(frozen=True, slots=True)
class RestoreTimer:
    """The inverse of a pause, a resumption and a stop."""

    def take_back(self, session: Session, step: Step) -> None:
        """Put the timer of `step` back; it goes on as if it had never been touched."""
        since = step["running_since"]
        store.put_back(
            session,
            UUID(step["timer"]),
            running_since=datetime.fromisoformat(since) if since else None,
            seconds=step["seconds"],
        )


@dataclass(frozen=True, slots=True)
class Timers:
    """The clock that any terminal can start, pause and stop. `cap` is in minutes."""

    db: Database
    now: Clock
    cap: int

    def show(self) -> Reading | None:
        """What the open timer shows; None where there is none."""
        with self.db.read() as session:
            timer = store.open_timer(session)
        return self._reading(timer) if timer else None

    def start(self, problem_id: UUID | None = None) -> Reading:
        """Start a timer for a problem, or for whatever will be logged next.

        A paused one (for that problem, or for none named) goes on instead. Raises Conflict where
        another is open.
        """
        with self.db.write() as session:
            timer = store.open_timer(session, lock=True)
            if timer is None:
                return self._reading(self._open(session, problem_id))
            wanted = problem_id is None or problem_id == timer.problem_id
            if timer.running_since is not None or not wanted:
                raise _taken(timer)
            return self._go_on(session, timer)

    def pause(self) -> Reading:
        """Hold the timer; a paused one stays as it is. Raises Conflict where none is open."""
        now = self.now()
        with self.db.write() as session:
            timer = self._held(session, "pause")
            if timer.running_since is None:
                return self._reading(timer)
            paused = replace(timer, seconds=timer.seconds_at(now), running_since=None)
            return self._change(session, "pause", timer, paused)

    def resume(self) -> Reading:
        """Let the timer go on; a running one stays as it is. Raises Conflict where none is open."""
        with self.db.write() as session:
            timer = self._held(session, "resume")
            if timer.running_since is not None:
                return self._reading(timer)
            return self._go_on(session, timer)

    def stop(self) -> Reading:
        """Close the timer; the next `log` takes its minutes. Raises Conflict where none is open."""
        now = self.now()
        with self.db.write() as session:
            timer = self._held(session, "stop")
            seconds = timer.seconds_at(now)
            stopped = replace(timer, seconds=seconds, running_since=None, stopped_at=now)
            return self._change(session, "stop", timer, stopped)

    def _held(self, session: Session, verb: str) -> Timer:
        timer = store.open_timer(session, lock=True)
        if timer is None:
            raise Conflict(f"there is no timer to {verb}", hint="`maang timer start` starts one")
        return timer

    def _open(self, session: Session, problem_id: UUID | None) -> Timer:
        id = store.start(session, problem_id=problem_id, at=self.now())
        timer = store.open_timer(session)
        if id is None or timer is None:  # another terminal was quicker, by less than a moment
            raise _taken(timer)
        self._remember(session, "start", timer, {"do": REMOVE, "timer": str(id)})
        return timer

    def _go_on(self, session: Session, timer: Timer) -> Reading:
        return self._change(session, "resume", timer, replace(timer, running_since=self.now()))

    def _change(self, session: Session, verb: str, before: Timer, after: Timer) -> Reading:
        store.save(session, after)
        since = before.running_since.isoformat() if before.running_since else None
        step = {"do": RESTORE, "timer": str(before.id), "running_since": since}
        self._remember(session, verb, after, {**step, "seconds": before.seconds})
        return self._reading(after)

    def _remember(self, session: Session, verb: str, timer: Timer, undo: Step) -> None:
        subject = timer.problem.slug if timer.problem else "for any problem"
        activity.record(session, verb=f"timer {verb}", subject=subject, undo=[undo], at=self.now())

    def _reading(self, timer: Timer) -> Reading:
        return reading(timer, at=self.now(), cap_minutes=self.cap)


def _taken(timer: Timer | None) -> Conflict:
    what = f"a timer for {timer.problem.slug}" if timer and timer.problem else "a timer"
    if timer and timer.running_since is None:
        return Conflict(f"{what} is paused", hint="`maang timer resume` or `maang timer stop`")
    return Conflict(f"{what} is running already", hint="`maang timer stop` ends it")
