"""Cut anywhere and run again: the same rows as if nothing had happened."""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from maang.core import process
from maang.core.accounts.service import Accounts
from maang.core.bootstrap import Core
from maang.core.config.secret import Secret
from maang.core.db import migrate
from maang.core.db.database import Database, engine_for
from maang.core.problems.service import load_catalogue
from maang.core.sync.access import Access
from maang.core.sync.errors import NetworkDown
from maang.core.sync.models import Cursor, RemotePage, Run, RunState
from maang.core.sync.platforms.leetcode import LeetCode
from tests.conftest import NOON, FrozenClock
from tests.fakes.killed import core_on
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.history import a_history
from tests.fakes.platform_server.server import PlatformServer
from tests.fakes.recorded import OneByOne

ATTEMPTS = """
    SELECT a.source, f.external_id, p.slug, a.at, a.outcome, a.verdict, a.language, a.runtime_ms,
           a.memory_kb
    FROM live_attempts a JOIN problems p ON p.id = a.problem_id
    JOIN attempts f ON f.id = a.attempt_id
    WHERE a.user_id = %s ORDER BY a.source, f.external_id
"""
"""Not the code: so much of it is read in a run, so two runs read more."""

ANSWERS = """
    SELECT p.slug, r.reviewed_at, r.rating, a.external_id
    FROM live_reviews r JOIN review_cards c ON c.id = r.card_id
    JOIN problems p ON p.id = c.problem_id JOIN attempts a ON a.id = r.attempt_event_id
    WHERE r.user_id = %s ORDER BY p.slug, r.reviewed_at
"""

CARDS = """
    SELECT p.slug, c.stability, c.difficulty, c.due_at, c.reviewed_at, c.reps, c.lapses
    FROM review_cards c JOIN problems p ON p.id = c.problem_id
    WHERE c.user_id = %s ORDER BY p.slug
"""


COPY = """
    INSERT INTO sync_pages
    SELECT ('00000000-0000-7000-8000-' || lpad(place::text, 12, '0'))::uuid, run_id, %s, platform,
           at, raw
    FROM (SELECT *, row_number() OVER (ORDER BY id DESC) AS place FROM sync_pages) AS pages
"""
"""Every raw page for another person, the last one first."""


def everything(core: Core) -> list[list[tuple[Any, ...]]]:
    """What stands for the core's user, without keys and times of our own."""
    with core.db.read() as session:
        run = session.connection().exec_driver_sql
        return [
            [tuple(row) for row in run(query, (str(core.db.user_id),))]
            for query in (ATTEMPTS, ANSWERS, CARDS)
        ]


class CutAfter:
    """A platform that loses its network after some pages."""

    name = "leetcode"

    def __init__(self, platform: LeetCode, pages: int) -> None:
        self.platform, self.left = platform, pages

    def pages(self, *, cursor: Cursor | None, full: bool) -> Iterator[RemotePage]:
        for page in self.platform.pages(cursor=cursor, full=full):
            if self.left == 0:
                raise NetworkDown("the cable", hint="plug it in")
            self.left -= 1
            yield page


@pytest.fixture
def someone(connection: Connection, tmp_path: Path) -> Callable[[str], Core]:
    """A core of a person of that name, on the test's connection."""

    def make(name: str) -> Core:
        clock = FrozenClock()
        user = Accounts(Database(connection), clock).open(name)
        return core_on(Database(connection, user), tmp_path, clock)

    return make


def leetcode(server: PlatformServer) -> LeetCode:
    secrets = {"session": Secret(server.world.session), "csrf": Secret(server.world.csrf)}
    clock = FrozenClock()
    return LeetCode(
        Access(
            None,
            server.world.user,
            secrets,
            base_url=server.url,
            clock=clock,
            sleep=lambda seconds: clock.forward(seconds=seconds + 0.001) and None,
        )
    )


def run(core: Core, platform: object, *, full: bool = False) -> Run:
    core.__dict__["sources"] = OneByOne({"leetcode": platform})
    core.__dict__.pop("sync", None)
    core.__dict__["sync"] = replace(core.sync, together=0.0)
    return core.sync.run("leetcode", full=full)


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("pages", [1, 2, 4])
def test_a_run_cut_after_some_pages_and_resumed_gives_the_same_rows(
    someone: Callable[[str], Core], pages: int, full: bool
) -> None:
    with PlatformServer(a_history(90)) as server:
        whole, cut = someone("whole"), someone("cut")
        run(whole, leetcode(server), full=full)
        first = run(cut, CutAfter(leetcode(server), pages), full=full)
        run(cut, CutAfter(leetcode(server), 2), full=full)
        run(cut, leetcode(server), full=full)

    assert first.state is RunState.PARTIAL
    assert len(everything(whole)[0]) == 90
    assert everything(cut) == everything(whole)


@pytest.mark.parametrize("page", [0, 1, 2])
def test_a_reply_cut_at_every_so_many_bytes_and_read_again_gives_the_same_rows(
    someone: Callable[[str], Core], page: int
) -> None:
    with PlatformServer(a_history(50)) as server:
        whole = someone("whole")
        run(whole, leetcode(server))
        for after in range(1, 2600, 433):
            cut = someone(f"cut after {after}")
            before = [mischief.nothing(page)] if page else []
            broken = mischief.cut(after).for_(9)
            server.misbehave(*(each.at("submissionList") for each in (*before, broken)))
            first = run(cut, leetcode(server))
            server.behave()
            assert (first.state, first.code) == (
                RunState.PARTIAL if page else RunState.FAILED,
                "network-down",
            )
            assert run(cut, leetcode(server)).state is RunState.DONE
            assert everything(cut) == everything(whole), f"cut after {after} bytes"


def test_pages_that_shift_while_they_are_read_lose_nothing_and_double_nothing(
    someone: Callable[[str], Core],
) -> None:
    with PlatformServer(a_history(70)) as server:
        core = someone("shifted")
        server.misbehave(*(mischief.shifting(3).at("submissionList") for _ in range(2)))
        run(core, leetcode(server))
        run(core, leetcode(server))
        expected = sorted(str(one.id) for one in server.world.history)

    assert [row[1] for row in everything(core)[0]] == expected
    assert len(expected) == 76


def test_what_was_read_page_by_page_is_what_a_replay_of_the_raw_pages_gives(
    someone: Callable[[str], Core],
) -> None:
    with PlatformServer(a_history(60)) as server:
        core, other = someone("first"), someone("second")
        run(core, leetcode(server))
        with core.db.write() as session:
            session.connection().exec_driver_sql(COPY, (str(other.db.user_id),))
        other.__dict__["sources"] = OneByOne({"leetcode": leetcode(server)})
        other.__dict__.pop("sync")
        asked = len(server.asked)

        replayed = other.sync.replay("leetcode")

        assert len(server.asked) == asked
    assert replayed.new == 60
    assert everything(other)[0] == everything(core)[0]
    assert everything(other)[2] == everything(core)[2]


def test_a_replay_of_what_is_here_changes_nothing(someone: Callable[[str], Core]) -> None:
    with PlatformServer(a_history(30)) as server:
        core = someone("again")
        run(core, leetcode(server))

        replayed = core.sync.replay("leetcode")

    assert (replayed.new, replayed.changed, replayed.merged) == (0, 0, 0)


@pytest.fixture(scope="module")
def own_database(new_database: Callable[[], str]) -> str:
    """A database that outlives a process."""
    url = new_database()
    engine = engine_for(url)
    migrate.upgrade(engine)
    load_catalogue(Database(engine, seconds=60), now=lambda: NOON)
    engine.dispose()
    return url


@pytest.mark.parametrize("calls", [5, 8, 11, 14])
def test_a_process_killed_in_mid_run_leaves_nothing_half_done(
    own_database: str, tmp_path: Path, calls: int
) -> None:
    engine = engine_for(own_database, connections=2)
    nobody, clock = Database(engine), FrozenClock()
    users = [Accounts(nobody, clock).open(f"{name}{calls}") for name in ("whole", "killed")]
    whole, killed = (core_on(Database(engine, user), tmp_path, clock) for user in users)
    whole.sync.run("leetcode")
    command = [sys.executable, "-m", "tests.fakes.killed", own_database, str(users[1]), str(calls)]
    root = Path(__file__).parents[3]

    ended = process.run(command, seconds=30, cwd=root)

    assert ended.code == -9, ended.stderr
    rows = len(everything(killed)[0])
    assert rows < 15
    assert rows % 3 == 0
    resumed = until_it_is_ours(killed)
    assert (resumed.state, resumed.new) == (RunState.DONE, 15 - rows)
    assert everything(killed) == everything(whole)
    engine.dispose()


def until_it_is_ours(core: Core) -> Run:
    """Run as soon as the server has noticed that the lock's holder is dead."""
    deadline = time.monotonic() + 60
    while (run := core.sync.run("leetcode")).state is RunState.RUNNING:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return run
