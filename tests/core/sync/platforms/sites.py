"""A run of an adapter against the played sites, in a word; and a line of JSON Lines."""

import json
from collections.abc import Iterable
from typing import Any

from maang.core.config.secret import Secret
from maang.core.errors import MaangError
from maang.core.sync.access import Access
from maang.core.sync.models import RemotePage, RemoteSubmission
from tests.conftest import FrozenClock
from tests.fakes.platform_server.server import PlatformServer


def access_to(
    server: PlatformServer, *, user: str | None = "ada", secrets: dict[str, str] | None = None
) -> Access:
    """A way in that neither waits nor keeps a pace."""
    given = {name: Secret(value) for name, value in (secrets or {}).items()}
    clock = FrozenClock()

    def sleep(seconds: float) -> None:
        clock.forward(seconds=seconds + 0.001)

    return Access(None, user, given, base_url=server.url, clock=clock, sleep=sleep)


def until_it_fails(
    pages: Iterable[RemotePage], error: type[MaangError]
) -> tuple[list[RemotePage], MaangError]:
    """The pages that came before the error, and the error, which must come."""
    read: list[RemotePage] = []
    try:
        for page in pages:
            read.append(page)  # one by one: a list made of them all would be lost
    except error as caught:
        return read, caught
    raise AssertionError(f"no {error.__name__} came")


def submissions(pages: Iterable[RemotePage]) -> list[RemoteSubmission]:
    """All rows of all pages."""
    return [each for page in pages for each in page.submissions]


def ids(pages: Iterable[RemotePage]) -> list[str]:
    """Their ids."""
    return [each.external_id for each in submissions(pages)]


def notes(pages: Iterable[RemotePage]) -> list[str]:
    """What was said along the way."""
    return [note for page in pages for note in page.notes]


def a_line(number: int | str = 7, **changed: Any) -> str:
    """A right line of JSON Lines, with these fields changed."""
    said = {
        "id": number,
        "at": "2026-03-10T13:00:00+01:00",
        "verdict": "accepted",
        "problem": "two-sum",
    }
    return json.dumps({**said, **changed}) + "\n"
