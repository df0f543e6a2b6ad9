"""GitHub's calendar of contributions: a count for each day, asked for with a token."""

from collections.abc import Iterator
from typing import Any

import pytest

from maang.core.errors import MaangError
from maang.core.sync.errors import RateLimited, SchemaChanged
from maang.core.sync.models import Cursor, RemoteActivity
from maang.core.sync.platforms.github import GitHub
from maang.core.sync.platforms.github_calendar import NO_CALENDAR, days_of
from tests.core.sync.platforms.sites import access_to, notes
from tests.fakes.platform_server.github import days
from tests.fakes.platform_server.history import a_history
from tests.fakes.platform_server.mischief import Mischief
from tests.fakes.platform_server.server import PlatformServer


@pytest.fixture
def server() -> Iterator[PlatformServer]:
    with PlatformServer(a_history(60)) as running:
        running.world.poll_interval = 0
        yield running


def github(server: PlatformServer, *, token: bool = True) -> GitHub:
    secrets = {"token": server.world.github_token} if token else {}
    return GitHub(access_to(server, user="ada", secrets=secrets))


def read(
    server: PlatformServer, cursor: Cursor | None = None, *, full: bool = False, token: bool = True
) -> tuple[list[RemoteActivity], Cursor]:
    pages = list(github(server, token=token).pages(cursor=cursor, full=full))
    rows = (each for page in pages for each in page.activities if each.kind == "contributions")
    return list(rows), pages[-1].cursor


def test_each_day_has_its_count(server: PlatformServer) -> None:
    rows, _ = read(server)

    assert {f"{row.at:%Y-%m-%d}": row.count for row in rows} == days(server.world)
    assert {row.subject for row in rows} == {"ada"}


def test_without_a_token_only_the_events_are_asked_for(server: PlatformServer) -> None:
    rows, _ = read(server, token=False)

    assert rows == []
    assert {asked.path for asked in server.asked} == {"/users/ada/events/public"}


def test_a_token_given_later_reads_the_calendar_at_once(server: PlatformServer) -> None:
    _, cursor = read(server, token=False)

    rows, _ = read(server, cursor)

    assert len(rows) == len(days(server.world))


def test_nothing_new_is_one_question_and_no_calendar(server: PlatformServer) -> None:
    _, cursor = read(server)
    server.asked.clear()

    assert read(server, cursor) == ([], cursor)
    assert [asked.path for asked in server.asked] == ["/users/ada/events"]


def test_only_days_that_have_grown_come_again(server: PlatformServer) -> None:
    _, cursor = read(server)
    before = days(server.world)
    server.world.arrive(9)

    rows, _ = read(server, cursor)

    now = days(server.world)
    assert {f"{row.at:%Y-%m-%d}": row.count for row in rows} == dict(now.items() - before.items())


def test_full_gives_every_day_again(server: PlatformServer) -> None:
    first, cursor = read(server)

    assert read(server, cursor, full=True)[0] == first


@pytest.mark.parametrize("kind", ["INSUFFICIENT_SCOPES", "FORBIDDEN"])
def test_a_token_that_may_not_is_told_what_it_lacks(server: PlatformServer, kind: str) -> None:
    server.misbehave(complaining(kind))

    assert NO_CALENDAR in notes(github(server).pages(cursor=None, full=False))


@pytest.mark.parametrize(
    ("kind", "error"), [("RATE_LIMITED", RateLimited), ("SOMETHING", SchemaChanged)]
)
def test_another_complaint_cuts_the_run_after_its_events(
    server: PlatformServer, kind: str, error: type[MaangError]
) -> None:
    server.misbehave(complaining(kind))
    pages = github(server).pages(cursor=None, full=False)

    assert next(pages).activities
    with pytest.raises(error, match="no such luck"):
        list(pages)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"data": {"user": None}},
        {"data": {"user": {"contributionsCollection": {"contributionCalendar": {}}}}},
    ],
)
def test_another_shape_is_a_changed_schema(wrong: dict[str, Any]) -> None:
    with pytest.raises(SchemaChanged):
        days_of(wrong, name="GitHub")


@pytest.mark.parametrize(("day", "count"), [("noon", 1), ("2026-02-30", 1), ("2026-02-03", "no")])
def test_a_day_that_is_none_is_a_changed_schema(day: str, count: Any) -> None:
    with pytest.raises(SchemaChanged):
        days_of(of_one_day(day, count), name="GitHub")


def test_new_fields_do_not_matter() -> None:
    assert days_of({"extensions": 1, **of_one_day("2026-02-03", 4)}, name="GitHub") == {
        "2026-02-03": 4
    }


def complaining(kind: str) -> Mischief:
    errors = [{"type": kind, "message": "no such luck"}]
    return (
        Mischief(alter=lambda _: {"data": {"user": None}, "errors": errors}).at("/graphql").for_(9)
    )


def of_one_day(day: str, count: Any) -> dict[str, Any]:
    weeks = [{"contributionDays": [{"date": day, "contributionCount": count, "color": "#fff"}]}]
    collection = {"contributionCalendar": {"weeks": weeks}}
    return {"data": {"user": {"contributionsCollection": collection}}}
