"""A year of 3,000 submissions from a local server, against asking the same questions with the
standard library and COPYing the rows; how memory grows with the history; and a run that finds
nothing new, against fetching one page.

The limiter is off: it would be all there is to see.
"""

import gc
import http.client
import json
import statistics
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.home import fresh_home
from benchmarks.measure import timed
from maang.__main__ import SELDOM
from maang.core.accounts.service import Accounts
from maang.core.bootstrap import Core, open_core
from maang.core.clock import utc_now
from maang.core.config.loader import load
from maang.core.config.paths import find_paths
from maang.core.config.secret import Secret
from maang.core.db.database import Database, engine_for
from maang.core.ids import new_id
from maang.core.sync.access import Access
from maang.core.sync.platforms.leetcode import DETAILS_PER_RUN, LeetCode
from maang.core.sync.platforms.leetcode_questions import DETAILS, LIST, PAGE, STATUS
from tests.fakes.recorded import OneByOne

ROWS = 3_000
ROOT = Path(__file__).parent.parent
USER = "ada"

SERVE = """
import sys, time
from tests.fakes.platform_server.history import a_history
from tests.fakes.platform_server.server import PlatformServer
with PlatformServer(a_history(int(sys.argv[1]))) as server:
    print(json.dumps([server.url, server.world.session, server.world.csrf]), flush=True)
    sys.stdin.read()
"""

Ask = Callable[[str, dict[str, int]], Any]
"""A query and its variables → the reply."""

COLUMNS = ("id", "title", "titleSlug", "timestamp", "statusDisplay", "lang", "runtime", "memory")


def sync(*, rounds: int) -> dict[str, float]:
    """Seconds of a first run and as a ratio of the raw one, of reading without writing, of an
    empty run; and the peaks of memory."""
    gc.set_threshold(SELDOM)  # for all that is compared, as the program does
    with fresh_home() as home:
        home.run("today")
        with played(ROWS) as site:
            turns = [_turn(home.url, site) for _ in range(rounds)]
            peak = _peak(home.url, site)
        with played(ROWS // 2) as site:
            small = _peak(home.url, site)
    first, empty, read, raw, page = (statistics.median(one) for one in zip(*turns, strict=True))
    return {
        "seconds": round(first, 3),
        "raw": round(raw, 3),
        "ratio": round(first / raw, 2),
        "reading alone": round(read / raw, 2),
        "empty": round(empty, 3),
        "page": round(page, 4),
        "empty ratio": round(empty / page, 1),
        "peak_mb": round(peak / 2**20, 1),
        "peak_mb_of_half": round(small / 2**20, 1),
    }


def _turn(url: str, site: tuple[str, str, str]) -> tuple[float, ...]:
    """Seconds of all that is compared, one after the other."""
    before = new_id()
    first, empty = _first_run(url, site)
    _forget(url, since=before)
    read = timed(lambda: _read(site))
    raw = timed(lambda: _raw(url, site))
    return first, empty, read, raw, timed(lambda: _one_page(site))


@contextmanager
def played(rows: int) -> Iterator[tuple[str, str, str]]:
    """LeetCode with so many submissions, in a process of its own: address, session, token."""
    command = [sys.executable, "-c", "import json" + SERVE, str(rows)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        url, session, csrf = json.loads(server.stdout.readline())
        yield url, session, csrf
        server.communicate()


def _first_run(url: str, site: tuple[str, str, str]) -> tuple[float, float]:
    """Seconds of a person's first run, and of the one after it."""
    core = _somebody(url, site)
    found = timed(lambda: core.sync.run("leetcode")), timed(lambda: core.sync.run("leetcode"))
    core.close()
    return found


def _forget(url: str, *, since: UUID) -> None:
    """Take away whoever ran, and the problems that came with them: the next run adds them too."""
    engine = engine_for(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM users WHERE id > %s", (since,))
        connection.exec_driver_sql("DELETE FROM problems WHERE id > %s", (since,))
    engine.dispose()


def _peak(url: str, site: tuple[str, str, str]) -> int:
    core = _somebody(url, site)
    tracemalloc.start()
    core.sync.run("leetcode")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    core.close()
    return peak


def _leetcode(site: tuple[str, str, str]) -> LeetCode:
    address, session, csrf = site
    secrets = {"session": Secret(session), "csrf": Secret(csrf)}
    return LeetCode(Access(None, USER, secrets, base_url=address, sleep=lambda _: None))


def _read(site: tuple[str, str, str]) -> None:
    for _ in _leetcode(site).pages(cursor=None, full=False):
        pass


def _somebody(url: str, site: tuple[str, str, str]) -> Core:
    """A core of somebody who has never synced."""
    env = {"MAANG_HOME": "/nonexistent"}
    paths = find_paths(env)
    core = open_core(
        load(env, cwd=ROOT, paths=paths).settings,
        paths,
        clock=utc_now,
        progress=lambda _: None,
        env=env,
    )
    engine = engine_for(url, connections=2)
    user = Accounts(Database(engine), utc_now).open(f"bench-{new_id()}")
    core.__dict__["db"] = Database(engine, user)
    core.__dict__["sources"] = OneByOne({"leetcode": _leetcode(site)})
    return core


def _raw(url: str, site: tuple[str, str, str]) -> None:
    """What a run asks for, by the standard library; the rows by COPY into a table without a
    rule."""
    rows: list[dict[str, Any]] = []
    with _asker(site) as ask:
        ask(STATUS, {})
        for offset in range(0, ROWS, PAGE - 1):
            rows += _listed(ask, offset)
        for row in rows[:DETAILS_PER_RUN]:
            ask(DETAILS, {"id": int(row["id"])})
    engine = engine_for(url)
    with engine.begin() as connection:
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor:
            columns = ", ".join(f'"{name}" text' for name in COLUMNS)
            cursor.execute(f"CREATE TEMP TABLE raw ({columns}) ON COMMIT DROP")
            with cursor.copy("COPY raw FROM STDIN") as copy:
                for row in rows:
                    copy.write_row([row[name] for name in COLUMNS])
    engine.dispose()


def _one_page(site: tuple[str, str, str]) -> None:
    with _asker(site) as ask:
        _listed(ask, 0)


def _listed(ask: Ask, offset: int) -> list[dict[str, Any]]:
    reply = ask(LIST, {"offset": offset, "limit": PAGE})
    found: list[dict[str, Any]] = reply["data"]["submissionList"]["submissions"]
    return found


@contextmanager
def _asker(site: tuple[str, str, str]) -> Iterator[Ask]:
    """Asks GraphQL questions over one connection."""
    address, session, csrf = site
    connection = http.client.HTTPConnection(address.removeprefix("http://"))
    headers = {
        "Content-Type": "application/json",
        "Cookie": f"LEETCODE_SESSION={session}; csrftoken={csrf}",
        "x-csrftoken": csrf,
        "Referer": f"{address}/",
    }

    def ask(query: str, variables: dict[str, int]) -> Any:
        body = {"query": query, "variables": variables}
        connection.request("POST", "/graphql", json.dumps(body), headers)
        return json.loads(connection.getresponse().read())

    yield ask
    connection.close()
