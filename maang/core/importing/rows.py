"""(rules) A row of somebody's table → an attempt, the answer that comes with it, company tags.

An attempt's key follows from its problem, its moment and how many of both came before it, so a
table that is imported again adds only what is new in it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from operator import itemgetter
from typing import IO, Any
from uuid import UUID

import uuid_utils

from maang.core.errors import Invalid, MaangError
from maang.core.importing.cells import minutes_of, moment_of, outcome_of
from maang.core.importing.joining import Seen
from maang.core.importing.spreadsheet import NAMES, Table
from maang.core.porting.models import BadRow, DateOrder, NewProblem, Piece, Row
from maang.core.porting.values import key, line, text
from maang.core.practice.entries import BY_JUDGE, first_statement, joining_statement
from maang.core.practice.grading import suggest
from maang.core.practice.models import Entry, Outcome
from maang.core.problems.facts import checked, new_problem
from maang.core.problems.importing import Directory
from maang.core.problems.importing import Row as Named
from maang.core.problems.models import BadRow as Unnamed
from maang.core.problems.models import Facts, Known
from maang.core.reviews.models import CardKind, Targets
from maang.core.when import EARLIEST

AHEAD = timedelta(days=1)
"""How far into the future a date may be: somewhere it is tomorrow already."""

HAND = "hand"
"""Whose word such an attempt is: the person's."""

_SEVERAL = re.compile(r"[,;/|\n]")


@dataclass(frozen=True, slots=True)
class Judge:
    """What an attempt's answer depends on; times without an offset are in `zone`."""

    zone: tzinfo
    now: datetime
    retention: float
    targets: Targets


@dataclass(slots=True)
class Finder:
    """Which problem a row names. `known` is `platform/slug` → key, and may grow."""

    user: UUID
    known: Mapping[str, UUID]
    every: Sequence[Known]
    hardness: Mapping[UUID, str]
    _found: dict[tuple[str, ...], UUID | str] = field(default_factory=dict)
    _names: dict[UUID, str] = field(default_factory=dict)
    _directory: Directory | None = None

    def find(self, names: tuple[str, ...]) -> UUID | str:
        """The problem's key, or why there is none."""
        found = self._found.get(names)
        if found is None:
            if self._directory is None:
                self._directory = Directory(self.every)
            named = self._directory.named_by(Named(0, names))
            found = f"{named.text!r} {named.reason}" if isinstance(named, Unnamed) else named
            self._found[names] = found
        return found

    def learn(self, names: tuple[str, ...], name: str) -> None:
        """From here on these names mean a problem that was added, if it was."""
        problem = self.known.get(name)
        if problem is not None:
            self._found[names] = problem
            self._names[problem] = name

    def name_of(self, problem: UUID) -> str:
        """Its platform and slug."""
        if not self._names:
            self._names.update({problem: name for name, problem in self.known.items()})
        return self._names[problem]


def attempts(
    table: Table, file: IO[bytes], judge: Judge, finder: Finder, seen: Seen
) -> Iterator[Piece]:
    """What each row brings. Rows without date, outcome and minutes were never tried: left out."""
    made = _Maker(judge, finder, seen, table.dates)
    naming = [name for name in NAMES if name in table.columns]
    for at, cells in table.rows(file):
        said = table.said(cells)
        if not said.keys() & {"date", "outcome", "minutes"}:
            continue
        names = tuple([said[name] for name in naming if name in said])
        found = finder.find(names) if names else "names no problem"
        if isinstance(found, str) and table.add_problems and names:
            yield from _added(at, said, names, finder)
            found = finder.find(names)
        if isinstance(found, str):
            yield BadRow(at, found)
            continue
        try:
            yield from made.pieces(at, said, found)
        except MaangError as error:
            yield BadRow(at, error.message)


def tags(table: Table, file: IO[bytes], finder: Finder) -> Iterator[Piece]:
    """The company tags of each row."""
    for at, cells in table.rows(file):
        said = table.said(cells)
        names = tuple(said[name] for name in NAMES if name in said)
        found = finder.find(names) if names else "names no problem"
        companies = companies_of(said.get("company", ""))
        if isinstance(found, str) or not companies:
            yield BadRow(at, found if isinstance(found, str) else "names no company")
            continue
        yield from (Row("company", at, (company, found)) for company in companies)


def companies_of(cell: str) -> list[str]:
    """`Google, Amazon` → two companies, in lower case."""
    names = (line(name.strip()).lower() for name in _SEVERAL.split(cell))
    return list(dict.fromkeys(name for name in names if name))


class _Maker:
    """Makes attempts and their answers of rows."""

    def __init__(self, judge: Judge, finder: Finder, seen: Seen, dates: DateOrder | None) -> None:
        self._judge = judge
        self._finder = finder
        self._seen = seen
        self._dates = dates
        self._user = uuid_utils.UUID(int=finder.user.int)
        self._met: dict[uuid_utils.UUID, int] = {}
        self._moments: dict[str, datetime] = {}

    def pieces(self, at: int, said: Mapping[str, str], problem: UUID) -> Iterator[Piece]:
        """An attempt, its answer and its company tags. Raises Invalid."""
        companies = companies_of(said["company"]) if "company" in said else []
        entry = self._entry(said, companies)
        assert entry.at is not None  # a row without a date is refused
        stated = first_statement(entry, now=self._judge.now)
        name = key(said["id"]) if "id" in said else self._key(problem, entry.at)
        outcome, timed = _OUTCOMES[stated["outcome"]], ":" in said["date"]
        seen = self._seen.by(problem, at=entry.at, timed=timed, outcome=outcome)
        values = _stated(stated)
        yield Row(
            "attempt", at, (name, seen.id if seen else name, problem, *values, HAND, *NOT_SAID)
        )
        if seen is None:
            yield self._answer(at, name, problem, stated)
        else:  # first as it was said, then as it stands: so does `log`
            stated, joined = joining_statement(seen, stated), uuid_utils.uuid5(name, "joined")
            values = *_stated(stated), stated["source"], None
            judged = (stated[column] for column in BY_JUDGE)
            yield Row("attempt", at, (joined, seen.id, problem, *values, *judged, None))
            yield self._answer(at, joined, problem, stated)
        for company in companies:
            yield Row("company", at, (company, problem))

    def _answer(
        self, at: int, event: uuid_utils.UUID, problem: UUID, stated: Mapping[str, Any]
    ) -> Row:
        """What a statement counts as."""
        judge = self._judge
        suggestion = _suggested(
            _OUTCOMES[stated["outcome"]],
            hints=stated["hints"],
            minutes=stated["minutes"],
            target=judge.targets.of(self._finder.hardness.get(problem)),
        )
        score, kind = suggestion.rating.score, CardKind.PROBLEM.value
        answer = (uuid_utils.uuid5(event, "answer"), problem, kind, event, score, score)
        # no day was chosen for it: what is past is not balanced
        return Row("review", at, (*answer, judge.retention, stated["at"], judge.now, None))

    def _entry(self, said: Mapping[str, str], companies: Sequence[str]) -> Entry:
        facts = {name: READERS[name](cell) for name, cell in said.items() if name in READERS}
        company = companies[0] if len(companies) == 1 else None
        return Entry(**facts, company=company, at=self._moment(said))

    def _moment(self, said: Mapping[str, str]) -> datetime:
        cell = said.get("date")
        if cell is None:
            raise Invalid("has no date")
        moment = self._moments.get(cell)
        if moment is None:
            moment = moment_of(cell, zone=self._judge.zone, order=self._dates)
            if not EARLIEST <= moment <= self._judge.now + AHEAD:
                raise Invalid(f"{cell!r:.40} is still to come, or before {EARLIEST.year}")
            self._moments[cell] = moment
        return min(moment, self._judge.now)

    def _key(self, problem: UUID, at: datetime) -> uuid_utils.UUID:
        name = self._finder.name_of(problem)
        first = uuid_utils.uuid5(self._user, f"{name} {at.isoformat()}")
        count = self._met[first] = self._met.get(first, 0) + 1
        return first if count == 1 else uuid_utils.uuid5(first, str(count))


STATED = (
    *("at", "recorded_at", "outcome", "minutes", "hints", "mistakes", "approach", "time", "space"),
    *("code", "language", "note", "company"),
)
"""What a row says of an attempt, in the order of its columns."""

_stated = itemgetter(*STATED)

_OUTCOMES = {one.value: one for one in Outcome}

NOT_SAID = (None,) * 6
"""What only a platform says of one."""


def _hints(cell: str) -> int:
    if not cell.isdecimal() or int(cell) > 100:
        raise Invalid(f"{cell!r:.40} is no number of hints")
    return int(cell)


def _mistakes(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (line(part.strip()) for part in cell.split(";"))))


# the same few words, times and ratings come again and again
_suggested = lru_cache(maxsize=4096)(suggest)

READERS: dict[str, Callable[[str], Any]] = {
    "outcome": lru_cache(maxsize=256)(outcome_of),
    "minutes": lru_cache(maxsize=2048)(minutes_of),
    "hints": _hints,
    "mistakes": _mistakes,
    "approach": line,
    "time": line,
    "space": line,
    "code": text,
    "language": line,
    "note": text,
}
"""How the cells of a row are read that say something of an attempt."""


def _added(
    at: int, said: Mapping[str, str], names: tuple[str, ...], finder: Finder
) -> Iterator[Piece]:
    """A problem the row names and nobody knows, to be added."""
    titled = said.get("title") or said.get("problem") or said.get("url", "")
    facts = Facts(title=titled.removeprefix("https://"), url=said.get("url"))
    try:
        problem = new_problem(checked(facts), key=finder.user)
    except MaangError as error:
        yield BadRow(at, error.message)
        return
    yield NewProblem(at, problem.platform, problem.slug, facts, edited=True)
    finder.learn(names, f"{problem.platform}/{problem.slug}")
