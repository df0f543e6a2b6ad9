"""What a page will do, decided before any of it is written."""

from uuid import uuid4

from maang.core.practice.models import Outcome, Try
from maang.core.sync.models import RemoteActivity
from maang.core.sync.planning import Plan, key_of, planned, said_more
from tests.conftest import NOON
from tests.core.sync.test_intake import known
from tests.fakes.recorded import submitted

PROBLEM, OTHER = uuid4(), uuid4()


def logged(problem_id: object = PROBLEM) -> Try:
    key = uuid4()
    return Try(key, key, problem_id, NOON, Outcome.SOLVED, None, True, True)  # type: ignore[arg-type]


def plan_of(*before: Try, **more: dict[object, dict[str, object]]) -> Plan:
    fresh = [(submitted(1, minutes_ago=5), PROBLEM), (submitted(2, minutes_ago=600), PROBLEM)]
    push = RemoteActivity("github", "e1", NOON, "push", "ada/solutions")
    return planned(fresh, before=before, more=more.get("more", {}), activities=[push])  # type: ignore[arg-type]


def test_what_joins_is_not_new() -> None:
    hand = logged()

    plan = plan_of(hand)

    assert [row.external_id for row, _ in plan.new] == ["2"]
    assert [(row.external_id, one.id) for row, one in plan.joins] == [("1", hand.id)]


def test_what_was_logged_of_another_problem_does_not_join() -> None:
    assert plan_of(logged(OTHER)).joins == ()


def test_a_plan_counts_what_it_will_do() -> None:
    hand, old = logged(), logged(OTHER)

    plan = plan_of(hand, old, more={old.id: {"code": "z"}})

    assert plan.counts == {"new": 2, "merged": 1, "changed": 1}


def test_a_plan_is_about_the_problems_it_changes() -> None:
    old, untouched = logged(OTHER), logged(uuid4())

    assert plan_of(old, untouched, more={old.id: {"code": "z"}}).about == {PROBLEM, OTHER}


def test_what_was_taken_back_says_nothing_more() -> None:
    row = submitted(1, runtime_ms=77)

    assert said_more([row], {key_of(row): None}, []) == {}


def test_what_is_here_is_told_what_is_new_of_it() -> None:
    row, judged = submitted(1, runtime_ms=77), known()

    said = said_more([row, submitted(2)], {key_of(row): judged.attempt_id}, [judged])

    assert said == {judged.attempt_id: {"runtime_ms": 77}}
