"""Sync from a fresh home, as its person lives it: real processes, LeetCode played by a server.

A login from stdin, a whole history, a run that finds more, one by the crontab's own line; then the
pages that show it, and every way to fail, each with its message and exit code.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.history import a_history
from tests.fakes.platform_server.mischief import Mischief
from tests.fakes.platform_server.server import PlatformServer
from tests.fakes.platform_server.world import TWO_WEEKS, a_session
from tests.interpreter import leetcode_is_at, one_with_leetcode_at
from tests.person import Person
from tests.programs import Done
from tests.servers_fixture import free_port, short_directory
from tests.stubs import CRONTAB, a_program

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sync-whole")]

DAY = 86_400


@dataclass(frozen=True)
class Story:
    """Somebody who has synced three times, and how that went."""

    person: Person
    server: PlatformServer
    login: Done
    full: Done
    more: Done
    scheduled: Done
    by_cron: Done

    def attempts(self) -> int:
        done = self.person("log", "list", "-n", "500", "--json")
        return len(json.loads(done.out))


def log_in(person: Person, session: str, csrf: str) -> Done:
    cookies = f"LEETCODE_SESSION={session}; csrftoken={csrf}"
    return person("login", "leetcode", "--store", "file", stdin=cookies)


def a_session_ending_in(days: float) -> str:
    return a_session("ada", refreshed_at=int(time.time() + days * DAY - TWO_WEEKS))


@pytest.fixture(scope="module")
def story() -> Iterator[Story]:
    history = a_history(45, ends=int(time.time()) - 600, seconds=20 * DAY)
    with PlatformServer(history) as server, short_directory() as home:
        server.world.session = a_session_ending_in(2.5)
        a_program(home / "bin", "crontab", CRONTAB)
        python = one_with_leetcode_at(server.url, home / "venv")
        person = Person(home, {}, python, home / "bin")
        try:
            login = log_in(person, server.world.session, server.world.csrf)
            full = person("sync", "leetcode", "--full")
            server.world.arrive(2)
            more = person("sync")
            scheduled = person("sync", "schedule", "--every", "4h")
            server.world.arrive(1)
            by_cron = person.as_cron()
            yield Story(person, server, login, full, more, scheduled, by_cron)
        finally:
            person("down")


def test_a_cookie_from_stdin_is_a_login_and_is_never_said(story: Story) -> None:
    assert story.login.code == 0
    assert story.login.out.startswith("leetcode: logged in as ada\n")
    assert story.server.world.session not in story.login.out + story.login.err


def test_the_whole_history_is_read_then_what_came_after_it(story: Story) -> None:
    # a page begins with the last row of the one before
    assert (story.full.code, story.full.out) == (
        0,
        "leetcode: 45 new (47 read from 3 pages)\n",
    )
    assert (story.more.code, story.more.out) == (0, "leetcode: 2 new (20 read from 1 page)\n")


def test_the_line_in_the_crontab_reads_what_is_new_and_says_so_in_its_log(story: Story) -> None:
    assert story.scheduled.code == 0
    assert (story.by_cron.code, story.by_cron.out, story.by_cron.err) == (0, "", "")
    log = (story.person.home / "maang/state/sync.log").read_text()
    assert log.splitlines()[-1].endswith("leetcode: 1 new (20 read from 1 page)")


def test_the_pages_of_the_day_show_the_attempts(story: Story) -> None:
    attempts = json.loads(story.person("log", "list", "-n", "500", "--json").out)
    assert len(attempts) == 45 + 2 + 1
    assert {one["source"] for one in attempts} == {"leetcode"}
    stats = json.loads(story.person("stats", "--json").out)
    assert stats["attempts"] == 48
    due = json.loads(story.person("review", "due", "--json").out)
    today = json.loads(story.person("today", "--json").out)
    tried = {one["problem"]["slug"] for one in attempts}
    for cards in (due, today["due"]):
        assert cards
        assert {one["problem"]["slug"] for one in cards} <= tried


@pytest.mark.parametrize(
    ("words", "code"), [("today", 0), ("sync status", 0), ("sync doctor", 1), ("doctor", 0)]
)
def test_a_login_that_ends_soon_is_told_days_ahead(story: Story, words: str, code: int) -> None:
    done = story.person(*words.split())
    assert done.code == code
    assert "maang login leetcode" in done.out


def misbehaving(how: Mischief) -> Callable[[Story], None]:
    return lambda story: story.server.misbehave(*(how for _ in range(40)))


def no_network(story: Story) -> None:
    leetcode_is_at(f"http://127.0.0.1:{free_port()}", story.person.home / "venv")


def over(story: Story) -> None:
    story.server.world.session = a_session_ending_in(9)  # they logged in anew, in the browser


@pytest.mark.parametrize(
    ("happens", "code", "said"),
    [
        (over, 5, "the login at LeetCode is no longer accepted"),
        (misbehaving(mischief.csrf_refused()), 5, "the csrftoken does not fit the session"),
        (misbehaving(mischief.cloudflare()), 6, "shows a page for people instead of an answer"),
        (misbehaving(mischief.too_many()), 6, "LeetCode says that we ask too often"),
        (
            misbehaving(mischief.without("titleSlug").at("submissionList")),
            6,
            "there is no titleSlug",
        ),
        (no_network, 6, "cannot connect to 127.0.0.1"),
        (misbehaving(mischief.broken()), 6, "LeetCode is down: it answers 503"),
    ],
    ids=["expired", "cookie", "cloudflare", "limit", "schema", "network", "platform"],
)
def test_each_way_to_fail_says_so_and_keeps_what_there_was(
    story: Story, happens: Callable[[Story], None], code: int, said: str
) -> None:
    before, session = story.attempts(), story.server.world.session
    happens(story)
    try:
        done = story.person("sync")
    finally:
        story.server.behave()
        story.server.world.session = session
        leetcode_is_at(story.server.url, story.person.home / "venv")

    assert done.code == code
    assert done.out.startswith("leetcode: not read: ")
    assert said in done.out
    assert (story.attempts(), story.person("sync").code) == (before, 0)


def test_what_is_no_cookie_is_refused_at_the_login(story: Story) -> None:
    file: Path = story.person.home / "maang/config/logins/leetcode.json"
    kept = file.read_text()

    done = log_in(story.person, "this-is-no-session", story.server.world.csrf)

    assert done.code == 4
    assert "that is no LEETCODE_SESSION" in done.err
    assert file.read_text() == kept
