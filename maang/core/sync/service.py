"""Read what platforms know, and make it attempts: every submission once, whatever is cut where.

Pages are fetched between transactions; each is one transaction of attempts, reviews, raw page,
cursor and count. A run is one change that `undo` takes back.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from maang.core.accounts import store as accounts
from maang.core.activity import store as activity
from maang.core.activity.models import Step
from maang.core.clock import Clock
from maang.core.db.alone import alone
from maang.core.db.database import Database, Session
from maang.core.errors import Conflict, MaangError, NotConfigured
from maang.core.ids import new_id
from maang.core.practice import store as practice
from maang.core.practice.models import Try
from maang.core.practice.settling import Settling
from maang.core.problems import store as problems
from maang.core.remembering.service import AttemptSource
from maang.core.reviews import store as reviews
from maang.core.reviews.models import CardKind
from maang.core.sync import intake, matching, runs, store
from maang.core.sync.batches import batches
from maang.core.sync.models import (
    Check,
    PlatformStatus,
    RemotePage,
    RemoteProblem,
    Run,
    RunState,
)
from maang.core.sync.planning import Plan, key_of, planned, said_more
from maang.core.sync.ports import Platform, Replayable, Sources

TAKE_BACK = "sync-run"
"""The undo step of a run."""

REPLAY = "replay"
"""The mode that reads no platform, only what was kept."""

PAGE_SECONDS = 60.0
"""How long one page may take to be written."""

TOLD_EVERY = 10
"""Pages between two words of progress."""


@dataclass(frozen=True, slots=True)
class TakeBackRun:
    """The inverse of a run: all it has said is voided, and what remains is answered for again."""

    settling: Settling

    def take_back(self, session: Session, step: Step) -> None:
        """Void what the run of `step` has said."""
        run_id = UUID(step["run"])
        change = store.activity_of(session, run_id)
        if change is None:
            return
        events, about = practice.of_run(session, run_id)
        events += store.activities_of(session, run_id)
        activity.void(session, events, activity=change, at=self.settling.now())
        tries = practice.tries(session, about)
        self.settling.settle(session, tries, about=about, change=change)
        AttemptSource().catch_up(session, at=self.settling.now(), limit=len(events) or 1)


@dataclass(frozen=True, slots=True)
class Sync:
    """What other platforms know, brought here. Pages that come within `together` seconds are one
    transaction. `go_on` is told of a run after each of them, and ends it there by saying False."""

    db: Database
    now: Clock
    settling: Settling
    sources: Sources
    progress: Callable[[str], None]
    together: float = 0.25
    go_on: Callable[[Run], bool] = lambda _: True

    def platforms(self) -> Sequence[str]:
        """Those that are set up. Raises NotConfigured where none is."""
        names = self.sources.names()
        if not names:
            raise NotConfigured("no platform is set up", hint=self.sources.how())
        return names

    def run(self, platform: str, *, full: bool = False) -> Run:
        """Read a platform to its end, or as far as it goes: what cuts a run stands in the run.

        Where somebody else is at it, that run, which is still RUNNING. Raises only what speaks
        against any run: NotFound for no such platform, a database that is not there, and Ctrl-C
        (which ends it properly).
        """
        return self._alone(platform, store.FULL if full else store.INCREMENTAL)

    def replay(self, platform: str) -> Run:
        """Read the pages that were kept once more, for a reader that has learned since.

        A run like any other; no platform is asked. Raises as `run`.
        """
        return self._alone(platform, REPLAY)

    def runs(self, *, platform: str | None = None, limit: int = 20) -> list[Run]:
        """The last runs, newest first."""
        with self.db.read() as session:
            return store.runs(session, platform=platform, limit=limit)

    def status(self) -> list[PlatformStatus]:
        """Where each platform stands that is set up or was ever read."""
        logins = {login.platform: login for login in self.sources.logins()}
        set_up = self.sources.names()
        with self.db.read() as session:
            found = store.statuses(session, {*logins, *set_up})
        known = [replace(one, login=logins.get(one.platform)) for one in found]
        return [replace(one, next=runs.next_step(one, now=self.now())) for one in known]

    def doctor(self) -> list[Check]:
        """What is well and what is not, from what is known here; no platform is asked."""
        now = self.now()
        return [check for one in self.status() for check in runs.checks(one, now=now)]

    def _alone(self, name: str, mode: str) -> Run:
        self.sources.require(name)
        with alone(self.db, f"sync {name}") as free:
            if free:
                return self._read(name, mode)
        with self.db.read() as session:
            for run in store.runs(session, platform=name, limit=1):
                if run.state is RunState.RUNNING:
                    return run
        # it is about to write its first row, or has written its last
        return runs.started(new_id(), name, full=mode == store.FULL, at=self.now())

    def _read(self, name: str, mode: str) -> Run:
        change = new_id()
        run = runs.started(new_id(), name, full=mode == store.FULL, at=self.now())
        with self.db.write() as session:
            store.end_cut_runs(session, platform=name)
            cursor = store.cursors(session, mode=mode).get(name)
            store.save_run(session, run)
        platform = None
        try:
            platform = self.sources.open(name)
            replayed = mode == REPLAY
            pages = platform.pages(cursor=cursor, full=run.full)
            given = self._kept(platform) if replayed else pages
            for held in batches(given, seconds=self.together):
                run = self._take(run, held, mode=mode, change=change)
                if run.pages % TOLD_EVERY < len(held):
                    self.progress(f"{name}: {run.pages} pages, {runs.tally(run)} ...")
                if not self.go_on(run):
                    return self._end(runs.stopped(run), platform)
        except MaangError as error:
            return self._end(runs.cut(run, error), platform)
        except BaseException:  # Ctrl-C, a signal or a fault of ours: the page in hand is dropped
            with suppress(MaangError):
                self._end(runs.stopped(run), platform)
            raise
        return self._end(runs.done(run), platform)

    def _take(self, run: Run, pages: Sequence[RemotePage], *, mode: str, change: UUID) -> Run:
        """Write some pages: all of them, or nothing."""
        now = self.now()
        page = intake.together(pages, now=now)
        with self.db.write(seconds=PAGE_SECONDS) as session:
            plan = self._plan(session, page)
            run = runs.counted(run, page, pages=len(pages), **plan.counts)
            kept = change if self._remember(session, run, change) else None
            store.save_run(session, run, activity_id=kept)
            tries = self._write(session, plan, run)
            store.add_activities(session, [*plan.activities, *plan.grown], run_id=run.id)
            self.settling.settle(session, tries, about=plan.about, change=change)
            if mode != REPLAY:
                store.add_pages(session, page.raw, run=run, at=now)
                store.save_cursor(session, page.cursor, platform=run.platform, mode=mode, at=now)
        return run

    def _kept(self, platform: Platform) -> Iterator[RemotePage]:
        if not isinstance(platform, Replayable):
            raise NotConfigured(f"{platform.name} cannot read its pages again")
        after: UUID | None = None
        while True:
            with self.db.read() as session:
                found = store.next_page(session, platform=platform.name, after=after)
            if found is None:
                return
            after, raw = found
            yield platform.read(raw)

    def _plan(self, session: Session, page: RemotePage) -> Plan:
        """What a page will do. Problems that are new are written for it."""
        rows = intake.submissions(page)
        here = practice.recorded(session, [key_of(row) for row in rows])
        fresh = [row for row in rows if key_of(row) not in here]
        places = self._problems(session, [row.problem for row in fresh])
        standing = [attempt for attempt in here.values() if attempt]
        judged = practice.judged(session, standing) if standing else []
        more = said_more(rows, here, judged)
        about = {*places, *(one.problem_id for one in judged if one.attempt_id in more)}
        new, grown = store.unknown(session, list(intake.activities(page)))
        return planned(
            list(zip(fresh, places, strict=True)),
            before=practice.tries(session, about) if about else [],
            more=more,
            activities=new,
            grown=grown,
        )

    def _problems(self, session: Session, remote: Sequence[RemoteProblem]) -> list[UUID]:
        """Ours for each of theirs; what is not here is added."""
        called = {one: matching.name_of(one) for one in dict.fromkeys(remote)}
        names = [called[one] for one in remote]
        here = store.problems_called(session, called.values()) if called else ()
        directory = matching.Directory(here)
        places, new = matching.placed(remote, names, directory)
        # not the person's own words: a newer catalogue may know better
        problems.add(session, *new, at=self.now(), edited=False)
        return places

    def _write(self, session: Session, plan: Plan, run: Run) -> list[Try]:
        """Write what is planned; all tries at its problems as they stand now."""
        said = {"run_id": run.id, "recorded_at": self.now()}
        tries = {one.id: one for one in (*plan.before, *(one for _, one in plan.new))}
        practice.add_all(session, plan.statements, same=said)
        joined = {
            hand.id: intake.joined(row, practice.get(session, hand.id)) for row, hand in plan.joins
        }
        for key, added in {**joined, **plan.more}.items():
            tries[key] = self._restate(session, tries[key], {**added, **said})
        return list(tries.values())

    def _restate(self, session: Session, one: Try, facts: Mapping[str, Any]) -> Try:
        """Say more of an attempt; what the person answered for it goes along."""
        if one.spoken:  # how it ended is the person's word
            facts = {name: value for name, value in facts.items() if name != "outcome"}
        cards = reviews.open_cards(session, [one.problem_id], kind=CardKind.PROBLEM, at=self.now())
        said = reviews.tied(session, list(cards.values()))
        event = practice.restate(session, one.id, **facts)
        new = intake.restated(one, event=event, facts=facts)
        if one.spoken:
            carried = [
                replace(answer, id=new_id(), attempt_event_id=event, reviewed_at=new.at)
                for answer in said
                if answer.attempt_event_id == one.event
            ]
            reviews.record_all(session, carried, at=self.now())
        return new

    def _remember(self, session: Session, run: Run, change: UUID) -> bool:
        """Say what the run has done so far, if anything; raises Conflict once that is undone."""
        if not runs.touched(run):
            return False
        undo: list[Step] = [{"do": TAKE_BACK, "run": str(run.id)}]
        subject, at = runs.subject(run), run.started_at
        if not activity.keep(session, change, verb="sync", subject=subject, undo=undo, at=at):
            raise Conflict("the run was taken back while it ran", hint="run it again")
        return True

    def _end(self, run: Run, platform: Platform | None) -> Run:
        run = replace(run, ended_at=self.now(), waited_seconds=runs.waited(platform))
        with self.db.write() as session:
            if run.state is RunState.DONE and run.full:
                store.finish_full(session, platform=run.platform, at=self.now())
            store.save_run(session, run)
            state, at = run.state.value, run.ended_at or self.now()
            accounts.synced(session, run.platform, at=at, status=state, error=run.error)
        return run
