"""The shipped catalogue in a real database: whole, once, and never over a person's edit."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine, text

from maang.core.db import migrate
from maang.core.db.database import Database, engine_for
from maang.core.problems import catalogue, store
from maang.core.problems.corpus import haystack
from maang.core.problems.models import Problem
from maang.core.problems.service import load_catalogue
from tests.conftest import NOON

WHOLE = """
    SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM (
        SELECT p::text FROM problems p UNION ALL SELECT l::text FROM problem_lists l
        UNION ALL SELECT i::text FROM problem_list_items i
        UNION ALL SELECT t::text FROM roadmap_topics t
        UNION ALL SELECT r::text FROM topic_prerequisites r
    ) AS t
"""
"""All that was loaded, in one figure."""


@pytest.fixture(scope="module")
def fresh(new_database: Callable[[], str]) -> Iterator[Engine]:
    """A migrated database, loaded by two first runs at once."""
    engine = engine_for(new_database(), connections=2)
    migrate.upgrade(engine)
    starting, counts = threading.Barrier(2), []

    def first_run() -> None:
        starting.wait()
        counts.append(load_catalogue(Database(engine, seconds=60), now=lambda: NOON))

    threads = [threading.Thread(target=first_run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [4029, 4029]
    yield engine
    engine.dispose()


def scalar(engine: Engine, statement: str) -> object:
    with engine.connect() as connection:
        return connection.execute(text(statement)).scalar()


def test_two_first_runs_at_once_load_everything_once(fresh: Engine) -> None:
    assert scalar(fresh, "SELECT count(*) FROM problems") == 4029
    assert scalar(fresh, "SELECT count(*) FROM problem_lists") == 5
    assert scalar(fresh, "SELECT count(*) FROM problem_list_items") == 75 + 150 + 250 + 75 + 169


def test_what_is_loaded_is_what_is_shipped(fresh: Engine) -> None:
    with Database(fresh).read() as session:
        loaded = {row.slug: row for row in store.known(session)}
        shown = [
            store.get(session, loaded[row.slug].id) for row in list(catalogue.problems())[:200]
        ]

    for row, problem in zip(catalogue.problems(), shown, strict=False):
        for name in ("number", "slug", "title", "difficulty", "premium", "pattern", "time", "url"):
            assert getattr(problem, name) == getattr(row, name)
        assert (problem.topics, problem.techniques) == (row.topics, row.techniques)


def test_the_stored_haystack_is_the_one_a_search_would_make(fresh: Engine) -> None:
    with Database(fresh).read() as session:
        problem = store.resolve(session, "two-sum")
    stored = scalar(fresh, "SELECT search_text FROM problems WHERE slug = 'two-sum'")
    assert stored == haystack(problem)


def test_the_lists_are_in_the_order_of_their_authors(fresh: Engine) -> None:
    listed = """
        SELECT array_agg(p.slug ORDER BY i.position) FROM problem_list_items i
        JOIN problems p ON p.id = i.problem_id JOIN problem_lists l ON l.id = i.list_id
        WHERE l.slug = 'neetcode-150'
    """
    assert scalar(fresh, listed) == list(catalogue.lists()["neetcode-150"])


def test_patterns_stand_in_the_order_of_the_roadmap_with_what_they_need(fresh: Engine) -> None:
    patterns = "SELECT array_agg(name ORDER BY position) FROM roadmap_topics WHERE kind = 'pattern'"
    assert scalar(fresh, patterns) == list(catalogue.PREREQUISITES)
    edges = sum(map(len, catalogue.PREREQUISITES.values()))
    assert scalar(fresh, "SELECT count(*) FROM topic_prerequisites") == edges


def test_loading_again_changes_nothing_and_rewrites_no_problem(fresh: Engine) -> None:
    whole = scalar(fresh, WHOLE)
    rows = "SELECT md5(string_agg(ctid::text || xmin::text, ',' ORDER BY id)) FROM problems"
    untouched = scalar(fresh, rows)

    load_catalogue(Database(fresh, seconds=60), now=lambda: NOON.replace(year=2030))

    assert scalar(fresh, WHOLE) == whole
    assert scalar(fresh, rows) == untouched


def test_a_newer_catalogue_puts_right_what_was_wrong_but_not_what_a_person_wrote(
    fresh: Engine,
) -> None:
    db = Database(fresh, seconds=60)
    wrong, edited = (_renamed(db, slug, edited=slug == "3sum") for slug in ("two-sum", "3sum"))

    load_catalogue(db, now=lambda: NOON)

    with db.read() as session:
        assert store.get(session, wrong.id).title == "Two Sum"
        assert store.get(session, edited.id) == edited
        store_says = store.is_edited(session, edited.id)
    assert store_says


def test_the_edition_is_written_down(fresh: Engine) -> None:
    loaded = scalar(fresh, "SELECT value FROM installation WHERE name = 'catalogue'")
    assert loaded == catalogue.EDITION


def _renamed(db: Database, slug: str, *, edited: bool) -> Problem:
    with db.write() as session:
        problem = replace(store.resolve(session, slug), title="Another Title")
        store.edit(session, problem, edited=edited)
    return problem
