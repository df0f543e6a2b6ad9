"""The joins of problems with what was done: each person sees their own, and what stands."""

from sqlalchemy import Connection

from maang.core.accounts.service import Accounts
from maang.core.bootstrap import Core
from maang.core.db.database import Database
from maang.core.practice.models import Entry
from maang.core.standing import store
from maang.core.standing.models import Tally
from tests.conftest import FrozenClock


def test_nobody_sees_what_another_did(
    core: Core, connection: Connection, clock: FrozenClock
) -> None:
    core.practice.log("two-sum", Entry(minutes=5))
    core.problems.import_list("two-sum\n", name="Mine")
    problem = core.problems.get("two-sum")
    other = Database(connection, Accounts(Database(connection), clock).open("other"))

    clock.forward(days=30)
    with other.read() as session:
        assert store.tally(session, problem.id) == Tally()
        assert store.dues(session, [problem.id]) == {}
        assert store.due_now(session, by=clock()) == set()
        assert "mine" not in store.lists_of(session, problem.id)
        assert {one.attempted for one in store.lists(session)} == {0}


def test_a_suspended_card_is_due_to_nobody(core: Core, clock: FrozenClock) -> None:
    core.practice.log("two-sum", Entry(minutes=5))
    problem = core.problems.get("two-sum")
    clock.forward(days=30)

    with core.db.write() as session:
        assert store.due_now(session, by=clock()) == {problem.id}
        session.connection().exec_driver_sql("UPDATE review_cards SET suspended_at = now()")
        assert store.due_now(session, by=clock()) == set()
        assert store.dues(session, [problem.id]) == {}


def test_a_note_is_seen_whoever_wrote_it(core: Core) -> None:
    problem = core.problems.get("two-sum")
    with core.db.write() as session:
        assert not store.noted(session, problem.id)
        session.connection().exec_driver_sql(
            "INSERT INTO notes (id, user_id, problem_id, body, created_at, updated_at)"
            " SELECT gen_random_uuid(), id, %s, 'x', now(), now() FROM users",
            (str(problem.id),),
        )
        assert store.noted(session, problem.id)


def test_no_lines_are_asked_of_the_database_for_no_problems(core: Core) -> None:
    with core.db.read() as session:
        assert store.dues(session, []) == {}
