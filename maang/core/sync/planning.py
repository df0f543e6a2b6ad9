"""(rules) What a page will do, decided before any of it is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from maang.core.ids import new_id
from maang.core.practice import conflicts
from maang.core.practice.models import Judged, Try
from maang.core.sync import intake
from maang.core.sync.models import RemoteActivity, RemoteSubmission

Key = tuple[str, str]
"""A platform, and its own key for a submission."""


@dataclass(frozen=True, slots=True)
class Plan:
    """New attempts, those that join one logged by hand, and what is now known of old ones.

    `before` are all tries at the problems it is about, as they stand without it; `activities` are
    new, `grown` have a larger count.
    """

    new: tuple[tuple[RemoteSubmission, Try], ...]
    joins: tuple[tuple[RemoteSubmission, Try], ...]
    more: Mapping[UUID, Mapping[str, Any]]
    before: tuple[Try, ...]
    activities: tuple[RemoteActivity, ...]
    grown: tuple[RemoteActivity, ...]

    @property
    def about(self) -> set[UUID]:
        """The problems whose tries change."""
        changed = {one.problem_id for one in self.before if one.id in self.more}
        return changed | {one.problem_id for _, one in (*self.new, *self.joins)}

    @property
    def statements(self) -> list[dict[str, Any]]:
        """The columns of the new attempts."""
        return [
            {**intake.statement(row), "id": one.id, "problem_id": one.problem_id}
            for row, one in self.new
        ]

    @property
    def counts(self) -> dict[str, int]:
        """How much of each there is."""
        return {
            "new": len(self.new) + len(self.activities),
            "merged": len(self.joins),
            "changed": len(self.more) + len(self.grown),
        }


def key_of(one: RemoteSubmission) -> Key:
    """Where a submission is unique."""
    return one.platform, one.external_id


def said_more(
    rows: Iterable[RemoteSubmission], here: Mapping[Key, UUID | None], judged: Iterable[Judged]
) -> dict[UUID, dict[str, Any]]:
    """What submissions that are `here` say now and did not before, by attempt."""
    rows_here = {here.get(key_of(row)): row for row in rows}
    found = {one.attempt_id: intake.more(rows_here[one.attempt_id], one) for one in judged}
    return {attempt: facts for attempt, facts in found.items() if facts}


def planned(
    fresh: Sequence[tuple[RemoteSubmission, UUID]],
    *,
    before: Sequence[Try],
    more: Mapping[UUID, Mapping[str, Any]],
    activities: Iterable[RemoteActivity],
    grown: Iterable[RemoteActivity] = (),
) -> Plan:
    """The plan for submissions seen for the first time, each with its problem, and for what is no
    submission: new, or `grown`."""
    tries = {
        key: (row, intake.as_try(row, key=key, problem_id=problem_id))
        for row, problem_id in fresh
        for key in [new_id()]
    }
    joins: dict[UUID, Try] = {}
    by_problem: dict[UUID, list[Try]] = {}
    for one in (*before, *(one for _, one in tries.values())):
        by_problem.setdefault(one.problem_id, []).append(one)
    for every in by_problem.values():
        joins |= conflicts.joins(every, tries)
    return Plan(
        new=tuple(pair for key, pair in tries.items() if key not in joins),
        joins=tuple((tries[key][0], hand) for key, hand in joins.items()),
        more=more,
        before=tuple(before),
        activities=tuple(activities),
        grown=tuple(grown),
    )
