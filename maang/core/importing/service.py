"""Files into the database: what was exported, and people's own tables.

An import is one transaction and one change: a file comes in whole or not at all, and one `undo`
takes it out again. The data before it is backed up first.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from maang.core.activity import store as activity
from maang.core.activity.models import Step
from maang.core.behind import Behind
from maang.core.clock import Clock
from maang.core.db.database import Database, Session
from maang.core.errors import NotConfigured
from maang.core.ids import new_id
from maang.core.importing import reading
from maang.core.importing.joining import Seen, by_problem
from maang.core.importing.rows import Finder, Judge, attempts, tags
from maang.core.importing.spreadsheet import opened
from maang.core.porting.kinds import IMPORT, counted, plural
from maang.core.porting.models import BadRows, Piece, Ported, Sheet, Source, Take, Told
from maang.core.porting.service import REPLACED, SECONDS, Intake, refold, wipe
from maang.core.practice import store as practice
from maang.core.practice.settling import Settling, settle_step
from maang.core.problems import store as problems
from maang.core.problems.models import Known
from maang.core.reviews import store as reviews
from maang.core.reviews.models import CardKind, Retention, Targets
from maang.core.reviews.scheduler import Scheduler

TOLD_EVERY = 2_000
"""Pieces between two words of progress."""

AHEAD = 2
"""Blocks that are being written or wait for it while the next one is read: with one, the server
would wait whenever the reader is held up."""

LONGEST_LINE = 1 << 24
"""Bytes of a first line that are read."""

Read = Callable[[IO[bytes], Intake, Sequence[Known]], Iterator[Piece]]
"""Reads a file piece by piece; a problem it brings is known before the next piece is asked for."""


@dataclass(frozen=True, slots=True)
class Importing:
    """Import. `guard` backs the database up and gives the file (None: no data yet)."""

    db: Database
    now: Clock
    scheduler: Scheduler
    retention: Retention
    targets: Targets
    guard: Callable[[], Path | None]

    def bring(self, source: Source, take: Take, *, told: Told) -> Ported:
        """Import what `export` wrote as JSON Lines.

        What is here stays as it is; importing the same file twice changes nothing the second time.
        Raises Invalid for another kind of file, BadRows (with all of them) unless `take.partial`.
        """
        with source.open() as file:
            head = reading.header(file.readline(LONGEST_LINE))
        return self._bring(
            source,
            take,
            lambda file, intake, _: reading.pieces(file, intake.known),
            told=told,
            notes=self._differing(head),
        )

    def bring_table(self, source: Source, take: Take, sheet: Sheet, *, told: Told) -> Ported:
        """Import attempts (and company tags) from somebody's own table.

        Raises Invalid for columns or dates that are not understood, BadRows as `bring`.
        """
        table = opened(source, sheet)
        judge = Judge(
            self.scheduler.calendar.zone,
            self.now(),
            self.retention.of(CardKind.PROBLEM),
            self.targets,
        )
        return self._bring(
            source,
            take,
            lambda file, intake, every: attempts(
                table,
                file,
                judge,
                Finder(intake.user, intake.known, every, intake.hardness()),
                Seen(by_problem(intake.tries()), intake.join, self.scheduler.calendar),
            ),
            told=told,
            notes=table.notes,
            derived=True,
        )

    def bring_companies(self, source: Source, take: Take, *, told: Told) -> Ported:
        """Import company tags from a table with a company and a problem a row. Raises as above."""
        table = opened(source, Sheet({}), companies=True)
        return self._bring(
            source,
            take,
            lambda file, intake, every: tags(
                table, file, Finder(intake.user, intake.known, every, {})
            ),
            told=told,
            notes=table.notes,
        )

    def _bring(
        self,
        source: Source,
        take: Take,
        read: Read,
        *,
        told: Told,
        notes: Sequence[str],
        derived: bool = False,
    ) -> Ported:
        backup, notes = self._backed_up(take, notes)
        with self.db.write(seconds=SECONDS) as session, Behind(pieces=AHEAD) as behind:
            if take.replace:
                wipe(session)
            every = problems.known(session)
            known = {f"{one.platform}/{one.slug}": one.id for one in every}
            intake = Intake(session, behind, known, now=self.now(), derived=derived)
            with source.open() as file:
                for count, piece in enumerate(read(file, intake, every), start=1):
                    intake.take(piece)
                    if count % TOLD_EVERY == 0:
                        told(file.tell())
            intake.settle()
            if intake.bad and not take.partial and not self.db.dry_run:
                raise BadRows(intake.bad, file=source.name)
            refold(session, intake.cards(), self.scheduler)
            if intake.changed or intake.joined or take.replace:
                replaced: list[Step] = [{"do": REPLACED, "backup": str(backup)}]
                steps = replaced if take.replace else intake.steps()
                self._remember(session, source, intake, steps=steps)
            if intake.joined:
                rows = plural("row", sum(intake.joined.values()))
                notes = (*notes, f"{rows} joined what a judge has seen")
            return self._ported(session, source, take, intake, backup=backup, notes=notes)

    def _remember(
        self, session: Session, source: Source, intake: Intake, *, steps: Sequence[Step]
    ) -> None:
        """Keep the change; sittings that rows have joined get their one answer."""
        change, about = new_id(), set(intake.joined)
        if about:
            steps = [*steps, settle_step(about, change=change)]
        subject = f"{source.name}: {counted(intake.new) or 'nothing'}"
        activity.record(session, id=change, verb=IMPORT, subject=subject, undo=steps, at=self.now())
        retention = self.retention.of(CardKind.PROBLEM)
        settling = Settling(self.scheduler, retention, self.targets, self.now)
        settling.settle(session, practice.tries(session, about), about=about, change=change)

    def _backed_up(self, take: Take, notes: Sequence[str]) -> tuple[Path | None, Sequence[str]]:
        """The backup before an import. A server elsewhere has a keeper: where it cannot be made
        from here, only what replaces everything is refused."""
        if self.db.dry_run:
            return None, notes
        try:
            return self.guard(), notes
        except NotConfigured as error:
            if take.replace:
                raise
            return None, (*notes, f"no backup before the import: {error.message}")

    def _ported(
        self,
        session: Session,
        source: Source,
        take: Take,
        intake: Intake,
        *,
        backup: Path | None,
        notes: Sequence[str],
    ) -> Ported:
        span, day_of = intake.span(), self.scheduler.calendar.day_of
        return Ported(
            file=source.name,
            replaced=take.replace,
            changed=intake.changed,
            new={kind: count for kind, count in intake.new.items() if count},
            known={kind: count for kind, count in intake.known_rows.items() if count},
            bad=tuple(intake.bad),
            due=reviews.due_count(session, by=self.now()),
            days=(day_of(span[0]), day_of(span[1])) if span else None,
            backup=backup,
            notes=tuple(notes),
        )

    def _differing(self, head: dict[str, object]) -> tuple[str, ...]:
        """What the home of an export sees otherwise than this one."""
        calendar = self.scheduler.calendar
        here = {"zone": str(calendar.zone), "day_start": calendar.day_start}
        return tuple(
            f"{name} was {head[name]} there and is {value} here: days may fall otherwise"
            for name, value in here.items()
            if name in head and head[name] != value
        )
