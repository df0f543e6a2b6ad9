"""The one door to the web: one host, verified TLS, no redirects, limits on all, and patience.

A client belongs to one run of one platform: it counts what it asked and how long it waited.
"""

import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlencode, urlsplit

from maang import __version__
from maang.core.clock import Clock, utc_now
from maang.core.config.secret import Secret
from maang.core.errors import Invalid, MaangError
from maang.core.sync.errors import NetworkDown, PlatformDown, RateLimited, WrongSecret
from maang.core.sync.platforms.exchange import Exchange, Limits, TooSlow
from maang.core.sync.platforms.limiter import Limiter, Pace
from maang.core.sync.platforms.replies import (
    LOOPBACK,
    READ_AGAIN,
    Origin,
    Reply,
    json_of,
    wrong_with,
)

USER_AGENT = f"maang/{__version__} (+https://pypi.org/project/maang/)"
"""Who asks, on every request."""

UNPACED = Pace(requests=1_000_000, seconds=0.0)

USUAL = Limits()

Value = str | int | Secret


@dataclass(frozen=True, slots=True)
class Site:
    """A platform's one address, how often it may be asked, and the command that logs in."""

    name: str
    base_url: str
    pace: Pace
    login: str | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """What a run may cost: requests, seconds of waiting in all and at a time, tries a question.

    A try that ran into a time limit counts twice. The waits between tries are `first_wait`,
    then three times the one before.
    """

    requests: int = 600
    seconds: float = 600.0
    longest: float = 60.0
    tries: int = 4
    first_wait: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as JSON (None when it is `unchanged`). Header names are lower case."""

    status: int
    value: Any = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def unchanged(self) -> bool:
        """Whether it is what the ETag already named."""
        return self.status == 304

    @property
    def etag(self) -> str | None:
        """To be given to the next `get` of the same."""
        return self.headers.get("etag")


class PoliteClient:
    """Asks one site. Close it, or use it in a `with`.

    `state` is the directory the pace is shared through between processes; None keeps no pace.
    `base_url` stands for the site's own in tests: https, or the loopback. Headers and cookies
    go along with every question; secrets among them are in no repr, error or log. Raises
    WrongSecret for one that no header can carry.
    """

    def __init__(
        self,
        site: Site,
        *,
        state: Path | None,
        base_url: str | None = None,
        headers: Mapping[str, str | Secret] | None = None,
        cookies: Mapping[str, Secret] | None = None,
        budget: Budget = Budget(),
        limits: Limits = USUAL,
        clock: Clock = utc_now,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        base = _checked(base_url or site.base_url)
        own = dict(headers or {})
        signed = bool(cookies) or any(isinstance(each, Secret) for each in own.values())
        self._origin = Origin(site.name, base, site.login, signed)
        if cookies:
            own["Cookie"] = _cookie(cookies, self._origin)
        self._headers = own
        self._limiter = Limiter(
            None if state is None else state / "limits",
            host=self._origin.host,
            pace=UNPACED if state is None else site.pace,
            clock=clock,
            sleep=sleep,
        )
        self._budget, self._clock, self._chance = budget, clock, chance
        self._exchange = Exchange(self._origin, limits)
        self.requests = 0

    @property
    def waited_seconds(self) -> float:
        """How long this client has waited, for the pace and between tries."""
        return self._limiter.waited_seconds

    def get(
        self,
        path: str,
        *,
        params: Mapping[str, Value] | None = None,
        headers: Mapping[str, str | Secret] | None = None,
        etag: str | None = None,
        accept: tuple[int, ...] = (),
    ) -> Answer:
        """The JSON at `path` (which begins with `/`).

        With an `etag` the answer may be `unchanged`; it is that without a question as long as the
        site's X-Poll-Interval for that path has not passed. `accept` names statuses besides 2xx
        whose JSON the caller reads. Raises what `replies.wrong_with` tells apart, NetworkDown,
        and RateLimited when the budget or the site's wish leaves no more questions.
        """
        asked = _without_secrets(path, params)
        if etag is not None and self._limiter.is_fresh(asked, etag):
            return Answer(304, None, {"etag": etag})
        more = {**(headers or {}), **({} if etag is None else {"If-None-Match": etag})}
        query = {name: _revealed(value) for name, value in (params or {}).items()}
        answer = self._ask("GET", path, accept, headers=more, params=query)
        interval = answer.headers.get("x-poll-interval", "")
        if answer.etag is not None and re.fullmatch(r"\d{1,5}", interval):
            self._limiter.polled(asked, answer.etag, again_after=int(interval))
        return answer

    def post(
        self,
        path: str,
        body: Any,
        *,
        headers: Mapping[str, str | Secret] | None = None,
        accept: tuple[int, ...] = (),
    ) -> Answer:
        """The JSON answer to a JSON `body`. For questions only (GraphQL): it may be asked twice.

        Raises as `get` does.
        """
        return self._ask("POST", path, accept, headers=dict(headers or {}), json=body)

    def close(self) -> None:
        """Hang up."""
        self._exchange.close()

    def __enter__(self) -> "PoliteClient":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ask(
        self,
        method: str,
        path: str,
        accept: tuple[int, ...],
        *,
        headers: Mapping[str, str | Secret],
        **content: Any,
    ) -> Answer:
        url = _within(self._origin.base_url, path)
        named = {"User-Agent": USER_AGENT, "Accept": "application/json", **self._headers, **headers}
        sent = {name: _carried(value, self._origin) for name, value in named.items()}
        failed = 0
        while True:
            self._take_turn()
            reply: Reply | None = None
            try:
                reply = self._exchange.ask(method, url, headers=sent, **content)
                return self._answer(reply, accept)
            except (RateLimited, PlatformDown, NetworkDown) as error:
                failed += 2 if isinstance(error, TooSlow) else 1
                self._back_off(error, reply, failed=failed)

    def _take_turn(self) -> None:
        if self.requests >= self._budget.requests:
            raise RateLimited(
                f"this run has asked {self._origin.host} {self.requests} times, all it may",
                hint=READ_AGAIN,
            )
        self._limiter.wait(at_most=min(self._budget.longest, self._left()))
        self.requests += 1

    def _answer(self, reply: Reply, accept: tuple[int, ...]) -> Answer:
        readable = reply.status in accept and not reply.is_page
        error = None if readable else wrong_with(reply, origin=self._origin, now=self._clock())
        if error is not None:
            raise error
        value = None if reply.status == 304 else json_of(reply, origin=self._origin)
        return Answer(reply.status, value, reply.headers)

    def _back_off(self, error: MaangError, reply: Reply | None, *, failed: int) -> None:
        """Hold the host, for all of us, until the next try; raise `error` when there is none."""
        asked = reply.retry_after(now=self._clock()) if reply is not None else None
        if asked is None:
            pause = self._budget.first_wait * 3 ** (failed - 1) * (1 + self._chance() / 4)
        else:
            # A little later than asked, and not all of us in the same instant.
            pause = asked + self._chance()
        hopeless = failed >= self._budget.tries or pause > min(self._budget.longest, self._left())
        if reply is not None or not hopeless:
            self._limiter.hold(pause)
        if hopeless:
            raise error

    def _left(self) -> float:
        return self._budget.seconds - self.waited_seconds


def _checked(base_url: str) -> str:
    parts = urlsplit(base_url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not safe or not parts.hostname or "@" in parts.netloc or parts.query or parts.fragment:
        raise Invalid(
            "a platform's address must be plain and begin with https://",
            hint="only the loopback, for tests, may be asked without TLS",
        )
    return base_url.rstrip("/")


def _within(base: str, path: str) -> str:
    """The address of `path` on our one host, whatever a strange user name has made of it."""
    if not re.fullmatch(r"/[A-Za-z0-9_.~%!$&'()*+,;=:@-][^\s?#\\]*|/", path) or "/../" in path:
        raise Invalid(
            "that makes no address of the platform", hint="see whether the user name is right"
        )
    return base + path


def _cookie(cookies: Mapping[str, Secret], origin: Origin) -> Secret:
    pairs = []
    for name, secret in cookies.items():
        if re.search(r"[;,\s\"\\]", secret.reveal()):
            raise _unfit(origin)
        pairs.append(f"{name}={secret.reveal()}")
    return Secret("; ".join(pairs))


def _carried(value: str | Secret, origin: Origin) -> str:
    # Checked here, because the HTTP library would quote a bad header in its error.
    said = _revealed(value)
    if not re.fullmatch(r"[\x20-\x7e]*", said):
        raise _unfit(origin)
    return said


def _unfit(origin: Origin) -> WrongSecret:
    return WrongSecret(
        f"the login for {origin.name} holds characters that none of its secrets has",
        hint=f"copy it once more, without quotes and line ends: `{origin.login or 'maang login'}`",
    )


def _revealed(value: Value) -> str:
    return value.reveal() if isinstance(value, Secret) else str(value)


def _without_secrets(path: str, params: Mapping[str, Value] | None) -> str:
    open_ones = {
        name: str(value) for name, value in (params or {}).items() if not isinstance(value, Secret)
    }
    return f"{path}?{urlencode(sorted(open_ones.items()))}"
