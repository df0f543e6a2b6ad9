"""A year of 3,000 submissions from a local server, against fetching the same pages and COPYing
them; how memory grows with the history; and a run that finds nothing new.

`python -m benchmarks.sync` prints them. The limiter is off: it would be all there is to see.
"""

import http.client
import json
import statistics
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.home import fresh_home
from benchmarks.measure import timed
from maang.core.accounts.service import Accounts
from maang.core.bootstrap import Core, open_core
from maang.core.clock import utc_now
from maang.core.config.loader import load
from maang.core.config.paths import find_paths
from maang.core.config.secret import Secret
from maang.core.db.database import Database, engine_for
from maang.core.ids import new_id
from maang.core.sync.access import Access
from maang.core.sync.platforms.leetcode import LeetCode
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

QUERY = """query submissionList($offset: Int!, $limit: Int!) {
    submissionList(offset: $offset, limit: $limit) { hasNext submissions {
        id title titleSlug timestamp statusDisplay lang runtime memory isPending url } } }"""

COLUMNS = ("id", "title", "titleSlug", "timestamp", "statusDisplay", "lang", "runtime", "memory")


def sync(*, rounds: int) -> dict[str, float]:
    """Seconds of a first run and as a ratio of the raw one, of reading without writing, of an
    empty run; and the peaks of memory."""
    with fresh_home() as home:
        home.run("today")
        with played(ROWS) as site:
            whole = [_first_run(home.url, site) for _ in range(rounds)]
            raw = [timed(lambda: _raw(home.url, site)) for _ in range(rounds)]
            read = [timed(lambda: _read(site)) for _ in range(rounds)]
            peak = _peak(home.url, site)
        with played(ROWS // 2) as site:
            small = _peak(home.url, site)
    first, copied = (statistics.median(found) for found in ([one[0] for one in whole], raw))
    return {
        "seconds": round(first, 3),
        "read": round(statistics.median(read), 3),
        "raw": round(copied, 3),
        "ratio": round(first / copied, 2),
        "empty": round(statistics.median(one[1] for one in whole), 3),
        "peak_mb": round(peak / 2**20, 1),
        "peak_mb_of_half": round(small / 2**20, 1),
    }


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
    """The same pages by the standard library, their rows by COPY into a table without a rule."""
    address, session, csrf = site
    site_connection = http.client.HTTPConnection(address.removeprefix("http://"))
    headers = {
        "Content-Type": "application/json",
        "Cookie": f"LEETCODE_SESSION={session}; csrftoken={csrf}",
        "x-csrftoken": csrf,
        "Referer": f"{address}/",
    }
    rows: list[dict[str, Any]] = []
    for offset in range(0, ROWS, 19):
        variables = {"offset": offset, "limit": 20}
        body = {"operationName": "submissionList", "query": QUERY, "variables": variables}
        site_connection.request("POST", "/graphql/", json.dumps(body), headers)
        reply = json.loads(site_connection.getresponse().read())
        rows += reply["data"]["submissionList"]["submissions"]
    site_connection.close()
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


if __name__ == "__main__":
    print(json.dumps(sync(rounds=3), indent=2))
