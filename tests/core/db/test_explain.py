"""The queries one waits for find their rows by an index, with twenty thousand attempts there.

What is explained is what the stores really send, caught on its way to the server.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, event, text

from maang.core.accounts.service import Accounts
from maang.core.activity import store as activity
from maang.core.db import migrate
from maang.core.db.database import Database, Session, engine_for
from maang.core.practice import store as practice
from maang.core.practice.models import AttemptFilter
from maang.core.reviews import store as reviews
from maang.core.stats import store as stats
from tests.conftest import NOON

ATTEMPTS = 20_000
"""Half of them another person's; one every two hours, every fiftieth taken back."""

FILL = (
    """
    INSERT INTO problems (id, platform, slug, title, premium, topics, techniques, search_text,
                          edited, created_at)
    SELECT gen_random_uuid(), 'own', 'problem-' || n, 'Problem ' || n, false, '{}', '{}', '', true,
           :now
    FROM generate_series(1, 1000) n
    """,
    """
    INSERT INTO attempts (id, attempt_id, user_id, problem_id, at, recorded_at, outcome, minutes,
                          hints, mistakes, source)
    SELECT made.id, made.id, CASE n % 2 WHEN 0 THEN CAST(:me AS uuid) ELSE CAST(:other AS uuid) END,
           p.id, CAST(:now AS timestamptz) - (:attempts - n) * interval '2 hours', :now, 'solved',
           20, 0, '{}', 'hand'
    FROM (SELECT n, gen_random_uuid() AS id FROM generate_series(1, :attempts) n) made
    JOIN problems p ON p.slug = 'problem-' || (1 + n / 2 % 1000)
    """,
    """
    INSERT INTO review_cards (id, user_id, problem_id, kind, created_at, stability, difficulty,
                              due_at, reviewed_at, reps, lapses)
    SELECT gen_random_uuid(), a.user_id, a.problem_id, kind, min(at), 10, 5,
           max(at) + interval '80 days', max(at), 5, 0
    FROM attempts a CROSS JOIN unnest(ARRAY['problem', 'concept', 'design']) kind
    GROUP BY a.user_id, a.problem_id, kind
    """,
    """
    INSERT INTO review_log (id, user_id, card_id, attempt_event_id, rating, suggested, retention,
                            reviewed_at, recorded_at)
    SELECT gen_random_uuid(), a.user_id, c.id, a.id, 3, 3, 0.9, a.at, a.recorded_at
    FROM attempts a JOIN review_cards c
      ON c.user_id = a.user_id AND c.problem_id = a.problem_id AND c.kind = 'problem'
    """,
    """
    INSERT INTO activity_log (id, user_id, at, verb, subject, undo)
    SELECT a.id, user_id, at, 'log', 'a problem', '[]' FROM attempts a ORDER BY at
    """,
    """
    INSERT INTO voids (event_id, user_id, activity_id, at)
    SELECT id, user_id, id, at FROM activity_log WHERE seq % 50 = 0
    """,
)


@dataclass
class Filled:
    """A database with years of work in it, and the keys of some of it."""

    engine: Engine
    user: UUID
    keys: dict[str, UUID] = field(default_factory=dict)

    def plan(self, ask: Callable[[Session], object]) -> str:
        """The plan of the one statement that `ask` sends, as JSON."""
        said: list[tuple[str, Any]] = []

        def hear(*call: Any) -> None:
            if "FROM" in call[2]:
                said.append((call[2], call[3]))

        with Database(self.engine, self.user, seconds=60).write() as session:
            event.listen(self.engine, "before_cursor_execute", hear)
            try:
                ask(session)
            finally:
                event.remove(self.engine, "before_cursor_execute", hear)
            ((statement, values),) = said
            found = session.connection().exec_driver_sql(
                f"EXPLAIN (FORMAT JSON) {statement}", values
            )
            (top,) = found.scalar_one()
        return top["Plan"]


def indexes(plan: Any) -> set[str]:
    """The indexes a plan goes by."""
    found = {plan["Index Name"]} if "Index Name" in plan else set()
    return found.union(*(indexes(part) for part in plan.get("Plans", ())))


def scanned(plan: Any) -> set[str]:
    """The tables a plan reads from end to end."""
    found = {plan["Relation Name"]} if plan["Node Type"] == "Seq Scan" else set()
    return found.union(*(scanned(part) for part in plan.get("Plans", ())))


LARGE = {"attempts", "review_cards", "review_log", "activity_log"}


@pytest.fixture(scope="module")
def filled(new_database: Callable[[], str]) -> Iterator[Filled]:
    """Twenty thousand attempts of two people, with their cards, reviews and changes."""
    engine = engine_for(new_database())
    migrate.upgrade(engine)
    people = {name: Accounts(Database(engine), lambda: NOON).open(name) for name in ("me", "other")}
    with engine.begin() as connection:
        for statement in FILL:
            said = {name: value for name, value in people.items() if f":{name}" in statement}
            said |= {"now": NOON} if ":now" in statement else {}
            said |= {"attempts": ATTEMPTS} if ":attempts" in statement else {}
            connection.execute(text(statement), said)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
        row = connection.execute(
            text("SELECT attempt_id, problem_id FROM live_attempts WHERE user_id = :me LIMIT 1"),
            {"me": people["me"]},
        ).one()
        card = connection.scalar(
            text("SELECT id FROM review_cards WHERE user_id = :me LIMIT 1"), {"me": people["me"]}
        )
    yield Filled(engine, people["me"], {**row._mapping, "card": card})
    engine.dispose()


MONTH = NOON - timedelta(days=32)

QUERIES: dict[str, tuple[str, Callable[[Session, Filled], object]]] = {
    "due cards": (
        "ix_review_cards_due",
        lambda session, has: reviews.due(session, by=NOON, limit=50),
    ),
    "how many are due": (
        "ix_review_cards_due",
        lambda session, has: reviews.due_count(session, by=NOON),
    ),
    "the answers of a card": (
        "ix_review_log_card_id_reviewed_at",
        lambda session, has: reviews.histories(session, [has.keys["card"]]),
    ),
    "the last attempt": (
        "ix_attempts_user_id_seq",
        lambda session, has: practice.latest(session),
    ),
    "the last attempt at a problem": (
        "ix_attempts_user_id_problem_id_at",
        lambda session, has: practice.latest(session, problem_id=has.keys["problem_id"]),
    ),
    "the attempts at a problem": (
        "ix_attempts_user_id_problem_id_at",
        lambda session, has: practice.recent(
            session, AttemptFilter(problem_id=has.keys["problem_id"]), limit=20
        ),
    ),
    "one attempt": (
        "ix_attempts_attempt_id",
        lambda session, has: practice.get(session, has.keys["attempt_id"]),
    ),
    "one attempt by the beginning of its id": (
        "ix_attempts_attempt_id",
        lambda session, has: practice.by_prefix(session, str(has.keys["attempt_id"])[:13]),
    ),
    "the log, newest first": (
        "ix_attempts_user_id_at",
        lambda session, has: practice.recent(session, AttemptFilter(), limit=20),
    ),
    "whether the clock went back": (
        "ix_attempts_user_id_seq",
        lambda session, has: practice.newest_moment(session),
    ),
    "the days of the streak": (
        "ix_attempts_user_id_at",
        lambda session, has: practice.active_moments(session, since=MONTH),
    ),
    "the reviewed days of the streak": (
        "ix_review_log_user_id_reviewed_at",
        lambda session, has: practice.active_moments(session, since=MONTH),
    ),
    "the last thirty days": (
        "ix_attempts_user_id_at",
        lambda session, has: list(stats.sittings(session, since=MONTH)),
    ),
    "the last change": (
        "ix_activity_log_user_id_seq",
        lambda session, has: activity.last(session),
    ),
    "the load of some days": (
        "ix_review_cards_due",
        lambda session, has: reviews.load(
            session,
            since=NOON + timedelta(days=3),
            until=NOON + timedelta(days=5),
            besides=has.keys["card"],
        ),
    ),
    "the last changes": (
        "ix_activity_log_user_id_seq",
        lambda session, has: activity.recent(session, limit=20),
    ),
}
"""What is asked → the index it goes by, and how it is asked."""


@pytest.mark.parametrize(("index", "ask"), QUERIES.values(), ids=QUERIES.keys())
def test_it_goes_by_an_index_and_reads_no_large_table_through(
    filled: Filled, index: str, ask: Callable[[Session, Filled], object]
) -> None:
    plan = filled.plan(lambda session: ask(session, filled))

    assert index in indexes(plan)
    assert scanned(plan) & LARGE == set()


def test_a_table_that_is_read_through_would_be_noticed(filled: Filled) -> None:
    plan = filled.plan(lambda session: session.execute(text("SELECT avg(hints) FROM attempts")))

    assert scanned(plan) == {"attempts"}
