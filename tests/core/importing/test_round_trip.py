"""Round trip: what is exported and imported into an empty home is exported again as it was."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

from maang.core.accounts.service import Accounts
from maang.core.bootstrap import Core, open_core
from maang.core.db import migrate
from maang.core.db.database import Database, engine_for
from maang.core.exporting import store as leaving
from maang.core.porting import store
from maang.core.porting.kinds import KINDS, LEFT_OUT
from maang.core.porting.models import Take
from maang.core.practice.models import Entry, Outcome
from maang.core.problems.models import Facts
from maang.core.problems.service import load_catalogue
from maang.core.reviews.models import Rating
from tests.conftest import NOON, FrozenClock
from tests.core.importing.files import bring, exported

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
PROBLEMS = st.sampled_from(["two-sum", "3sum", "valid-anagram", "coin-change"])

LOGGED = st.builds(
    Entry,
    outcome=st.none() | st.sampled_from(Outcome),
    minutes=st.none() | st.integers(1, 1440),
    hints=st.none() | st.integers(0, 100),
    rating=st.none() | st.sampled_from(Rating),
    mistakes=st.none() | st.lists(TEXTS, max_size=3).map(tuple),
    approach=st.none() | TEXTS,
    code=st.none() | TEXTS,
    note=st.none() | TEXTS,
    company=st.none() | TEXTS,
)
DONE = st.lists(
    st.one_of(
        st.tuples(st.just("log"), PROBLEMS, LOGGED),
        st.tuples(st.just("amend"), st.just("last"), LOGGED),
        st.tuples(st.just("answer"), PROBLEMS, st.sampled_from(Rating)),
        st.tuples(st.just("undo"), st.none(), st.none()),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def elsewhere(new_database: Callable[[], str]) -> Iterator[Engine]:
    """Another home: its problems have other keys."""
    engine = engine_for(new_database())
    migrate.upgrade(engine)
    load_catalogue(Database(engine, seconds=60), now=lambda: NOON)
    yield engine
    engine.dispose()


@pytest.fixture
def other(elsewhere: Engine, core: Core, clock: FrozenClock, tmp_path: Path) -> Core:
    """The core of that home."""
    home = open_core(core.settings, core.paths, clock=clock, progress=lambda _: None)
    user = Accounts(Database(elsewhere), clock).open("local")
    home.__dict__["db"] = Database(elsewhere, user, seconds=60)
    importing = home.importing
    home.__dict__["importing"] = type(importing)(
        importing.db,
        importing.now,
        importing.scheduler,
        importing.retention,
        importing.targets,
        lambda: None,
    )
    return home


def emptied(*homes: Core) -> None:
    for home in homes:
        with home.db.write() as session:
            store.wipe(session)


def live(core: Core, clock: FrozenClock, done: list[tuple[str, str | None, object]]) -> None:
    """Some days of practice; what makes no sense is refused, as it is to a person."""
    from maang.core.errors import MaangError

    for verb, subject, said in done:
        clock.forward(hours=7)
        try:
            if verb == "log":
                core.practice.log(subject, said, again=True)  # type: ignore[arg-type]
            elif verb == "amend":
                core.practice.amend("last", said)  # type: ignore[arg-type]
            elif verb == "answer":
                card = core.reviews.card(core.problems.get(str(subject)).id)
                core.reviews.answer(card.id, said)  # type: ignore[arg-type]
            else:
                core.activity.undo()
        except MaangError:
            continue


def cards(core: Core) -> list[tuple[object, ...]]:
    """What the cards remember, by problem."""
    asked = text(
        "SELECT p.slug, c.stability, c.difficulty, c.due_at, c.reps, c.lapses"
        " FROM review_cards c JOIN problems p ON p.id = c.problem_id ORDER BY p.slug"
    )
    with core.db.read() as session:
        return [tuple(row) for row in session.execute(asked)]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(DONE)
def test_an_export_brought_into_an_empty_home_is_exported_as_it_was(
    core: Core, other: Core, clock: FrozenClock, done: list[tuple[str, str | None, object]]
) -> None:
    emptied(core, other)
    live(core, clock, done)
    lines = exported(core)

    brought = bring(other, lines)

    assert brought.bad == ()
    assert exported(other) == lines
    assert cards(other) == cards(core)
    assert bring(other, lines).changed == 0
    bring(core, lines, Take(replace=True))
    assert exported(core) == lines


def test_everything_of_a_full_life_comes_along(
    core: Core, other: Core, clock: FrozenClock, connection: Connection
) -> None:
    core.problems.add(Facts(title="Rotate a Ring", pattern="greedy"))
    core.problems.edit(core.problems.get("3sum").id, Facts(pattern="greedy", time=""))
    core.problems.import_list("slug\n3sum\ntwo-sum\n", name="Team")
    core.practice.log("rotate-a-ring", Entry(minutes=12, note="a ring"))
    core.timers.start(core.problems.get("two-sum").id)
    core.practice.keep_draft("log", "half a thought")
    a_full_row_of_everything(core, connection)
    emptied(other)
    lines = exported(core)
    met = {json.loads(line)["type"] for line in lines}

    bring(other, lines)

    assert met >= {*KINDS, "problem", "list"}
    assert exported(other) == lines
    assert other.problems.get("3sum").pattern == "Greedy"
    assert [one.slug for one in other.standing.lists() if one.own] == ["team"]


def a_full_row_of_everything(core: Core, connection: Connection) -> None:
    """A row in each table that no feature of today fills from here."""
    user, at = core.db.user_id, NOON.isoformat()
    problem = core.problems.get("two-sum").id
    attempt = core.practice.attempt("last").id
    me = f"gen_random_uuid(), '{user}'"
    run = "'01900000-0000-7000-8000-000000000001'"
    for statement in (
        f'INSERT INTO sync_runs (id, user_id, platform, "full", started_at, state, pages,'
        f" rows_read, new, changed, merged, waited_seconds, notes) VALUES ({run}, '{user}',"
        f" 'leetcode', true, '{at}', 'partial', 1, 2, 3, 4, 5, 0.25, '{{one,two}}')",
        "INSERT INTO platform_activity (id, user_id, run_id, platform, external_id, at, kind,"
        f" subject, count) VALUES ({me}, {run}, 'github', 'x1', '{at}', 'push', 'repo', 3)",
        f"INSERT INTO notes (id, user_id, problem_id, attempt_id, title, body, created_at,"
        f" updated_at) VALUES ({me}, '{problem}', '{attempt}', 'a', 'b', '{at}', '{at}')",
        "INSERT INTO notes (id, user_id, problem_id, title, body, created_at, updated_at,"
        f" version_of) SELECT {me}, problem_id, title, 'c', created_at, updated_at, id FROM notes",
        "INSERT INTO review_parameters (id, user_id, at, parameters, reviews, held_out,"
        f" log_loss_before, log_loss_after, rmse_before, rmse_after) VALUES ({me}, '{at}',"
        f" ARRAY(SELECT 0.5 + n / 7.0 FROM generate_series(1, 21) n), 500, 100, .4, .3, .2, .1)",
        "INSERT INTO weakness_analysis (id, user_id, finding, severity, confidence, evidence,"
        f" found_at) VALUES ({me}, 'edges', 1, 0.1, '[{{\"a\": null}}]', '{at}')",
        "INSERT INTO system_design_progress (id, user_id, topic, status, evidence, practised_on)"
        f" VALUES ({me}, 'caches', 'solid', '[]', '2026-02-01')",
        "INSERT INTO companies (id, name) VALUES (gen_random_uuid(), 'google')",
        "INSERT INTO company_tags (user_id, company_id, problem_id)"
        f" SELECT '{user}', id, '{problem}' FROM companies WHERE name = 'google'",
        f"INSERT INTO voids (event_id, user_id, activity_id, at) SELECT gen_random_uuid(),"
        f" '{user}', id, '{at}' FROM activity_log LIMIT 1",
    ):
        connection.exec_driver_sql(statement)


def test_no_table_of_a_person_is_forgotten(core: Core) -> None:
    asked = text(
        "SELECT table_name FROM information_schema.columns WHERE column_name = 'user_id' AND"
        " table_schema = 'public' AND table_name NOT IN (SELECT table_name FROM"
        " information_schema.views WHERE table_schema = 'public')"
    )
    with core.db.read() as session:
        personal = set(session.scalars(asked)) | {"problem_list_items", "users"}

    assert personal == {kind.table for kind in KINDS.values()} | set(LEFT_OUT)


def test_no_column_of_an_exported_table_is_forgotten(core: Core) -> None:
    derived = {"user_id", "seq", "undo", "card_id", "company_id"}
    derived |= {"stability", "difficulty", "due_at", "reviewed_at", "reps", "lapses"}
    for kind in KINDS.values():
        asked = (
            f"SELECT column_name FROM information_schema.columns WHERE table_name = '{kind.table}'"
        )
        with core.db.read() as session:
            columns = set(session.scalars(text(asked)))
        assert columns - {column.name for column in kind.columns} <= derived, kind.name


def test_an_export_reads_one_moment_in_one_statement(core: Core) -> None:
    with core.db.read() as session:
        lines = list(leaving.lines(session, shipped=[]))

    # every problem is somebody's own where none is shipped
    assert sum('"type":"problem"' in line for line in lines) > 4000
