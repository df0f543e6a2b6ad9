"""What a reply means (rules): JSON to read, or which of sync's errors it is, told apart with care.

A page made for people is never an expired login: Cloudflare puts one before good cookies too.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn
from urllib.parse import urljoin, urlsplit

from maang.core.errors import Denied, MaangError, NotFound
from maang.core.sync.errors import (
    Blocked,
    PlatformDown,
    RateLimited,
    SchemaChanged,
    SessionExpired,
    WrongSecret,
)

READ_AGAIN = "what was read so far is kept; the next `maang sync` goes on from there"

NEWER = (
    "nothing was changed; see whether a newer maang knows this answer, and report it if it is "
    "the newest"
)

LOOPBACK = ("127.0.0.1", "::1", "localhost")

_CHALLENGE = re.compile(rb"just a moment|cf-chl|challenge-platform|attention required", re.I)
_CREDENTIALS = re.compile(r"credential|log ?in|authenticat|token|session|csrf", re.I)
_TOO_OFTEN = re.compile(r"rate limit|too many|abuse|throttl", re.I)
_ODD = re.compile(rb"\\u0000|\\ud|\xed", re.I)
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose reply it is: the platform's name for people, its address, how to log in again, and
    whether a secret went along with the question."""

    name: str
    base_url: str
    login: str | None = None
    signed: bool = False

    @property
    def host(self) -> str:
        """The host, with the port where one is given."""
        return urlsplit(self.base_url).netloc

    @property
    def is_loopback(self) -> bool:
        """Whether it is this machine, as in tests."""
        return urlsplit(self.base_url).hostname in LOOPBACK


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as it came. Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    def retry_after(self, *, now: datetime) -> float | None:
        """Seconds until the platform wants to be asked again, where it says so: Retry-After in
        seconds or as a date, or GitHub's x-ratelimit-reset when nothing remains."""
        said = self.headers.get("retry-after", "").strip()
        if re.fullmatch(r"\d{1,9}(\.\d+)?", said):
            return float(said)
        if said:
            return _until(said, now=now)
        reset = self.headers.get("x-ratelimit-reset", "")
        if self.headers.get("x-ratelimit-remaining") == "0" and re.fullmatch(r"\d{1,11}", reset):
            return max(0.0, int(reset) - now.timestamp())
        return None

    @property
    def is_page(self) -> bool:
        """Whether it is made for people, whatever it was meant to be."""
        kind = self.headers.get("content-type", "").lower()
        return "html" in kind or self.body.lstrip()[:1] == b"<"

    @property
    def is_challenge(self) -> bool:
        """Whether it asks us to prove that we are human."""
        return "cf-mitigated" in self.headers or (
            self.is_page and _CHALLENGE.search(self.body[:65_536]) is not None
        )


def wrong_with(reply: Reply, *, origin: Origin, now: datetime) -> MaangError | None:
    """The error that a reply stands for; None for one that can be read as JSON (or is a 304)."""
    if 300 <= reply.status < 400:
        return None if reply.status == 304 else _moved(reply, origin)
    if reply.is_challenge:
        return _blocked(origin)
    if reply.status == 429:
        return _limited(reply, origin, now)
    if reply.status >= 500 or reply.status == 408:
        return PlatformDown(f"{origin.name} is down: it answers {reply.status}", hint=READ_AGAIN)
    if reply.is_page:
        return _page(reply, origin)
    if reply.status in (401, 403):
        return _refused(reply, origin, now)
    if reply.status == 404:
        return NotFound(
            f"{origin.name} has nothing there",
            hint="see whether the user name is right: `maang sync status`",
        )
    if reply.status >= 400:
        return SchemaChanged(
            f"{origin.name} does not understand our question: {reply.status}", hint=NEWER
        )
    return _detail(reply, origin)


def json_of(reply: Reply, *, origin: Origin) -> Any:
    """The body as JSON that a database can keep. Raises SchemaChanged when it is none.

    NUL and halves of characters, which PostgreSQL's JSONB refuses, become U+FFFD.
    """
    try:
        value = json.loads(reply.body, parse_constant=_no_number, parse_float=_finite)
        return _storable(value) if _ODD.search(reply.body) else value
    except (ValueError, RecursionError) as error:
        raise SchemaChanged(
            f"{origin.name} answers with something that is no JSON", hint=NEWER
        ) from error


def _moved(reply: Reply, origin: Origin) -> MaangError:
    try:
        to = urlsplit(urljoin(origin.base_url + "/", reply.headers.get("location", "")))
    except ValueError:
        to = urlsplit("")
    home = urlsplit(origin.base_url)
    if (to.scheme, to.netloc) != (home.scheme, home.netloc):
        return Blocked(
            f"{origin.host} sends us to another host, {to.netloc or 'nowhere'}; we do not go",
            hint=f"a network that wants a login? open {origin.base_url} in a browser",
        )
    if "login" in to.path:
        return _login(origin)
    return SchemaChanged(f"{origin.name} has moved this to {to.path}", hint=NEWER)


def _blocked(origin: Origin) -> Blocked:
    return Blocked(
        f"{origin.host} shows a page for people instead of an answer (a bot check)",
        hint=f"your login may be fine and is kept; wait an hour, or open {origin.base_url} "
        "in a browser on this network",
    )


def _page(reply: Reply, origin: Origin) -> MaangError:
    if reply.status == 403 and b"CSRF" in reply.body:
        return WrongSecret(
            f"{origin.name} says that the csrftoken does not fit the session",
            hint=f"copy both cookies at once: `{origin.login or 'maang login'}`",
        )
    if reply.status == 401:
        return _login(origin)
    if reply.status == 404:
        return SchemaChanged(f"{origin.name} no longer has what we ask for", hint=NEWER)
    return _blocked(origin)


def _limited(reply: Reply, origin: Origin, now: datetime) -> RateLimited:
    return RateLimited(
        f"{origin.name} says that we ask too often",
        retry_after=reply.retry_after(now=now),
        hint=READ_AGAIN,
    )


def _refused(reply: Reply, origin: Origin, now: datetime) -> MaangError:
    if reply.status == 401:
        return _login(origin)
    said = _said(reply)
    # Of Django's two refusals, "credentials were not provided" is a login that is over, and "you
    # do not have permission" is what LeetCode tells a good one that has read too much.
    read_too_much = origin.signed and "have permission" in said
    if read_too_much or _TOO_OFTEN.search(said) or reply.retry_after(now=now) is not None:
        return _limited(reply, origin, now)
    return _login(origin)


def _login(origin: Origin) -> Denied:
    hint = f"log in again: `{origin.login}`" if origin.login else None
    if origin.signed:
        return SessionExpired(f"the login at {origin.name} is over", hint=hint)
    return Denied(
        f"{origin.name} shows this only to who is logged in",
        hint=f"log in: `{origin.login}`" if origin.login else None,
    )


def _detail(reply: Reply, origin: Origin) -> MaangError | None:
    """LeetCode's REST may say with a 200 that nobody is logged in."""
    if len(reply.body) > 1000 or b'"detail"' not in reply.body:
        return None
    return _login(origin) if _CREDENTIALS.search(_said(reply)) else None


def _said(reply: Reply) -> str:
    try:
        value = json.loads(reply.body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(value, dict):
        return ""
    return " ".join(str(value[name]) for name in ("detail", "message", "error") if name in value)


def _until(date: str, *, now: datetime) -> float | None:
    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"{digits} is beyond all numbers")
    return number


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value.replace("\x00", "\ufffd"))
    if isinstance(value, list):
        return [_storable(each) for each in value]
    if isinstance(value, dict):
        return {_storable(name): _storable(each) for name, each in value.items()}
    return value
