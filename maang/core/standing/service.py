"""The catalogue as one person sees it: found, filtered by status and due, and list by list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from maang.core.activity.models import Step
from maang.core.clock import Clock
from maang.core.db.database import Database, Session
from maang.core.errors import Conflict, NotFound
from maang.core.practice import store as practice
from maang.core.practice.models import Status
from maang.core.problems import store as problems
from maang.core.problems.models import Place, Problem, ProblemFilter, ProblemList
from maang.core.problems.search import rank
from maang.core.reviews import store as reviews
from maang.core.reviews.models import CardKind
from maang.core.standing import store
from maang.core.standing.kept import KeptCatalogue, Searched
from maang.core.standing.models import (
    Hit,
    Hits,
    Line,
    Lines,
    ListLine,
    ListPage,
    Page,
    Progress,
    Wanted,
)

LAST = "last"
"""The reference that means the problem logged last."""


@dataclass(frozen=True, slots=True)
class RemoveProblem:
    """The inverse of an added problem."""

    def take_back(self, session: Session, step: Step) -> None:
        """Forget the problem of `step`. Raises Conflict where work stands on it."""
        problem_id = UUID(step["problem"])
        cards = (reviews.find(session, problem_id=problem_id, kind=kind) for kind in CardKind)
        tried = practice.latest(session, problem_id=problem_id) is not None
        if tried or store.noted(session, problem_id) or any(c and c.recall for c in cards):
            raise Conflict(
                "attempts, reviews or notes stand on that problem",
                hint=problems.EDIT,
            )
        # what is left was taken back by the person, and only holds the problem fast
        reviews.forget(session, problem_id)
        practice.forget(session, problem_id)
        problems.remove(session, problem_id)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands with what there is to solve."""

    db: Database
    now: Clock
    active_list: str
    _catalogue: KeptCatalogue = field(
        default_factory=KeptCatalogue, init=False, repr=False, compare=False
    )

    def problem(self, reference: str) -> Problem:
        """The problem a reference means; `last` is the one that was logged last.

        Raises NotFound, Ambiguous and Invalid.
        """
        with self.db.read() as session:
            return self._problem(session, reference)

    def search(self, words: str, wanted: Wanted, *, limit: int = 20) -> Hits:
        """What the words find among the wanted problems, best first; nothing is made up.

        Raises Invalid for no words, NotFound for a list, pattern, topic, technique or company that
        nothing is called.
        """
        with self.db.read() as session:
            searched = self._searched(session, wanted)
            every = len(searched.corpus.lines)
            ranked = rank(searched.corpus, words, limit=every, fame=problems.fame(session))
            matches = {row.id: match for row, match in ranked[:limit]}
            lines = self._lines(session, list(matches), searched.problems)
        hits = (
            Hit(line.problem, matches[line.problem.id], line.status, line.due) for line in lines
        )
        return Hits(tuple(hits), len(ranked))

    def listing(self, wanted: Wanted, *, limit: int = 50) -> Lines:
        """The first wanted problems by number. Raises NotFound as `search` does."""
        return Lines(self.lines(wanted, limit=limit), self.count(wanted))

    def lines(self, wanted: Wanted, *, start: Place | None = None, limit: int) -> tuple[Line, ...]:
        """`limit` of the wanted problems from a place on (default: the first); far down costs no
        more than at the top. Raises as `listing`."""
        with self.db.read() as session:
            if not wanted.personal:
                keys = problems.keys(session, wanted.problems, limit=limit, start=start)
                return self._lines(session, keys)
            keys = problems.keys(session, wanted.problems, start=start)
            passed = self._passed(session, wanted, keys)
            return self._lines(session, [key for key in keys if key in passed][:limit])

    def count(self, wanted: Wanted) -> int:
        """How many are wanted. Raises as `listing`."""
        with self.db.read() as session:
            if not wanted.personal:
                return problems.count(session, wanted.problems)
            return len(self._passed(session, wanted, problems.keys(session, wanted.problems)))

    def places(self, wanted: Wanted, *, every: int) -> list[Place]:
        """The first of them, and each `every`th after it, for `lines`. Raises as `listing`."""
        with self.db.read() as session:
            if not wanted.personal:
                return problems.places(session, wanted.problems, every=every)
            found = problems.places(session, wanted.problems, every=1)
            passed = self._passed(session, wanted, (place.id for place in found))
            return [place for place in found if place.id in passed][::every]

    def page(self, reference: str) -> Page:
        """Everything about one problem. Raises as `problem` does."""
        with self.db.read() as session:
            problem = self._problem(session, reference)
            tally = store.tally(session, problem.id)
            card = reviews.find(session, problem_id=problem.id, kind=CardKind.PROBLEM)
            return Page(
                problem=problem,
                status=practice.statuses(session, [problem.id]).get(problem.id, Status.TODO),
                attempts=tally.attempts,
                solved=tally.solved,
                best_minutes=tally.best_minutes,
                last=practice.latest(session, problem_id=problem.id),
                recall=card.recall if card else None,
                suspended=card is not None and card.suspended_at is not None,
                lists=store.lists_of(session, problem.id),
                companies=store.companies_of(session, problem.id),
            )

    def lists(self) -> list[ListLine]:
        """Every list, and how far one is in it."""
        with self.db.read() as session:
            return store.lists(session)

    def companies(self) -> list[str]:
        """Who asks anything, by the person's own files."""
        with self.db.read() as session:
            return store.companies(session)

    def list_page(self, said: str) -> ListPage:
        """A list (by slug or name) with its problems. Raises NotFound."""
        with self.db.read() as session:
            found = problems.find_list(session, said)
            lines = self._lines(session, problems.listed(session, found.id))
            return ListPage(self._list(session, found), lines)

    def upcoming(self, said: str | None = None, *, limit: int = 3) -> tuple[Line, ...]:
        """The first problems of a list (default: the active one) that were never tried."""
        with self.db.read() as session:
            found = problems.find_list(session, said or self.active_list)
            keys = problems.listed(session, found.id)
            tried = practice.statuses(session, keys)
            fresh = [key for key in keys if key not in tried]
            return self._lines(session, fresh[:limit])

    def progress(self, said: str | None = None) -> Progress:
        """How far one is in a list (default: the active one), by pattern. Raises NotFound."""
        with self.db.read() as session:
            found = problems.find_list(session, said or self.active_list)
            return Progress(self._list(session, found), store.patterns(session, found.id))

    def _problem(self, session: Session, reference: str) -> Problem:
        if reference != LAST:
            return problems.resolve(session, reference)
        latest = practice.latest(session)
        if latest is None:
            raise NotFound("nothing was logged yet, so there is no last problem", hint="name it")
        return problems.get(session, latest.problem_id)

    def _searched(self, session: Session, wanted: Wanted) -> Searched:
        """The wanted problems."""
        read = partial(problems.index, session, wanted.problems)
        if not wanted.personal and wanted.problems == ProblemFilter():
            return self._catalogue.searched(store.version(session), read)
        corpus = read()
        passed = self._passed(session, wanted, (row.id for row in corpus.problems))
        return Searched(corpus.only(lambda row: row.id in passed))

    def _passed(self, session: Session, wanted: Wanted, keys: Iterable[UUID]) -> set[UUID]:
        """The problems that pass by what was done about them."""
        passed = set(keys)
        if wanted.status is not None:
            statuses = practice.statuses(session)
            passed = {key for key in passed if statuses.get(key, Status.TODO) is wanted.status}
        if wanted.company is not None:
            passed &= store.asked_by(session, wanted.company)
        return passed & store.due_now(session, by=self.now()) if wanted.due else passed

    def _lines(
        self, session: Session, keys: Sequence[UUID], known: dict[UUID, Problem] | None = None
    ) -> tuple[Line, ...]:
        """The lines of some problems, in their order; `known` are problems as they are now, and
        learns of others."""
        statuses = practice.statuses(session, keys)
        dues = store.dues(session, keys)
        known = {} if known is None else known
        unknown = [key for key in keys if key not in known]
        if unknown:
            known |= {problem.id: problem for problem in problems.among(session, unknown)}
        return tuple(
            Line(known[key], statuses.get(key, Status.TODO), dues.get(key))
            for key in keys
            if key in known
        )

    def _list(self, session: Session, found: ProblemList) -> ListLine:
        return store.lists(session, found.id)[0]
