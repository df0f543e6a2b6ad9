"""What there is to solve: find it, add to it, put it right, and bring lists of one's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from maang.core.activity import store as activity
from maang.core.activity.models import Step
from maang.core.cleaning import safe_line
from maang.core.clock import Clock
from maang.core.db.database import Database, Session
from maang.core.errors import Conflict, Invalid, NotFound
from maang.core.ids import new_id
from maang.core.problems import facts as rules
from maang.core.problems import importing, loading, store
from maang.core.problems.models import Facts, Imported, NameKind, Problem
from maang.core.problems.slugs import slug_of

REMOVE_PROBLEM = "remove-problem"
"""The undo step for an added problem; its inverse stands where all that may rest on it is seen."""

RESTORE_PROBLEM = "restore-problem"
"""The undo step for an edited problem."""

RESTORE_LIST = "restore-list"
"""The undo step for an imported list."""


def load_catalogue(db: Database, *, now: Clock) -> int:
    """Load the shipped catalogue into a fresh or older database; how many problems it has."""
    with db.write() as session:
        return loading.load(session, at=now())


@dataclass(frozen=True, slots=True)
class RestoreProblem:
    """The inverse of an edit."""

    def take_back(self, session: Session, step: Step) -> None:
        """Make the problem of `step` what it was."""
        store.edit(session, rules.from_step(step["before"]), edited=step["edited"])


@dataclass(frozen=True, slots=True)
class RestoreList:
    """The inverse of an import."""

    def take_back(self, session: Session, step: Step) -> None:
        """Make the list of `step` what it was, or forget it if it was new."""
        before = step["before"]
        if before is None:
            store.remove_list(session, UUID(step["list"]))
            return
        problems = store.among(session, [UUID(key) for key in before["problems"]])
        keys = [problem.id for problem in problems]
        store.replace_list(session, slug=step["slug"], name=before["name"], problem_ids=keys)


@dataclass(frozen=True, slots=True)
class Problems:
    """The catalogue."""

    db: Database
    now: Clock

    def get(self, reference: str) -> Problem:
        """The one problem a slug, number, URL or words mean.

        Raises NotFound, Ambiguous (with candidates) and Invalid.
        """
        with self.db.read() as session:
            return store.resolve(session, reference)

    def names(self, kind: NameKind) -> list[str]:
        """What patterns, topics or techniques are called; patterns in the order of the roadmap."""
        with self.db.read() as session:
            return store.names(session, kind)

    def add(self, facts: Facts) -> Problem:
        """A problem of the person's own, or one the catalogue lacks.

        Raises Invalid for what no problem can be, NotFound for an unknown pattern, and Conflict
        where its slug or number is taken.
        """
        problem = rules.new_problem(rules.checked(facts), key=new_id())
        now = self.now()
        with self.db.write() as session:
            problem = self._named(session, problem)
            # a slug or number of the person's own must not hide behind one of the catalogue
            self._refuse_clash(session, problem, anywhere=problem.platform == rules.OWN)
            store.add(session, problem, at=now)
            undo = [{"do": REMOVE_PROBLEM, "problem": str(problem.id)}]
            activity.record(session, verb="problem add", subject=problem.slug, undo=undo, at=now)
        return problem

    def edit(self, problem_id: UUID, facts: Facts) -> Problem:
        """Put a problem right; a newer catalogue leaves it as it is from then on.

        Raises as `add` does, and Invalid where nothing would change.
        """
        facts, now = rules.checked(facts), self.now()
        with self.db.write() as session:
            before = store.get(session, problem_id)
            problem = self._named(session, rules.edited(before, facts))
            if problem == before:
                raise Invalid("that changes nothing", hint="`maang problem edit --help`")
            if problem.number != before.number:
                self._refuse_clash(session, problem, anywhere=problem.platform == rules.OWN)
            undo: Step = {
                "do": RESTORE_PROBLEM,
                "before": rules.to_step(before),
                "edited": store.is_edited(session, problem_id),
            }
            store.edit(session, problem)
            activity.record(session, verb="problem edit", subject=problem.slug, undo=[undo], at=now)
        return problem

    def import_list(
        self,
        text: str,
        *,
        name: str,
        slug: str | None = None,
        partial: bool = False,
        overwrite: bool = False,
    ) -> Imported:
        """Make a list of the person's own from the rows of a CSV file.

        Raises Invalid where rows name no problem (unless `partial`) or all do, and Conflict where
        the list is a shipped one, or exists (unless `overwrite`).
        """
        name, slug = _list_name(name, slug)
        rows, now = importing.rows_of(text), self.now()
        with self.db.write() as session:
            before = self._list_before(session, slug, overwrite=overwrite)
            matched = importing.match(rows, store.known(session))
            if matched.bad and not (partial and matched.problems):
                raise importing.complaint(matched.bad, rows=len(rows))
            keys = matched.problems
            list_id = store.replace_list(session, slug=slug, name=name, problem_ids=keys)
            undo = [{"do": RESTORE_LIST, "list": str(list_id), "slug": slug, "before": before}]
            activity.record(session, verb="list import", subject=slug, undo=undo, at=now)
        return Imported(slug, name, len(keys), before is not None, matched.repeated, matched.bad)

    def _named(self, session: Session, problem: Problem) -> Problem:
        """The problem with its pattern, topics and techniques called as the others' are."""
        pattern = problem.pattern
        if pattern is not None:
            pattern = _only(pattern, store.called(session, NameKind.PATTERN, pattern))
        return replace(
            problem,
            pattern=pattern,
            topics=_spelled(problem.topics, store.names(session, NameKind.TOPIC)),
            techniques=_spelled(problem.techniques, store.names(session, NameKind.TECHNIQUE)),
        )

    def _refuse_clash(self, session: Session, problem: Problem, *, anywhere: bool) -> None:
        other = store.clash(session, problem, anywhere=anywhere)
        if other is None:
            return
        by_slug = other.slug == problem.slug
        same = problem.slug if by_slug else f"number {problem.number}"
        way_out = "--slug names another problem" if by_slug else "give another --number, or none"
        raise Conflict(
            f"{same} is there already: {other.title} ({other.platform})",
            hint=f"`maang problem show {other.slug}`; {way_out}",
        )

    def _list_before(
        self, session: Session, slug: str, *, overwrite: bool
    ) -> dict[str, object] | None:
        """What an import replaces, as its undo step keeps it; None for a new list."""
        try:
            found = store.find_list(session, slug)
        except NotFound:
            return None
        if not found.own:
            raise Conflict(
                f"{found.slug} comes with maang and stays as it is", hint="give it another --slug"
            )
        if found.slug != slug:
            return None
        if not overwrite:
            raise Conflict(
                f"there is a list {slug} already", hint="--replace puts this in its place"
            )
        keys = [str(key) for key in store.listed(session, found.id)]
        return {"name": found.name, "problems": keys}


def _only(said: str, names: tuple[str, ...]) -> str:
    """The one name that is meant. A problem has one pattern, so several will not do."""
    if len(names) > 1:
        raise Invalid(f"{said!r} may mean {' or '.join(names)}", hint="say which pattern")
    return names[0]


def _spelled(said: tuple[str, ...], names: Sequence[str]) -> tuple[str, ...]:
    """Names that are known, spelled as they are known; others as they were said."""
    known = {name.casefold(): name for name in names}
    return tuple(dict.fromkeys(known.get(name.casefold(), name) for name in said))


def _list_name(name: str, slug: str | None) -> tuple[str, str]:
    line = safe_line(name)
    if not 1 <= len(line) <= rules.LONGEST_NAME:
        raise Invalid(
            "a list needs a name", hint=f"--name, {rules.LONGEST_NAME} characters at most"
        )
    try:
        made = slug_of(line if slug is None else slug)
    except Invalid as error:
        raise Invalid("no slug can be made for the list", hint="--slug my-list") from error
    if slug is not None and made != slug:
        raise Invalid(f"{slug!r} cannot be a slug", hint=f"--slug {made}")
    return line, made
