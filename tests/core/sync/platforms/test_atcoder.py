"""AtCoder through its unofficial API."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from maang.core.errors import MaangError, NotConfigured
from maang.core.sync.errors import Blocked, PlatformDown, RateLimited, SchemaChanged
from maang.core.sync.platforms import atcoder
from maang.core.sync.platforms.atcoder import AtCoder, rows_of
from tests.core.sync.platforms.sites import access_to, ids, notes
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.history import a_history
from tests.fakes.platform_server.mischief import Mischief
from tests.fakes.platform_server.server import PlatformServer


@pytest.fixture
def server() -> Iterator[PlatformServer]:
    with PlatformServer(a_history(1200)) as running:
        yield running


def adapter(server: PlatformServer, *, user: str | None = "ada") -> AtCoder:
    return AtCoder(access_to(server, user=user))


def test_the_whole_history_comes(server: PlatformServer) -> None:
    true = sorted(str(one.id) for one in server.world.history)
    assert sorted(ids(adapter(server).pages(cursor=None, full=False))) == true


def test_without_news_one_page_is_asked_for(server: PlatformServer) -> None:
    last = list(adapter(server).pages(cursor=None, full=False))[-1].cursor
    server.asked.clear()
    found = ids(adapter(server).pages(cursor=last, full=False))
    assert (found, len(server.asked)) == ([], 1)


def test_only_what_is_new_comes_the_next_time(server: PlatformServer) -> None:
    last = list(adapter(server).pages(cursor=None, full=False))[-1].cursor
    new = [str(one.id) for one in server.world.arrive(3)]
    assert ids(adapter(server).pages(cursor=last, full=False)) == new


def test_one_that_shows_up_late_is_not_missed(server: PlatformServer) -> None:
    late = server.world.history.pop(-2)
    last = list(adapter(server).pages(cursor=None, full=False))[-1].cursor
    server.world.history.append(late)
    assert ids(adapter(server).pages(cursor=last, full=False)) == [str(late.id)]


def test_more_rows_in_a_day_than_a_page_holds_all_come() -> None:
    with PlatformServer(a_history(1100, seconds=80_000)) as busy:
        assert len(set(ids(adapter(busy).pages(cursor=None, full=False)))) == 1100


def test_rows_that_share_a_second_are_told_apart(server: PlatformServer) -> None:
    twin = replace(server.world.history[499], id=5)
    server.world.history.append(twin)
    found = ids(adapter(server).pages(cursor=None, full=False))
    assert (found.count("5"), len(found)) == (1, 1201)


def test_a_user_without_submissions_may_be_a_wrong_name(server: PlatformServer) -> None:
    pages = list(adapter(server, user="eve").pages(cursor=None, full=False))
    assert (ids(pages), notes(pages)) == ([], [atcoder.NOBODY])


def test_no_name_is_not_configured(server: PlatformServer) -> None:
    with pytest.raises(NotConfigured):
        list(adapter(server, user=None).pages(cursor=None, full=False))


@pytest.mark.parametrize(
    ("trick", "error"),
    [
        (mischief.cloudflare(), Blocked),
        (mischief.broken().for_(9), PlatformDown),
        (mischief.too_many().for_(9), RateLimited),
        (mischief.null_lists(), SchemaChanged),
        (mischief.wrong_type("epoch_second", "noon"), SchemaChanged),
        (mischief.without("result"), SchemaChanged),
    ],
)
def test_each_failure_is_told_apart(
    server: PlatformServer, trick: Mischief, error: type[MaangError]
) -> None:
    server.misbehave(trick)
    with pytest.raises(error):
        list(adapter(server).pages(cursor=None, full=False))


@pytest.mark.parametrize("result", ["WJ", "WR", "3/21 TLE"])
def test_a_row_still_being_judged_waits(result: str) -> None:
    assert rows_of([a_row(result=result)]) == ()


def test_a_problem_is_named_by_its_task() -> None:
    problem = rows_of([a_row()])[0].problem
    assert (problem.slug, problem.url) == (
        "abc300_a",
        "https://atcoder.jp/contests/abc300/tasks/abc300_a",
    )


def test_a_runtime_that_is_not_known_stays_unknown() -> None:
    assert rows_of([a_row(execution_time=None)])[0].runtime_ms is None


def a_row(**changed: Any) -> dict[str, Any]:
    row = {
        "id": 7,
        "epoch_second": 1_770_000_000,
        "problem_id": "abc300_a",
        "contest_id": "abc300",
        "language": "Python (CPython 3.11.4)",
        "result": "AC",
        "execution_time": 12,
    }
    return {**row, **changed}
