"""Ways for a platform to misbehave, each a value to hand to `PlatformServer.misbehave`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

CHALLENGE = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>"
    b'<script src="/cdn-cgi/challenge-platform/h/g/orchestrate"></script></body></html>'
)

PLAIN_HTML = b"<!DOCTYPE html><html><body><h1>Sorry</h1></body></html>"


@dataclass(frozen=True)
class Mischief:
    """What happens to the next `times` requests whose operation contains `only`.

    `status`, `headers`, `body` and `kind` replace those of the true reply; `alter` changes its
    JSON; `arriving` submissions come in before it is made; `cut` ends the connection after so
    many bytes of the whole reply; `drip` is the pause in seconds between its bytes (of the
    body), `drip_head` of all of them.
    """

    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    kind: str | None = None
    alter: Callable[[Any], Any] | None = None
    arriving: int = 0
    cut: int | None = None
    drip: float | None = None
    drip_head: bool = False
    only: str = ""
    times: int = 1

    def at(self, only: str) -> "Mischief":
        """The same, for requests whose operation contains `only`."""
        return replace(self, only=only)

    def for_(self, times: int) -> "Mischief":
        """The same, that many times."""
        return replace(self, times=times)


def nothing(times: int = 1) -> Mischief:
    """So many requests are answered as they should be, before the next mischief."""
    return Mischief(times=times)


def too_many(retry_after: int | str | None = None) -> Mischief:
    """429, with Retry-After (seconds or an HTTP date) or without."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Mischief(429, headers, b'{"message":"Too many requests"}', "application/json")


def cloudflare(status: int = 403, *, header: bool = True) -> Mischief:
    """Cloudflare's challenge page, with its `cf-mitigated` header or without."""
    headers = {"cf-mitigated": "challenge"} if header else {}
    return Mischief(status, {"Server": "cloudflare", **headers}, CHALLENGE, "text/html")


def html(status: int = 200) -> Mischief:
    """A page for people where JSON is expected."""
    return Mischief(status, body=PLAIN_HTML, kind="text/html; charset=utf-8")


def csrf_refused() -> Mischief:
    """The page Django shows when the csrftoken does not fit the cookie."""
    page = b"<html><body><h1>Forbidden</h1><p>CSRF verification failed.</p></body></html>"
    return Mischief(403, body=page, kind="text/html")


def not_logged_in(status: int = 403) -> Mischief:
    """LeetCode's REST when the session is over."""
    said = b'{"detail":"Authentication credentials were not provided."}'
    return Mischief(status, body=said, kind="application/json")


def no_permission() -> Mischief:
    """LeetCode's REST when too many rows were read in one go."""
    said = b'{"detail":"You do not have permission to perform this action."}'
    return Mischief(403, body=said, kind="application/json")


def call_limit(status: int = 200) -> Mischief:
    """Codeforces asked more often than every two seconds."""
    said = b'{"status":"FAILED","comment":"Call limit exceeded"}'
    return Mischief(status, body=said, kind="application/json")


def broken(status: int = 503) -> Mischief:
    """The platform is down."""
    return Mischief(status, body=b'{"message":"Service Unavailable"}', kind="application/json")


def graphql_errors(message: str = "Something went wrong") -> Mischief:
    """200, and yet an error: no data, as GraphQL says it."""

    def alter(value: Any) -> Any:
        return {"errors": [{"message": message}], "data": dict.fromkeys(value.get("data", {}))}

    return Mischief(alter=alter)


def null_lists() -> Mischief:
    """Every list of rows is null (LeetCode's submissionList as a whole)."""
    return Mischief(alter=_without_lists)


def duplicated(rows: int = 3) -> Mischief:
    """The first `rows` rows of the page come twice."""

    def alter(value: Any) -> Any:
        found = first_rows(value)
        found[:0] = found[:rows]
        return value

    return Mischief(alter=alter)


def shifting(rows: int = 3) -> Mischief:
    """New submissions arrive just before the page is made, so that it repeats what was read."""
    return Mischief(arriving=rows)


def cut(after: int) -> Mischief:
    """The connection ends after so many bytes, the head of the reply included."""
    return Mischief(cut=after)


def drip(seconds: float = 0.05, *, head: bool = False) -> Mischief:
    """One byte at a time (with `head`, of the head too)."""
    return Mischief(drip=seconds, drip_head=head)


def wrong_type(name: str, wrong: Any) -> Mischief:
    """The first field of that name is something else."""

    def alter(value: Any) -> Any:
        _replace_first(value, name, wrong)
        return value

    return Mischief(alter=alter)


def without(name: str) -> Mischief:
    """The first row that has a field of that name loses it."""

    def alter(value: Any) -> Any:
        next(each for each in _objects(value) if name in each).pop(name)
        return value

    return Mischief(alter=alter)


def new_fields() -> Mischief:
    """Every object has a field nobody has heard of."""

    def alter(value: Any) -> Any:
        for each in list(_objects(value)):
            each["aFieldOfTomorrow"] = {"with": ["anything", 1, None]}
        return value

    return Mischief(alter=alter)


def redirected(to: str, status: int = 302) -> Mischief:
    """Sent elsewhere."""
    return Mischief(status, {"Location": to}, b"", "text/html")


def huge(size: int = 64 << 20) -> Mischief:
    """A valid reply of that many bytes."""
    return Mischief(200, body=b'{"data":"' + b"x" * size + b'"}', kind="application/json")


def not_json(body: bytes = b'{"data": {"submissionList"') -> Mischief:
    """Something that says it is JSON, and is not."""
    return Mischief(200, body=body, kind="application/json")


def first_rows(value: Any) -> list[Any]:
    """The first list of objects in a reply, in reading order. Raises StopIteration for none."""
    lists = (each for each in _parts(value) if isinstance(each, list))
    return next(each for each in lists if each and isinstance(each[0], dict))


def _without_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("data"), dict):
        return {**value, "data": dict.fromkeys(value["data"])}
    return {name: None if isinstance(part, list) else part for name, part in value.items()}


def _replace_first(value: Any, name: str, wrong: Any) -> None:
    next(each for each in _objects(value) if name in each)[name] = wrong


def _objects(value: Any) -> Any:
    return (each for each in _parts(value) if isinstance(each, dict))


def _parts(value: Any) -> Any:
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from _parts(each)
