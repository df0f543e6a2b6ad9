"""GitHub's events as activity."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from maang.core.errors import MaangError, NotConfigured, NotFound
from maang.core.sync.errors import Blocked, PlatformDown, SchemaChanged, SessionExpired
from maang.core.sync.models import RemotePage
from maang.core.sync.platforms import github
from maang.core.sync.platforms.github import GitHub, activities_of
from tests.core.sync.platforms.sites import access_to, notes
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.github import all_events
from tests.fakes.platform_server.history import a_history
from tests.fakes.platform_server.mischief import Mischief
from tests.fakes.platform_server.server import PlatformServer


@pytest.fixture
def server() -> Iterator[PlatformServer]:
    with PlatformServer(a_history(300)) as running:
        yield running


def open_(server: PlatformServer, *, user: str | None = "ada") -> GitHub:
    return GitHub(access_to(server, user=user))


def signed(server: PlatformServer, *, token: str = "") -> GitHub:
    return GitHub(access_to(server, secrets={"token": token or server.world.github_token}))


def activity_ids(pages: Iterable[RemotePage]) -> list[str]:
    return [each.external_id for page in pages for each in page.activities]


def work(server: PlatformServer, *, private: bool = False) -> list[str]:
    events = all_events(server.world, private=private)
    return [each["id"] for each in events if each["type"] in github.CONTRIBUTIONS]


def test_public_work_comes_without_a_token(server: PlatformServer) -> None:
    assert activity_ids(open_(server).pages(cursor=None, full=False)) == work(server)


def test_private_work_comes_with_a_token(server: PlatformServer) -> None:
    found = activity_ids(signed(server).pages(cursor=None, full=False))
    assert [each for each in found if "contributions" not in each] == work(server, private=True)


def test_the_first_run_says_how_little_github_shows(server: PlatformServer) -> None:
    assert notes(open_(server).pages(cursor=None, full=False)) == [github.AT_MOST]


def test_what_has_not_changed_is_asked_for_with_its_etag(server: PlatformServer) -> None:
    server.world.poll_interval = 0
    last = list(open_(server).pages(cursor=None, full=False))[-1].cursor
    server.asked.clear()
    pages = list(open_(server).pages(cursor=last, full=False))
    assert (activity_ids(pages), len(server.asked)) == ([], 1)
    assert server.asked[0].headers["if-none-match"] == last["etag"]


def test_only_what_is_new_comes_the_next_time(server: PlatformServer) -> None:
    last = list(open_(server).pages(cursor=None, full=False))[-1].cursor
    before = set(work(server))
    server.world.arrive(9)
    found = activity_ids(open_(server).pages(cursor=last, full=False))
    assert set(found) == set(work(server)) - before


def test_a_run_cut_after_the_first_page_does_not_trust_its_etag() -> None:
    with PlatformServer(a_history(900)) as busy:
        first = next(iter(open_(busy).pages(cursor=None, full=False)))
        rest = list(open_(busy).pages(cursor=first.cursor, full=False))
        assert set(activity_ids([first, *rest])) == set(work(busy))


def test_more_events_than_github_shows_leave_a_gap_that_is_said() -> None:
    with PlatformServer(a_history(900)) as busy:
        last = list(open_(busy).pages(cursor=None, full=False))[-1].cursor
        busy.world.arrive(500)
        assert github.GAP in notes(open_(busy).pages(cursor=last, full=False))


def test_who_am_i_is_the_login_of_the_token(server: PlatformServer) -> None:
    server.misbehave(Mischief(200, body=b'{"login": "ada"}', kind="application/json").at("/user"))
    assert signed(server).who_am_i() == "ada"


def test_a_token_that_is_not_accepted_is_an_expired_session(server: PlatformServer) -> None:
    with pytest.raises(SessionExpired):
        list(signed(server, token="ghp_wrong-0123456789").pages(cursor=None, full=False))


def test_a_name_nobody_has_is_not_found(server: PlatformServer) -> None:
    with pytest.raises(NotFound):
        list(open_(server, user="eve").pages(cursor=None, full=False))


def test_no_name_is_not_configured(server: PlatformServer) -> None:
    with pytest.raises(NotConfigured):
        list(open_(server, user=None).pages(cursor=None, full=False))


@pytest.mark.parametrize(
    ("trick", "error"),
    [
        (mischief.html(403), Blocked),
        (mischief.broken().for_(9), PlatformDown),
        (mischief.wrong_type("created_at", "noon"), SchemaChanged),
        (mischief.wrong_type("created_at", "2026-03-10T12:00:00"), SchemaChanged),
        (mischief.without("repo"), SchemaChanged),
    ],
)
def test_each_failure_is_told_apart(
    server: PlatformServer, trick: Mischief, error: type[MaangError]
) -> None:
    server.misbehave(trick)
    with pytest.raises(error):
        list(open_(server).pages(cursor=None, full=False))


def test_a_push_counts_its_commits_where_github_says_them() -> None:
    found = activities_of([an_event(payload={"size": 3})])["7"]
    assert found
    assert found.count == 3


def test_a_star_is_no_work() -> None:
    assert activities_of([an_event(type="WatchEvent")]) == {"7": None}


def test_a_repository_with_a_strange_name_gets_no_address() -> None:
    found = activities_of([an_event(repo={"name": "a/b?c=<script>"})])["7"]
    assert found
    assert found.url is None


def an_event(**changed: Any) -> dict[str, Any]:
    event = {
        "id": "7",
        "type": "PushEvent",
        "repo": {"name": "ada/solutions"},
        "payload": {},
        "created_at": "2026-03-10T12:00:00Z",
    }
    return {**event, **changed}
