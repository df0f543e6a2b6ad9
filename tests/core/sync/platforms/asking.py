"""What the tests of the web's door ask for, and a clock that moves by sleeping."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from maang.core.config.secret import Secret
from maang.core.errors import MaangError
from maang.core.sync.platforms.limiter import Pace
from maang.core.sync.platforms.transport import PoliteClient, Site

SITE = Site("LeetCode", "https://leetcode.com", Pace(20, 10.0), "maang login leetcode")
EVENTS = "/users/ada/events"
STATUS = "/api/user.status"
QUERY: dict[str, str | int | Secret] = {"handle": "ada", "from": 1, "count": 5}
COOKIE = "eyJ0eXAi.the-session.of-ada"
SESSION = {"LEETCODE_SESSION": Secret(COOKIE)}

Client = Callable[..., PoliteClient]


class SleepyClock:
    """A clock that moves by sleeping, and remembers how long."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        return self.moment

    def sleep(self, seconds: float) -> None:
        """Move on at once."""
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)


def error_of(client: PoliteClient) -> MaangError:
    """The error of a question that must fail."""
    with pytest.raises(MaangError) as caught:
        client.get(STATUS, params=QUERY)
    return caught.value
