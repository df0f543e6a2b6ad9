"""What a file brings, made the person's, and how one `undo` takes it out again."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from maang.core.activity.models import Step
from maang.core.behind import Behind
from maang.core.db.database import Session, user_of
from maang.core.errors import Conflict, Invalid, MaangError
from maang.core.ids import new_id
from maang.core.porting import store
from maang.core.porting.kinds import KINDS, LIST, PROBLEM
from maang.core.porting.models import BadRow, NewList, NewProblem, Piece, Row
from maang.core.porting.straight import Ready, Straight
from maang.core.practice import store as practice
from maang.core.practice.models import Attempt, Try
from maang.core.problems import facts as rules
from maang.core.problems import store as problems
from maang.core.problems.service import REMOVE_PROBLEM, RESTORE_LIST, RESTORE_PROBLEM
from maang.core.reviews.bulk import refold_many
from maang.core.reviews.deciding import tuned
from maang.core.reviews.scheduler import Scheduler

TAKE_OUT = "import"
"""The undo step of an import."""

IMPORTED = "imported"
"""The undo step of a change that came with an import: it speaks of another home."""

REPLACED = "replaced"
"""The undo step of an import that replaced everything."""

SECONDS = 900.0
"""How long a whole import or export may take."""

BLOCK = 10_000
"""Rows that are held before they are sent."""

MOST_BAD = 10_000
"""So many bad rows make it another kind of file."""

OF_EVERY_CARD = "void", "fit"
"""Kinds of rows that may change any card."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """The inverse of what was done before it was imported: there is none."""

    def take_back(self, session: Session, step: Step) -> None:
        """Refuse. Raises Conflict."""
        raise Conflict(
            "that was done before it was imported",
            hint="`maang undo` takes the whole import out, while it is the last change",
        )


@dataclass(frozen=True, slots=True)
class Replaced:
    """The inverse of an import that replaced everything: the backup before it."""

    def take_back(self, session: Session, step: Step) -> None:
        """Refuse, and say where the data before is. Raises Conflict."""
        raise Conflict(
            "that import replaced everything, which undo does not reach",
            hint=f"the data before: maang db restore '{step['backup']}'",
        )


@dataclass(frozen=True, slots=True)
class TakeOut:
    """The inverse of an import: its rows go again. `seconds` is how long that may take."""

    scheduler: Scheduler
    seconds: float = SECONDS

    def take_back(self, session: Session, step: Step) -> None:
        """Remove what the import of `step` has added, and fold the cards without it."""
        about: set[UUID] = set()
        for kind in reversed(KINDS):
            keys = base64.b64decode(step["rows"].get(kind, ""))
            if kind == "company":
                if keys:
                    store.remove_tags(session, [_tag(key) for key in _cut(keys, 32)])
            elif keys:
                about |= store.remove(session, kind, [UUID(bytes=key) for key in _cut(keys, 16)])
        if any(step["rows"].get(kind) for kind in OF_EVERY_CARD):
            about |= set(store.every_card(session))
        refold(session, list(about), self.scheduler)
        store.drop_empty(session, list(about))


@dataclass(slots=True)
class Intake:
    """What an import has met so far, on its way into the database. `derived` says that answers
    follow from attempts, and so count only where the attempt is new; `joined` how many rows told
    of what a judge had seen, by problem.

    Rows go block by block `behind` the reader's back, so the session is not the reader's own until
    `settle` has returned.
    """

    session: Session
    behind: Behind
    known: dict[str, UUID]
    now: datetime
    derived: bool = False
    new: dict[str, int] = field(default_factory=dict)
    known_rows: dict[str, int] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)
    joined: dict[UUID, int] = field(default_factory=dict)
    _undo: list[Step] = field(default_factory=list)
    _held: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    _count_held: int = 0
    _stage: store.Stage = field(init=False)
    _straight: Straight = field(init=False)

    def __post_init__(self) -> None:
        self._stage = store.Stage(self.session, derived=self.derived)
        self._straight = Straight(self.session)

    @property
    def user(self) -> UUID:
        """Whose all this becomes."""
        return user_of(self.session)

    @property
    def changed(self) -> int:
        """How many rows were new."""
        return sum(self.new.values())

    def hardness(self) -> dict[UUID, str]:
        """How hard each problem is, where that is known."""
        return store.hardness(self.session)

    def tries(self) -> list[Try]:
        """All at problems of which a judge has seen an attempt."""
        return practice.tries(self.session, store.judged_problems(self.session))

    def join(self, id: UUID) -> Attempt:
        """An attempt that was here before and of which a row tells more."""
        self.behind.wait()
        found = practice.get(self.session, id)
        self.joined[found.problem_id] = self.joined.get(found.problem_id, 0) + 1
        return found

    def take(self, piece: Piece) -> None:
        """Take a piece of a file. Raises Invalid where there are too many bad ones."""
        match piece:
            case Row():
                self._row(piece)
            case NewProblem():
                self.behind.wait()
                self._problem(piece)
            case NewList():
                self.behind.wait()
                self._list(piece)
            case BadRow():
                self._refuse(piece)

    def settle(self) -> None:
        """Make everything that was taken the person's."""
        self._hand_over()
        self.behind.wait()
        for line, column in self._stage.finish():
            self._refuse(BadRow(line, f"{column}: leads to nothing that is here or above"))
        self.bad.sort(key=lambda row: row.line)
        for kind in KINDS:
            settled = self._of(kind)
            new = len(settled.keys) // store.key_size(kind)
            self._count(kind, new=new, known=settled.rows - new)
        if self.joined:  # each by two statements, and none of them a new attempt
            self._count("attempt", new=-2 * sum(self.joined.values()), known=0)

    def cards(self) -> list[UUID]:
        """The cards to be folded again."""
        if any(self._of(kind).keys for kind in OF_EVERY_CARD):
            return store.every_card(self.session)
        tried = store.cards_of(self.session, list(self._of("attempt").about))
        return list({*tried, *self._of("review").about})

    def span(self) -> tuple[datetime, datetime] | None:
        """When the first and the last new attempt was."""
        tried = self._of("attempt")
        return (tried.first, tried.last) if tried.first and tried.last else None

    def steps(self) -> list[Step]:
        """How all this is taken out again."""
        rows = {
            kind: base64.b64encode(settled.keys).decode()
            for kind, settled in self._stage.settled.items()
            if settled.keys
        }
        return [{"do": TAKE_OUT, "rows": rows}, *reversed(self._undo)]

    def _row(self, row: Row) -> None:
        rows = self._held.get(row.kind)
        if rows is None:
            rows = self._held[row.kind] = []
        rows.append((row.line, *row.values))
        self._count_held += 1
        # an attempt and its answer stay together
        if self._count_held >= BLOCK and not (self.derived and row.kind == "attempt"):
            self._hand_over()

    def _hand_over(self) -> None:
        held, self._held, self._count_held = self._held, {}, 0
        if not held:
            return
        if self._straight.lost:
            self.behind.wait()
            self._straight.look_again()
        ready = self._straight.ready(held)
        self.behind.hand(lambda: self._send(held, ready))

    def _send(self, block: store.Block, ready: Ready | None) -> None:
        if ready is not None and ready.refused < self._straight.refused:
            ready = None  # it counts on cards that a refused block was to bring
        if not self._stage.send(block, ready) and ready is not None:
            self._straight.refused += 1

    def _of(self, kind: str) -> store.Settled:
        return self._stage.settled.get(kind, store.Settled())

    def _count(self, kind: str, *, new: int, known: int) -> None:
        self.new[kind] = self.new.get(kind, 0) + new
        self.known_rows[kind] = self.known_rows.get(kind, 0) + known

    def _refuse(self, row: BadRow) -> None:
        self.bad.append(row)
        if len(self.bad) > MOST_BAD:
            raise Invalid(
                f"more than {MOST_BAD} rows cannot be used; line {row.line}: {row.reason}",
                hint="is it the right file? nothing was changed",
            )

    def _problem(self, new: NewProblem) -> None:
        """A problem that is not here is added; one that is stays as it is."""
        name = f"{new.platform}/{new.slug}"
        self._count(PROBLEM, new=name not in self.known, known=name in self.known)
        if name in self.known:
            return self._edit(new, self.known[name])
        try:
            said = replace(rules.checked(new.facts), platform=new.platform, slug=new.slug)
            problem = rules.new_problem(said, key=new_id())
        except MaangError as error:
            self._count(PROBLEM, new=-1, known=0)
            return self._refuse(BadRow(new.line, error.message))
        problems.add(self.session, problem, at=self.now, edited=new.edited)
        self.known[name] = problem.id
        self._undo.append({"do": REMOVE_PROBLEM, "problem": str(problem.id)})
        return None

    def _edit(self, new: NewProblem, key: UUID) -> None:
        """What a person has changed of a problem is changed here, unless they did so here."""
        if not new.edited or problems.is_edited(self.session, key):
            return
        before = problems.get(self.session, key)
        after = rules.restated(before, rules.checked(new.facts))
        if after == before:
            return
        problems.edit(self.session, after)
        self._count(PROBLEM, new=1, known=-1)
        step = {"do": RESTORE_PROBLEM, "before": rules.to_step(before), "edited": False}
        self._undo.append(step)

    def _list(self, new: NewList) -> None:
        slugs = store.own_lists(self.session)
        self._count(LIST, new=new.slug not in slugs, known=new.slug in slugs)
        if new.slug in slugs:
            return
        key = problems.replace_list(
            self.session, slug=new.slug, name=new.name, problem_ids=new.problems
        )
        step = {"do": RESTORE_LIST, "list": str(key), "slug": new.slug, "before": None}
        self._undo.append(step)


def wipe(session: Session) -> None:
    """Remove everything of the person's but problems."""
    store.wipe(session)


def refold(session: Session, cards: Sequence[UUID], scheduler: Scheduler) -> None:
    """Make many cards what their answers make them."""
    refold_many(session, cards, tuned(session, scheduler, folding=True))


def _cut(keys: bytes, size: int) -> list[bytes]:
    return [keys[at : at + size] for at in range(0, len(keys), size)]


def _tag(key: bytes) -> tuple[UUID, UUID]:
    return UUID(bytes=key[:16]), UUID(bytes=key[16:])
