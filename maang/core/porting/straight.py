"""Rows that need no stage: attempts and answers that are all new, and whose references all lead to
what is the person's, go by COPY into their tables. Whether they are new, the tables' keys tell.

`Straight` makes blocks ready on the reader's thread; they are appended behind its back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from maang.core.db.copying import Packer, copy_packed, done_whole, packer
from maang.core.db.database import Session, user_of
from maang.core.ids import new_id
from maang.core.porting import statements
from maang.core.porting.kinds import KINDS

STRAIGHT = ("attempt", "review")
"""The kinds of which there are many, each after those it refers to."""

REFUSALS = 5
"""Refused blocks after which none is made ready any more: it is a file that is known already."""

Rows = Sequence[tuple[Any, ...]]
"""Rows of a kind, each with its line before its values."""


Name = tuple[UUID, str]
"""What a card is known by: its problem and its kind."""


class New(NamedTuple):
    """New rows: their keys, one after the other; what they are about (an attempt its problem, an
    answer its card); when the first and the last of them was."""

    keys: bytes | None
    about: Iterable[UUID] | None
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Ready:
    """Rows that can be appended: the tables with their packed rows, in their order; the keys that
    have to be the person's, by kind; the file's cards that have to be theirs; what there is to tell
    of each kind once they are in. It was made after so many were `refused`."""

    tables: Sequence[tuple[str, bytes]]
    referred: Mapping[str, Sequence[str]]
    cards: Mapping[Name, UUID]
    new: Mapping[str, New]
    refused: int

    def append(self, session: Session) -> bool:
        """Make them the person's; False, and nothing was done, where one of them is here already
        or leads nowhere yet."""
        return self._lead_home(session) and done_whole(session, lambda: self._copy(session))

    def _lead_home(self, session: Session) -> bool:
        run, me = session.connection().exec_driver_sql, user_of(session)
        for kind, keys in self.referred.items():
            asked = {"me": me, "keys": f"{{{','.join(keys)}}}"}  # a list would take its time
            if keys and run(statements.ours(KINDS[kind]), asked).scalar_one() < len(keys):
                return False
        if not self.cards:
            return True
        problems, kinds = zip(*self.cards, strict=True)
        asked = {"me": me, "keys": list(self.cards.values())}
        asked |= {"problems": list(problems), "kinds": list(kinds)}
        return bool(run(statements.SAME_CARDS, asked).scalar_one() == len(self.cards))

    def _copy(self, session: Session) -> None:
        for table, rows in self.tables:
            copy_packed(session, table, rows)


@dataclass(slots=True)
class Straight:
    """Makes blocks ready. It knows the person's cards and those that the file brings, which are
    looked at before they are used, and makes those that are missing."""

    session: Session
    refused: int = 0
    _seen: int = 0
    _cards: dict[Name, UUID] = field(default_factory=dict)
    _brought: dict[Name, UUID] = field(default_factory=dict)
    _pack: Packer = field(init=False)

    def __post_init__(self) -> None:
        self._pack = packer(self.session)
        self.look_again()

    @property
    def lost(self) -> bool:
        """Whether a block was refused: the cards it was to bring are not there."""
        return self.refused > self._seen

    def look_again(self) -> None:
        """Know the cards that are there. Nobody else may be using the session."""
        self._seen = self.refused
        asked = {"me": user_of(self.session)}
        found = self.session.connection().exec_driver_sql(statements.CARDS, asked)
        self._cards = {(problem, kind): key for key, problem, kind in found}
        self._brought.clear()

    def ready(self, block: Mapping[str, Rows]) -> Ready | None:
        """The rows of STRAIGHT kinds in a block; None where it has none, or none are tried."""
        for card in block.get("card", ()):  # it is sent before its answers
            self._brought.setdefault(card[2:4], UUID(bytes=card[1].bytes))
        rows = {kind: block[kind] for kind in STRAIGHT if kind in block}
        if not rows or self.refused >= REFUSALS:
            return None
        tables, new, user = [], {}, user_of(self.session)
        brought: dict[Name, UUID] = {}
        if tried := rows.get("attempt"):
            tables.append(self._packed("attempt", [(user, *row[1:]) for row in tried]))
            new["attempt"] = _told("attempt", tried, {row[3] for row in tried})
        if given := rows.get("review"):
            cards, made = self._met(given, brought)
            if made:
                into, types = statements.NEW_CARDS
                tables.append((into, self._pack(made, types)))
            answers = zip(given, cards, strict=True)
            stored = [(user, row[1], card, *row[4:]) for row, card in answers]
            tables.append(self._packed("review", stored))
            new["review"] = _told("review", given, set(cards))
        return Ready(tables, _referred(rows), brought, new, self._seen)

    def _packed(self, kind: str, rows: Rows) -> tuple[str, bytes]:
        into, types = statements.target(KINDS[kind])
        return into, self._pack(rows, types)

    def _met(self, answers: Rows, brought: dict[Name, UUID]) -> tuple[list[UUID], Rows]:
        """The card of each answer; the rows of the cards that are new. `brought` is told of those
        of the file that are used for the first time."""
        cards, found, begun = self._cards, [], dict[Name, datetime]()
        for answer in answers:
            name: Name = answer[2:4]
            card = cards.get(name)
            if card is None and (card := self._brought.pop(name, None)):
                brought[name] = cards[name] = card
            elif card is None:
                card = cards[name] = new_id()
                begun[name] = answer[RECORDED]
            elif name in begun:
                begun[name] = min(begun[name], answer[RECORDED])
            found.append(card)
        user = user_of(self.session)
        return found, [(cards[name], user, *name, at, 0, 0) for name, at in begun.items()]


def _referred(rows: Mapping[str, Rows]) -> dict[str, list[str]]:
    """By kind, the keys that rows refer to and that are not among them."""
    keys = {kind: {row[1] for row in found} for kind, found in rows.items()}
    found: dict[str, set[Any]] = {}
    for kind in rows:
        for at, column in enumerate(KINDS[kind].columns, start=1):
            if column.refers is not None:
                named = {row[at] for row in rows[kind]} - keys.get(column.refers, set())
                found.setdefault(column.refers, set()).update(named)
    return {kind: [str(key) for key in named if key] for kind, named in found.items()}


def _told(kind: str, rows: Rows, about: Iterable[UUID]) -> New:
    at = _place(kind, statements.TOLD[kind][1])
    moments = [row[at] for row in rows]
    return New(b"".join([row[1].bytes for row in rows]), about, min(moments), max(moments))


def _place(kind: str, column: str) -> int:
    """Where a row of a kind has a column's value."""
    return [one.name for one in KINDS[kind].columns].index(column) + 1


RECORDED = _place("review", "recorded_at")
