"""What the sites know: a person, secrets and submissions; and how a question and a reply look."""

import base64
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.fakes.platform_server.history import ENDS, Submission, a_history, arriving

TWO_WEEKS = 1_209_600
"""Seconds a LeetCode session lives."""


def a_session(user: str, *, refreshed_at: int = ENDS) -> str:
    """A LEETCODE_SESSION of the true shape; it expires TWO_WEEKS after `refreshed_at` (Unix s)."""
    payload = {
        "_auth_user_id": "4242",
        "username": user,
        "refreshed_at": refreshed_at,
        "_session_expiry": TWO_WEEKS,
    }
    parts = ({"typ": "JWT", "alg": "HS256"}, payload, {"signature": "of-the-fake"})
    return ".".join(_encoded(part) for part in parts)


@dataclass
class World:
    """What may be changed by a test at any time. `history` is oldest first.

    `rest_rows` is how many rows LeetCode's REST gives before it answers 403. `now` is what the
    sites take for the present (Unix seconds), for Codeforces' signatures.
    """

    user: str = "ada"
    history: list[Submission] = field(default_factory=a_history)
    session: str = ""
    csrf: str = "csrf-of-ada-0123456789abcdef0123456789abcdef"
    codeforces_key: str = "key-of-ada-0123456789"
    codeforces_secret: str = "secret-of-ada-0123456789"
    github_token: str = "ghp_token-of-ada-0123456789"
    poll_interval: int = 60
    rest_rows: int | None = None
    now: Callable[[], float] = time.time

    def __post_init__(self) -> None:
        self.session = self.session or a_session(self.user)

    def newest_first(self) -> list[Submission]:
        """The history as most sites list it."""
        return sorted(self.history, key=lambda one: (one.at, one.id), reverse=True)

    def arrive(self, count: int = 1) -> list[Submission]:
        """Make `count` new submissions, a minute apart, after all there are; and give them."""
        new = arriving(self.history, count)
        self.history.extend(new)
        return new


@dataclass(frozen=True)
class Asked:
    """A request as it came. Header names are lower case; `at` is `time.monotonic()`.

    `operation` is the GraphQL field asked for (`submissionList`), else path and query.
    """

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    at: float
    operation: str

    @property
    def path(self) -> str:
        """The path without the query."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        """The parameters of the address."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies sent along."""
        jar = SimpleCookie(self.headers.get("cookie", ""))
        return {name: morsel.value for name, morsel in jar.items()}

    @property
    def json(self) -> Any:
        """The body as JSON; None when there is none."""
        return json.loads(self.body) if self.body else None


@dataclass(frozen=True)
class Reply:
    """What a site says: `value` as JSON, or `body` as it is."""

    value: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    kind: str = "application/json"

    def payload(self) -> bytes:
        """The bytes of the body."""
        if self.body is not None:
            return self.body
        return b"" if self.status == 304 else json.dumps(self.value).encode()


def _encoded(part: Mapping[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
