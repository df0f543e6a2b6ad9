"""What memory hears of an attempt: in the same transaction, for one statement more."""

from sqlalchemy import Connection, text

from maang.core.bootstrap import Core
from maang.core.memory.models import Memory
from maang.core.practice.models import Entry, Outcome
from tests.conftest import FrozenClock
from tests.listening import statements


def remembered(core: Core) -> list[Memory]:
    return core.memory.listed()


def said(connection: Connection) -> str:
    return str(connection.execute(text("SELECT text FROM conversation_memory")).scalar_one())


def test_an_attempt_with_words_is_remembered_with_all_of_them(
    core: Core, connection: Connection
) -> None:
    entry = Entry(
        approach="hash map", mistakes=("off by one",), note="one pass", code="x = 1", company="Acme"
    )
    core.practice.log("two-sum", entry)

    assert [each.kind for each in remembered(core)] == ["attempt"]
    assert said(connection) == (
        "Approach: hash map\n\nMistakes:\n- off by one\n\none pass\n\n```\nx = 1\n```"
    )


def test_an_attempt_without_words_is_not(core: Core) -> None:
    core.practice.log("two-sum", Entry(outcome=Outcome.FAILED, minutes=20))

    assert remembered(core) == []


def test_a_log_costs_one_statement_more_for_it(core: Core, connection: Connection) -> None:
    core.practice.log("two-sum", Entry())  # what happens only once has happened
    with statements(connection) as bare:
        core.practice.log("3sum", Entry())
    with statements(connection) as noted:
        core.practice.log("4sum", Entry(note="two pointers inside two loops"))

    assert len(noted) == len(bare) + 1


def test_an_amendment_changes_what_is_remembered_and_undo_changes_it_back(
    core: Core, clock: FrozenClock, connection: Connection
) -> None:
    core.practice.log("two-sum", Entry(note="first thought"))
    clock.forward(minutes=5)
    core.practice.amend("last", Entry(note="second thought"))
    assert said(connection) == "second thought"

    core.activity.undo()

    assert said(connection) == "first thought"


def test_an_undone_attempt_is_remembered_no_more(core: Core) -> None:
    core.practice.log("two-sum", Entry(note="a thought"))

    core.activity.undo()

    assert remembered(core) == []


def test_an_undone_amendment_that_brought_the_first_word_leaves_none(core: Core) -> None:
    core.practice.log("two-sum", Entry(minutes=20))
    core.practice.amend("last", Entry(note="a thought"))
    assert len(remembered(core)) == 1

    core.activity.undo()

    assert remembered(core) == []
