"""Rows that are all new are copied into their tables; that shows in nothing but the time."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, Engine

from maang.core.accounts.service import Accounts
from maang.core.bootstrap import Core
from maang.core.db import migrate
from maang.core.db.database import Database, engine_for
from maang.core.errors import Unavailable
from maang.core.porting import service, store, straight
from maang.core.porting.models import Ported, Sheet, Take
from maang.core.practice.models import Entry
from tests.conftest import FrozenClock
from tests.core.importing import files
from tests.core.importing.files import a_file, bring_table, exported
from tests.listening import statements

SLUGS = ("two-sum", "3sum", "coin-change", "jump-game", "lru-cache")
Line = dict[str, Any]
HEAD = "slug,date,outcome,minutes\n"
ROWS = [
    f"{slug},2026-02-{day:02},{outcome},{day}\n"
    for day, outcome in ((1, "solved"), (5, "failed"), (9, "hint"))
    for slug in SLUGS
]


def what_is_there(connection: Connection) -> list[tuple[object, ...]]:
    """Attempts, answers and cards, but for keys that were made here and orders of arrival."""
    asked = """
        SELECT a.id, a.attempt_id, a.at, a.outcome, a.minutes, r.id, r.rating, r.reviewed_at,
               c.problem_id, c.created_at, c.stability, c.due_at, c.reps, c.lapses
        FROM attempts a JOIN review_log r ON r.attempt_event_id = a.id
        JOIN review_cards c ON c.id = r.card_id ORDER BY a.id, r.id
    """
    return [tuple(row) for row in connection.exec_driver_sql(asked)]


def test_what_goes_straight_comes_to_the_same_as_what_goes_by_the_stage(
    core: Core, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    with statements(connection) as sent:
        brought = bring_table(core, HEAD + "".join(ROWS))
    assert not any("incoming_" in statement for statement in sent)
    straight_in = what_is_there(connection)
    core.activity.undo()
    monkeypatch.setattr(straight, "REFUSALS", 0)

    with statements(connection) as sent:
        by_stage = bring_table(core, HEAD + "".join(ROWS))
    assert any("incoming_attempt" in statement for statement in sent)

    assert (by_stage.new, by_stage.days, by_stage.due) == (brought.new, brought.days, brought.due)
    assert what_is_there(connection) == straight_in
    assert len(straight_in) == len(ROWS)


@pytest.mark.parametrize("known", [0, 7, 14])
def test_a_row_that_is_here_already_costs_the_others_nothing(
    core: Core, monkeypatch: pytest.MonkeyPatch, known: int
) -> None:
    monkeypatch.setattr(service, "BLOCK", 4)
    bring_table(core, HEAD + ROWS[known])

    brought = bring_table(core, HEAD + "".join(ROWS))

    assert brought.new == {"attempt": len(ROWS) - 1, "review": len(ROWS) - 1}
    assert brought.known == {"attempt": 1}
    cards = [core.reviews.card(core.problems.get(slug).id) for slug in SLUGS]
    assert [card.recall.reps for card in cards if card.recall] == [3] * 5


def test_a_row_twice_in_one_file_of_ours_is_one(core: Core, clock: FrozenClock) -> None:
    for slug in SLUGS:
        clock.forward(days=1)
        core.practice.log(slug, Entry(minutes=20))
    lines = exported(core)
    with core.db.write() as session:
        store.wipe(session)

    brought = files.bring(core, [*lines, *lines[1:]])

    assert (brought.new["attempt"], brought.known["attempt"]) == (5, 5)
    assert exported(core) == lines


def test_an_attempt_of_somebody_elses_is_nothing_an_answer_can_refer_to(
    core: Core, connection: Connection, clock: FrozenClock
) -> None:
    head, _, _, review = somebody_elses(core, connection, clock)

    brought = bring(core, [head, review | {"id": str(uuid4())}], Take(partial=True))

    assert [row.reason for row in brought.bad] == [
        "attempt_event_id: leads to nothing that is here or above"
    ]


def test_an_answer_never_comes_to_stand_on_a_card_of_somebody_elses(
    core: Core, connection: Connection, clock: FrozenClock
) -> None:
    head, attempt, card, review = somebody_elses(core, connection, clock)
    mine, answer = str(uuid4()), str(uuid4())
    attempt |= {"id": mine, "attempt_id": mine}
    review |= {"id": answer, "attempt_event_id": mine}

    brought = bring(core, [head, attempt, card, review])

    assert brought.new == {"attempt": 1, "review": 1}
    asked = (
        "SELECT c.user_id FROM review_log r JOIN review_cards c ON c.id = r.card_id WHERE r.id = %s"
    )
    assert connection.exec_driver_sql(asked, (answer,)).scalar_one() == core.db.user_id


def somebody_elses(core: Core, connection: Connection, clock: FrozenClock) -> list[Line]:
    """The lines of a log that is another user's now: head, attempt, card, answer."""
    core.practice.log("two-sum", Entry(minutes=20))
    lines = {line["type"]: line for line in map(json.loads, exported(core))}
    other = Accounts(Database(connection), clock).open("somebody-else")
    for table in ("attempts", "review_log", "review_cards", "activity_log"):
        connection.exec_driver_sql(f"UPDATE {table} SET user_id = %s", (other,))
    return [lines[kind] for kind in ("maang", "attempt", "card", "review")]


def bring(core: Core, lines: Iterable[Line], take: Take | None = None) -> Ported:
    return files.bring(core, map(json.dumps, lines), take)


def test_a_server_that_goes_away_between_two_copies_is_named(
    core: Core, new_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "BLOCK", 1_000)
    engine = engine_for(new_database())
    migrate.upgrade(engine)
    user = Accounts(Database(engine, seconds=60), core.importing.now).open("local")
    importing = replace(core.importing, db=Database(engine, user))
    rows = (f"own-riddle,2026-02-01 0{n // 60 % 9}:{n % 60:02},solved,1\n" for n in range(3_000))

    with pytest.raises(Unavailable, match="the database is not there"):
        importing.bring_table(
            a_file(HEAD + "".join(rows)),
            Take(),
            Sheet({}, add_problems=True),
            told=lambda _: ended(engine),
        )

    engine.dispose()


def ended(engine: Engine) -> None:
    """End whoever is at work in a database."""
    other = engine_for(engine.url.render_as_string(hide_password=False))
    with other.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
    other.dispose()
