"""Import in SQL, block by block: new rows are copied into their tables; where some are known, into
temporary ones, and one insert a kind makes them ours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from maang.core.db.copying import copy_packed, packer
from maang.core.db.database import Session, user_of
from maang.core.porting import statements
from maang.core.porting.kinds import KINDS, Kind
from maang.core.porting.straight import STRAIGHT, New, Ready

MANY = 1_000
"""New rows after which what the planner knew of a table is no use any more."""

WIPED = (
    *("voids", "review_log", "timers", "notes", "platform_activity", "attempts", "sync_cursors"),
    *("sync_pages", "sync_runs", "review_cards", "company_tags", "problem_lists", "drafts"),
    *("weakness_analysis", "system_design_progress", "review_parameters", "activity_log"),
)
"""What `replace` empties, each after those that stand on it."""

Values = tuple[Any, ...] | dict[str, Any]


def wipe(session: Session) -> None:
    """Remove everything personal but problems, which others may stand on."""
    for table in WIPED:
        _run(session, f"DELETE FROM {table} WHERE user_id = %s", (user_of(session),))


def remove(session: Session, kind: str, ids: Sequence[UUID]) -> set[UUID]:
    """Take rows out again; the cards of whatever stood on them."""
    target = KINDS[kind]
    about: set[UUID] = set()
    if kind in ("attempt", "review"):
        told = "attempt_event_id" if kind == "attempt" else "id"
        asked = f"SELECT DISTINCT card_id FROM review_log WHERE {told} = ANY (%s)"
        about = {row[0] for row in _run(session, asked, (list(ids),))}
    first = target.columns[0].name
    gone = f"DELETE FROM {target.table} WHERE {first} = ANY (%s) AND user_id = %s"
    _run(session, gone, (list(ids), user_of(session)))
    return about


def remove_tags(session: Session, tags: Sequence[tuple[UUID, UUID]]) -> None:
    """Take company tags out again; a tag is a company and a problem."""
    gone = """
        DELETE FROM company_tags t USING unnest(%s::uuid[], %s::uuid[]) AS g (company, problem)
        WHERE t.company_id = g.company AND t.problem_id = g.problem AND t.user_id = %s
    """
    companies, problems = zip(*tags, strict=True)
    _run(session, gone, (list(companies), list(problems), user_of(session)))


def cards_of(session: Session, problems: Sequence[UUID]) -> list[UUID]:
    """The cards of some problems."""
    asked = "SELECT id FROM review_cards WHERE user_id = %s AND problem_id = ANY (%s)"
    return [row[0] for row in _run(session, asked, (user_of(session), list(problems)))]


def every_card(session: Session) -> list[UUID]:
    """All cards of the person."""
    asked = "SELECT id FROM review_cards WHERE user_id = %s"
    return [row[0] for row in _run(session, asked, (user_of(session),))]


def judged_problems(session: Session) -> list[UUID]:
    """The problems of which a judge has seen an attempt."""
    asked = """
        SELECT DISTINCT problem_id FROM live_attempts WHERE user_id = %s AND verdict IS NOT NULL
    """
    return [row[0] for row in _run(session, asked, (user_of(session),))]


def hardness(session: Session) -> dict[UUID, str]:
    """Each problem's difficulty, where it is known."""
    asked = "SELECT id, difficulty FROM problems WHERE difficulty IS NOT NULL"
    return {row[0]: row[1] for row in _run(session, asked)}


def own_lists(session: Session) -> set[str]:
    """The slugs of the person's own lists."""
    asked = "SELECT slug FROM problem_lists WHERE user_id = %s"
    return {row[0] for row in _run(session, asked, (user_of(session),))}


def drop_empty(session: Session, cards: Sequence[UUID]) -> None:
    """Remove those of some cards that nothing was ever answered on."""
    gone = """
        DELETE FROM review_cards c WHERE c.id = ANY (%s) AND c.suspended_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM review_log r WHERE r.card_id = c.id)
    """
    _run(session, gone, (list(cards),))


@dataclass(slots=True)
class Settled:
    """What has become of the rows of a kind so far.

    How many there were; the keys of those that were new, one after the other, `key_size` bytes
    each. Of attempts also the problems they are about, and when the first and the last was; of
    answers their cards.
    """

    rows: int = 0
    keys: bytearray = field(default_factory=bytearray)
    about: set[UUID] = field(default_factory=set)
    first: datetime | None = None
    last: datetime | None = None

    def add(self, rows: int, new: New) -> None:
        """Count rows, and note what is told of the new ones."""
        self.rows += rows
        self.keys += new.keys or b""
        self.about.update(new.about or ())
        if new.first is not None and new.last is not None:
            self.first = min(self.first or new.first, new.first)
            self.last = max(self.last or new.last, new.last)


def key_size(kind: str) -> int:
    """How many bytes a key of such a row has."""
    return 32 if kind == "company" else 16


_AT = {kind: at for at, kind in enumerate(KINDS)}

FIRST = tuple(kind for kind in KINDS if kind not in STRAIGHT and _AT[kind] < _AT[STRAIGHT[-1]])
"""The kinds that go before those of which there are many."""

LAST = tuple(kind for kind in KINDS if kind not in (*FIRST, *STRAIGHT))
"""Those after them."""

Block = Mapping[str, Sequence[tuple[Any, ...]]]
"""Rows by kind, each with its line before its values."""


@dataclass(slots=True)
class Stage:
    """Makes rows the person's, block by block. `derived` says that answers follow from attempts,
    and so count only where the attempt is new.

    Rows whose references lead to nothing yet wait until the end.
    """

    session: Session
    derived: bool = False
    settled: dict[str, Settled] = field(default_factory=dict)
    _waiting: dict[str, int] = field(default_factory=dict)
    _begun: bool = False

    def send(self, block: Block, ready: Ready | None = None) -> bool:
        """Make a block's rows ours unless they are. `ready` are those of them of which there are
        many: whether it was these that were taken."""
        if not self._begun:
            # foreign keys are checked by plans made once: on an empty table, by reading all of it
            _run(self.session, "SET LOCAL enable_seqscan = off")
            self._begun = True
        self._by_stage({kind: block[kind] for kind in FIRST if kind in block})
        taken = ready is not None and ready.append(self.session)
        if ready is not None and taken:
            for kind, new in ready.new.items():
                self._of(kind).add(len(block[kind]), new)
        else:
            self._by_stage({kind: block[kind] for kind in STRAIGHT if kind in block})
        self._by_stage({kind: block[kind] for kind in LAST if kind in block})
        return taken

    def _by_stage(self, block: Block) -> None:
        """Make rows ours unless they are, whatever is known of them already."""
        counts = {kind: len(block[kind]) for kind in block}
        for kind in counts:
            self._copy(KINDS[kind], block[kind])
        if self.derived and "review" in counts:
            counts["review"] -= self._count(statements.FOLLOWING)
        for kind, rows in counts.items():
            self._settle(KINDS[kind], rows - self._set_aside(KINDS[kind]))

    def finish(self) -> Iterator[tuple[int, str]]:
        """Make ours what had to wait; gives the lines of the rows, and the columns, that still
        lead nowhere: they are dropped."""
        for kind in (KINDS[name] for name in KINDS if self._waiting.get(name)):
            back = f"INSERT INTO incoming_{kind.name} SELECT * FROM waiting_{kind.name}"
            _run(self.session, back)
            lost = list(self._dangling(kind))
            yield from lost
            self._settle(kind, self._waiting[kind.name] - len(lost))
        for name in self._waiting:
            _run(self.session, f"DROP TABLE incoming_{name}, waiting_{name}")
        for name, found in self.settled.items():
            if len(found.keys) > MANY * key_size(name):
                columns = statements.ASKED.get(name, "")
                _run(self.session, f"ANALYZE {KINDS[name].table} {columns}")
        _run(self.session, "SET LOCAL enable_seqscan = on")

    def _of(self, kind: str) -> Settled:
        return self.settled.setdefault(kind, Settled())

    def _copy(self, kind: Kind, rows: Iterable[tuple[Any, ...]]) -> None:
        if kind.name not in self._waiting:
            self._waiting[kind.name] = 0
            for statement in statements.staging(kind):
                _run(self.session, statement)
        types = ["int4", *(column.value.sql for column in kind.columns)]
        into = f"incoming_{kind.name} (line, {kind.names})"
        copy_packed(self.session, into, packer(self.session)(rows, types))

    def _set_aside(self, kind: Kind) -> int:
        """Let rows wait whose references lead nowhere yet, and those that refer to these."""
        asked, found = statements.waiting(kind), 0
        while asked and (lost := self._count(asked)):
            found += lost
        self._waiting[kind.name] += found
        return found

    def _dangling(self, kind: Kind) -> Iterator[tuple[int, str]]:
        found = True
        while found:  # what refers to a row that was dropped leads nowhere in its turn
            found = False
            for column in kind.columns:
                if column.refers is None:
                    continue
                for (line,) in self._asked(statements.dangling(kind, column)):
                    found = True
                    yield line, column.name

    def _settle(self, kind: Kind, rows: int) -> None:
        preparation = statements.PREPARE.get(kind.name)
        if preparation:
            self._asked(preparation)
        (new,) = self._asked(statements.insertion(kind))
        self._of(kind.name).add(rows, New(*new))
        _run(self.session, f"TRUNCATE incoming_{kind.name}")

    def _count(self, statement: str) -> int:
        ((count,),) = self._asked(statement)
        return int(count)

    def _asked(self, statement: str) -> list[tuple[Any, ...]]:
        return _run(self.session, statement, {"me": user_of(self.session)})


def _run(session: Session, statement: str, values: Values = ()) -> list[tuple[Any, ...]]:
    """Run a statement; its rows."""
    done = session.connection().exec_driver_sql(statement, values)
    return [tuple(row) for row in done] if done.returns_rows else []
