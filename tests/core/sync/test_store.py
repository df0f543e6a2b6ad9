"""Runs, cursors and raw pages, kept."""

from uuid import uuid4

from maang.core.db.database import Database
from maang.core.sync import runs, store
from maang.core.sync.matching import name_of
from maang.core.sync.models import RemoteProblem, Run
from tests.conftest import NOON


def a_run(platform: str = "leetcode") -> Run:
    return runs.started(uuid4(), platform, full=False, at=NOON)


def test_a_run_is_read_back_as_it_was_written(db: Database) -> None:
    run = runs.done(a_run())
    with db.write() as session:
        store.save_run(session, run)

    with db.read() as session:
        assert store.runs(session) == [run]


def test_a_cursor_is_one_for_each_platform_and_mode(db: Database) -> None:
    with db.write() as session:
        for mode, page in ((store.FULL, 1), (store.INCREMENTAL, 2), (store.FULL, 3)):
            store.save_cursor(session, {"page": page}, platform="leetcode", mode=mode, at=NOON)

    with db.read() as session:
        assert store.cursors(session, mode=store.FULL) == {"leetcode": {"page": 3}}
        assert store.cursors(session, mode=store.INCREMENTAL) == {"leetcode": {"page": 2}}


def test_a_finished_history_hands_its_cursor_on(db: Database) -> None:
    with db.write() as session:
        store.save_cursor(session, {"page": 9}, platform="x", mode=store.FULL, at=NOON)
        store.finish_full(session, platform="x", at=NOON)

        assert store.cursors(session, mode=store.FULL) == {}
        assert store.cursors(session, mode=store.INCREMENTAL) == {"x": {"page": 9}}


def test_a_history_without_a_page_leaves_the_daily_cursor(db: Database) -> None:
    with db.write() as session:
        store.save_cursor(session, {"page": 1}, platform="x", mode=store.INCREMENTAL, at=NOON)
        store.finish_full(session, platform="x", at=NOON)

        assert store.cursors(session, mode=store.INCREMENTAL) == {"x": {"page": 1}}


def test_raw_pages_come_back_one_by_one_in_their_order(db: Database) -> None:
    run = a_run()
    with db.write() as session:
        store.save_run(session, run)
        pages = [f'{{"page": {place}}}' for place in range(3)]
        store.add_pages(session, pages, run=run, at=NOON)

        seen, after = [], None
        while found := store.next_page(session, platform="leetcode", after=after):
            after, raw = found
            seen.append(raw)

    assert seen == [{"page": 0}, {"page": 1}, {"page": 2}]


def test_only_a_running_run_of_that_platform_was_cut(db: Database) -> None:
    running, other, done = a_run(), a_run("codeforces"), runs.done(a_run())
    with db.write() as session:
        for run in (running, other, done):
            store.save_run(session, run)

        store.end_cut_runs(session, platform="leetcode")

        states = {run.id: run.state.value for run in store.runs(session)}
    assert states == {running.id: "partial", other.id: "running", done.id: "done"}


def test_problems_are_looked_up_by_every_name_they_have(db: Database) -> None:
    remote = (
        RemoteProblem("leetcode", "two-sum"),
        RemoteProblem("leetcode", number=15),
        RemoteProblem("jsonlines", title="Valid Parentheses"),
    )
    with db.read() as session:
        found = store.problems_called(session, [name_of(one) for one in remote])

    assert {one.slug for one in found} == {"two-sum", "3sum", "valid-parentheses"}


def test_what_another_person_keeps_is_not_seen(db: Database) -> None:
    with db.write() as session:
        store.save_run(session, a_run())
        store.save_cursor(session, {}, platform="x", mode=store.FULL, at=NOON)
    other = Database(db.bind, uuid4())

    with other.read() as session:
        assert store.runs(session) == []
        assert store.cursors(session, mode=store.FULL) == {}
        assert store.statuses(session, ()) == []
