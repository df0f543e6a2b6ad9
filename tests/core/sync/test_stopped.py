"""A signal in mid-run ends the process at once, with its code; the next run goes on from there."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from maang.core.accounts.service import Accounts
from maang.core.bootstrap import Core
from maang.core.db import migrate
from maang.core.db.database import Database, engine_for
from maang.core.problems.service import load_catalogue
from maang.core.sync.models import RunState
from tests.conftest import NOON, FrozenClock
from tests.core.sync.test_cuts import everything, until_it_is_ours
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.history import a_history
from tests.fakes.platform_server.mischief import Mischief
from tests.fakes.platform_server.server import PlatformServer
from tests.fakes.stopped import core_of

SECONDS = 200.0
"""Far more than a process needs to begin, or to end, on a machine that is busy."""

STUCK = {
    "while a page drips": mischief.drip(seconds=0.2).for_(99),
    "while it waits for the next try": mischief.too_many(retry_after=55).for_(99),
}


@pytest.fixture(scope="module")
def own_database(new_database: Callable[[], str]) -> str:
    """A database that outlives a process."""
    url = new_database()
    engine = engine_for(url)
    migrate.upgrade(engine)
    load_catalogue(Database(engine, seconds=60), now=lambda: NOON)
    engine.dispose()
    return url


@pytest.fixture
def server() -> Iterator[PlatformServer]:
    with PlatformServer(a_history(100)) as running:
        yield running


class Person:
    """Somebody whose syncs run in processes of their own."""

    def __init__(self, url: str, name: str, site: PlatformServer, home: Path) -> None:
        self.url, self.site, self.home = url, site, home
        self.cookies = {"session": site.world.session, "csrf": site.world.csrf}
        self.engine = engine_for(url, connections=2)
        self.user = Accounts(Database(self.engine), FrozenClock()).open(name)

    @property
    def core(self) -> Core:
        return core_of(Database(self.engine, self.user), self.site.url, self.home, self.cookies)

    def start(self) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "tests.fakes.stopped", self.url, str(self.user)]
        process = subprocess.Popen(
            [*command, self.site.url, str(self.home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
        )
        assert process.stdin
        process.stdin.write(json.dumps(self.cookies))
        process.stdin.close()
        process.stdin = None
        return process


@pytest.fixture
def people(
    own_database: str, server: PlatformServer, tmp_path: Path
) -> Iterator[Callable[[str], Person]]:
    """Makes somebody with that name, unlike any other in the database."""
    made: list[Person] = []

    def make(name: str) -> Person:
        made.append(Person(own_database, f"{name} {tmp_path.name}", server, tmp_path))
        return made[-1]

    yield make
    for one in made:
        one.engine.dispose()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["TERM", "INT"])
@pytest.mark.parametrize("trick", STUCK.values(), ids=STUCK.keys())
def test_a_signal_while_it_waits_for_the_site_ends_it_at_once_and_loses_nothing(
    people: Callable[[str], Person], server: PlatformServer, trick: Mischief, number: int
) -> None:
    ada = people("ada")
    server.misbehave(mischief.nothing(30), trick)
    stopped = ada.start()
    asked(server, 31)

    said = ended(stopped, number)

    assert stopped.returncode == 128 + number, said
    (run,) = ada.core.sync.runs()
    assert (run.state, run.code) == (RunState.PARTIAL, "stopped")
    server.behave()
    assert until_it_is_ours(ada.core).state is RunState.DONE
    assert everything(ada.core) == everything(whole(people))


@pytest.mark.parametrize("after", [1, 2, 3, 5, 7, 11, 20, 30])
def test_a_signal_at_any_moment_ends_it_and_loses_nothing(
    people: Callable[[str], Person], server: PlatformServer, after: int
) -> None:
    ada = people("ada")
    stopped = ada.start()
    asked(server, after)

    said = ended(stopped, signal.SIGTERM)

    assert stopped.returncode in (128 + signal.SIGTERM, 0), said
    assert until_it_is_ours(ada.core).state is RunState.DONE
    assert everything(ada.core) == everything(whole(people))


def whole(people: Callable[[str], Person]) -> Core:
    """The core of somebody whose run nobody stopped."""
    grace = people("grace").core
    assert grace.sync.run("leetcode").state is RunState.DONE
    return grace


def asked(server: PlatformServer, times: int) -> None:
    """Wait until the site was asked so often."""
    deadline = time.monotonic() + SECONDS
    while len(server.asked) < times:
        assert time.monotonic() < deadline, f"asked only {len(server.asked)} times"
        time.sleep(0.002)


def ended(process: "subprocess.Popen[str]", number: int) -> str:
    """Send a signal and wait for the end; what was said on stderr."""
    process.send_signal(number)
    try:
        return process.communicate(timeout=SECONDS)[1]
    finally:
        process.kill()
