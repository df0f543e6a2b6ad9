"""Events are the truth: whatever is derived equals a plain fold over the raw events.

Random histories go through the services; then the event tables are read as they are, and the
views and cards are compared with what a few lines of Python make of them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

from maang.core.accounts.service import Accounts
from maang.core.activity.service import Activity
from maang.core.calendar import Calendar
from maang.core.db.database import Database
from maang.core.errors import Conflict, Invalid, NotFound
from maang.core.practice.models import Entry, Outcome
from maang.core.practice.service import RELEASE, Practice, ReleaseTimer
from maang.core.reviews.models import Rating, Recall, Retention, Reviewed, Targets
from maang.core.reviews.scheduler import Scheduler
from maang.core.reviews.service import REFOLD, RefoldCard, Reviews
from maang.core.timers.service import REMOVE, RESTORE, RemoveTimer, RestoreTimer, Timers
from tests.conftest import FrozenClock

SLUGS = ("two-sum", "3sum", "coin-change")

REFUSALS = (Conflict, Invalid, NotFound)
"""What a service may say to a random wish; it must then have changed nothing."""

entries = st.builds(
    Entry,
    outcome=st.none() | st.sampled_from(Outcome),
    minutes=st.none() | st.integers(0, 120),
    hints=st.none() | st.integers(0, 4),
    rating=st.none() | st.sampled_from(Rating),
)
past = st.none() | st.timedeltas(timedelta(0), timedelta(days=20))
slugs = st.sampled_from(SLUGS)

a_log = st.tuples(st.just("log"), slugs, entries, past)
an_amendment = st.tuples(
    st.just("amend"), st.just("last") | slugs, entries, past, st.none() | slugs
)
an_undo = st.tuples(st.just("undo"))

histories = st.lists(
    st.one_of(
        a_log,
        a_log,
        an_amendment,
        an_amendment,
        an_undo,
        an_undo,
        st.tuples(st.just("review"), slugs, st.sampled_from(Rating)),
        st.tuples(st.just("timer"), st.sampled_from(("start", "pause", "stop"))),
        st.tuples(st.just("clock"), st.timedeltas(timedelta(days=-3), timedelta(days=9))),
    ),
    min_size=6,
    max_size=18,
).map(lambda later: [("log", "two-sum", Entry(), None), *later])
"""What one does, beginning with a log; some of it will be refused."""


@dataclass
class World:
    """The services of one person on one connection."""

    connection: Connection
    clock: FrozenClock = field(default_factory=FrozenClock)

    def __post_init__(self) -> None:
        user = Accounts(Database(self.connection), self.clock).open("local")
        db = Database(self.connection, user)
        self.scheduler = Scheduler(Calendar(ZoneInfo("Europe/Paris"), 4))
        parts = (db, self.clock, self.scheduler, Retention(), Targets())
        self.practice = Practice(*parts, timer_cap=90)
        self.reviews = Reviews(*parts)
        self.timers = Timers(db, self.clock, 90)
        inverses = {REFOLD: RefoldCard(self.scheduler), RELEASE: ReleaseTimer()}
        inverses |= {REMOVE: RemoveTimer(), RESTORE: RestoreTimer()}
        self.activity = Activity(db, self.clock, inverses)

    def do(self, verb: str, *said: Any) -> None:
        """One wish. A refusal is an answer; anything else that is raised is a fault."""
        with suppress(REFUSALS):
            getattr(self, f"_{verb}")(*said)

    def _log(self, slug: str, entry: Entry, ago: timedelta | None) -> None:
        self.practice.log(slug, self._at(entry, ago), again=True)

    def _amend(self, slug: str, entry: Entry, ago: timedelta | None, moved: str | None) -> None:
        self.practice.amend(slug, self._at(entry, ago), problem=moved)

    def _review(self, slug: str, rating: Rating) -> None:
        self.reviews.answer(self.reviews.card(self.practice.problem(slug).id).id, rating)

    def _undo(self) -> None:
        self.activity.undo()

    def _timer(self, verb: str) -> None:
        getattr(self.timers, verb)()

    def _clock(self, span: timedelta) -> None:
        self.clock.moment += span

    def _at(self, entry: Entry, ago: timedelta | None) -> Entry:
        values = {name: getattr(entry, name) for name in ("outcome", "minutes", "hints", "rating")}
        return Entry(**values, at=self.clock() - ago if ago is not None else None)

    def rows(self, statement: str) -> list[dict[str, Any]]:
        """Rows as they are."""
        return [dict(row) for row in self.connection.execute(text(statement)).mappings()]


@contextmanager
def a_world(engine: Engine) -> Iterator[World]:
    with engine.connect() as connection, connection.begin() as transaction:
        yield World(connection)
        transaction.rollback()


def standing(world: World) -> list[dict[str, Any]]:
    """The last statement of every try that was not taken back."""
    voided = {row["event_id"] for row in world.rows("SELECT event_id FROM voids")}
    tries: dict[Any, dict[str, Any]] = {}
    for row in world.rows("SELECT * FROM attempts ORDER BY seq"):
        if row["id"] not in voided and row["attempt_id"] not in voided:
            tries[row["attempt_id"]] = row
    return list(tries.values())


def is_solved(row: dict[str, Any]) -> bool:
    return bool(Outcome(row["outcome"]).solved)


def folded_statuses(attempts: Sequence[dict[str, Any]]) -> dict[Any, dict[str, Any]]:
    """What `user_problem_status` should say."""
    found: dict[Any, dict[str, Any]] = {}
    for problem in {row["problem_id"] for row in attempts}:
        tries = [row for row in attempts if row["problem_id"] == problem]
        solved = [row for row in tries if is_solved(row)]
        last = max(tries, key=lambda row: (row["at"], row["seq"]))
        times = [row["minutes"] for row in solved if row["minutes"] is not None]
        found[problem] = {
            "status": "solved" if solved else "attempted",
            "attempts": len(tries),
            "solved": len(solved),
            "best_minutes": min(times, default=None),
            "last_outcome": last["outcome"],
            "last_at": last["at"],
        }
    return found


def folded_metrics(attempts: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What `user_metrics` should say: a row, or none where nothing stands."""
    if not attempts:
        return []
    return [
        {
            "attempts": len(attempts),
            "attempted": len({row["problem_id"] for row in attempts}),
            "solved": len({row["problem_id"] for row in attempts if is_solved(row)}),
            "minutes": sum(row["minutes"] or 0 for row in attempts),
            "first_at": min(row["at"] for row in attempts),
            "last_at": max(row["at"] for row in attempts),
        }
    ]


def folded_progress(world: World, statuses: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    """What `user_progress` should say."""
    found: dict[str, Any] = {}
    for row in world.rows("SELECT id, pattern FROM problems WHERE pattern IS NOT NULL"):
        status = statuses.get(row["id"])
        if status is None:
            continue
        seen = found.setdefault(row["pattern"], {"attempted": 0, "solved": 0, "last_at": None})
        seen["attempted"] += 1
        seen["solved"] += status["status"] == "solved"
        seen["last_at"] = max(filter(None, (seen["last_at"], status["last_at"])))
    return found


def folded_cards(world: World, attempts: Sequence[dict[str, Any]]) -> dict[Any, Any]:
    """What each card should hold: the fold of its answers, in the order they were given."""
    voided = {row["event_id"] for row in world.rows("SELECT event_id FROM voids")}
    statements = {row["id"] for row in attempts}
    answers: dict[Any, list[tuple[datetime, int, Reviewed]]] = {
        row["id"]: [] for row in world.rows("SELECT id FROM review_cards")
    }
    for row in world.rows("SELECT * FROM review_log"):
        event = row["attempt_event_id"]
        if row["id"] not in voided and (event is None or event in statements):
            given = Reviewed(
                Rating.of(row["rating"]), row["reviewed_at"], row["retention"], row["days"]
            )
            answers[row["card_id"]].append((row["reviewed_at"], row["seq"], given))
    return {
        card: world.scheduler.fold(item[2] for item in sorted(found, key=lambda item: item[:2]))
        for card, found in answers.items()
    }


def kept_cards(world: World) -> dict[Any, Any]:
    """What each card holds, None where it says that it was never answered."""
    names = ("stability", "difficulty", "reviewed_at", "due_at", "reps", "lapses")
    kept = {}
    for row in world.rows("SELECT * FROM review_cards"):
        values = [row[name] for name in names]
        never = values == [None, None, None, None, 0, 0]
        kept[row["id"]] = None if never else Recall(*values)
    return kept


def by(rows: list[dict[str, Any]], key: str) -> dict[Any, dict[str, Any]]:
    """Rows by a column, without it and without the user."""
    return {row[key]: _without(row, key) for row in rows}


def _without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in (*names, "user_id")}


def check_everything_derived(world: World) -> None:
    """Every view and every card against the fold of the raw events."""
    attempts = standing(world)
    statuses = folded_statuses(attempts)
    assert by(world.rows("SELECT * FROM user_problem_status"), "problem_id") == statuses
    metrics = [_without(row) for row in world.rows("SELECT * FROM user_metrics")]
    assert metrics == folded_metrics(attempts)
    progress = by(world.rows("SELECT * FROM user_progress"), "pattern")
    assert progress == folded_progress(world, statuses)
    assert kept_cards(world) == folded_cards(world, attempts)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=histories)
def test_views_and_cards_equal_a_fold_of_the_raw_events(
    engine: Engine, history: list[tuple[Any, ...]]
) -> None:
    with a_world(engine) as world:
        for step in history:
            world.do(*step)

        check_everything_derived(world)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=histories)
def test_undoing_everything_brings_back_the_empty_state(
    engine: Engine, history: list[tuple[Any, ...]]
) -> None:
    with a_world(engine) as world:
        for step in history:
            world.do(*step)
        for _ in range(sum(not change.undone for change in world.activity.recent(limit=100))):
            world.activity.undo()

        for view in ("live_attempts", "live_reviews", "user_problem_status", "user_metrics"):
            assert world.rows(f"SELECT * FROM {view}") == []
        assert set(kept_cards(world).values()) <= {None}
        assert world.rows("SELECT * FROM timers") == []


def test_the_fold_notices_a_card_that_drifted(engine: Engine) -> None:
    with a_world(engine) as world:
        world.do("log", "two-sum", Entry(), None)
        world.connection.execute(text("UPDATE review_cards SET reps = reps + 1"))

        assert kept_cards(world) != folded_cards(world, standing(world))
