"""Codeforces: every submission of a handle; signed with an API key, the private ones too."""

import hashlib
import secrets as chance
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from maang.core.cleaning import safe_line
from maang.core.config.secret import Secret
from maang.core.errors import MaangError, NotConfigured, NotFound
from maang.core.sync.access import Access
from maang.core.sync.errors import PlatformDown, RateLimited, SchemaChanged, WrongSecret
from maang.core.sync.models import Cursor, RemotePage, RemoteProblem, RemoteSubmission, Verdict
from maang.core.sync.platforms.clients import Clients
from maang.core.sync.platforms.coverage import begun, cursor_at
from maang.core.sync.platforms.languages import language_of
from maang.core.sync.platforms.limiter import Pace
from maang.core.sync.platforms.newest_first import Listing, Row, walk
from maang.core.sync.platforms.replies import NEWER, READ_AGAIN
from maang.core.sync.platforms.shapes import Part
from maang.core.sync.platforms.transport import PoliteClient, Site

NAME = "Codeforces"
LOGIN = "maang login codeforces"
SITE = Site(NAME, "https://codeforces.com", Pace(requests=1, seconds=2.0), LOGIN)
"""Once in two seconds, as their API's help says."""

METHOD = "user.status"

PAGE = 200

GYM = 100_000
"""Contests from this number on are in the gym."""

CALL_LIMIT_SECONDS = 2.0

TRIES = 3
"""Of one question, when Codeforces says that its call limit is exceeded."""

_VERDICTS = {
    "OK": Verdict.ACCEPTED,
    "WRONG_ANSWER": Verdict.WRONG_ANSWER,
    "PRESENTATION_ERROR": Verdict.WRONG_ANSWER,
    "TIME_LIMIT_EXCEEDED": Verdict.TIME_LIMIT,
    "MEMORY_LIMIT_EXCEEDED": Verdict.MEMORY_LIMIT,
    "RUNTIME_ERROR": Verdict.RUNTIME_ERROR,
    "COMPILATION_ERROR": Verdict.COMPILE_ERROR,
}


class Codeforces:
    """Codeforces; a user name (the handle), and secrets `key` and `secret` for what is private."""

    name: ClassVar[str] = "codeforces"

    def __init__(self, access: Access) -> None:
        self._access = access
        self._clients = Clients(SITE, access)
        self._held_back = 0.0

    @property
    def waited_seconds(self) -> float:
        """Seconds slept so far."""
        return self._held_back + self._clients.waited_seconds

    def pages(self, *, cursor: Cursor | None, full: bool) -> Iterator[RemotePage]:
        """As `Platform.pages`. Raises NotConfigured without a handle, NotFound for a wrong one."""
        handle = self._handle()
        coverage = begun(cursor or {}, user=handle, full=full)
        with self._clients.open() as client:
            for step in walk(
                lambda offset: listing_of(self._ask(client, handle, offset, PAGE), size=PAGE),
                coverage,
                page_size=PAGE,
            ):
                now = cursor_at(step.coverage, user=handle, full=full)
                yield RemotePage(step.new, step.raw, now, seen=step.seen)

    def read(self, raw: Any) -> RemotePage:
        """As `Replayable.read`."""
        rows = listing_of(raw, size=PAGE).rows
        return RemotePage(tuple(row.submission for row in rows if row.submission), raw, {})

    def who_am_i(self) -> str:
        """The handle, once the key has signed a question about it. Raises WrongSecret.

        Codeforces does not say whose a key is.
        """
        if not self._access.secrets:
            raise NotConfigured("there is no login for Codeforces", hint=f"`{LOGIN}`")
        handle = self._handle()
        with self._clients.open() as client:
            self._ask(client, handle, 0, 1)
        return handle

    def _handle(self) -> str:
        if not self._access.user_name:
            raise NotConfigured(
                "Codeforces needs to know your handle", hint=f"`{LOGIN} --user HANDLE`"
            )
        return self._access.user_name

    def _ask(self, client: PoliteClient, handle: str, offset: int, count: int) -> Any:
        for left in reversed(range(TRIES)):
            params = {"handle": handle, "from": str(offset + 1), "count": str(count)}
            answer = client.get(f"/api/{METHOD}", params=self._signed(params), accept=(400,))
            error = failure_of(answer.value, handle)
            if error is None:
                return answer.value
            if not isinstance(error, RateLimited) or not left:
                raise error
            self._access.sleep(CALL_LIMIT_SECONDS)
            self._held_back += CALL_LIMIT_SECONDS
        raise AssertionError("unreachable")

    def _signed(self, params: Mapping[str, str]) -> dict[str, str | int | Secret]:
        secrets = self._access.secrets
        if not secrets:
            return dict(params)
        if not {"key", "secret"} <= secrets.keys():
            raise WrongSecret("Codeforces needs a key and its secret", hint=f"give both: `{LOGIN}`")
        key = secrets["key"].reveal()
        whole = {**params, "apiKey": key, "time": str(int(self._access.clock().timestamp()))}
        signed = signature(whole, secrets["secret"], rand=chance.token_hex(3))
        return {**whole, "apiKey": Secret(key), "apiSig": Secret(signed)}


def signature(params: Mapping[str, str], secret: Secret, *, rand: str) -> str:
    """The apiSig of a call, as their API's help describes it; `rand` is six characters."""
    call = "&".join(f"{name}={value}" for name, value in sorted(params.items()))
    text = f"{rand}/{METHOD}?{call}#{secret.reveal()}"
    return rand + hashlib.sha512(text.encode()).hexdigest()


def failure_of(reply: Any, handle: str) -> MaangError | None:
    """The error that a reply with status FAILED stands for; None for an answer."""
    part = Part(reply, name=NAME)
    if part["status"].text() != "FAILED":
        return None
    said = part.get("comment")
    comment = safe_line(said.text())[:200] if said else "no reason given"
    lower = comment.lower()
    if "call limit" in lower:
        return RateLimited("Codeforces says that we ask too often", hint=READ_AGAIN)
    if lower.startswith("handle") and "not found" in lower:
        return NotFound(
            f"Codeforces knows no user {handle!r}", hint=f"give your handle: `{LOGIN} --user …`"
        )
    if lower.startswith("time:"):
        return WrongSecret(
            "Codeforces refuses the time of our signature",
            hint="see whether this machine's clock is right: it may be five minutes off at most",
        )
    if lower.startswith(("apikey", "apisig")):
        return WrongSecret(
            f"Codeforces refuses the API key: {comment}",
            hint=f"make a key at https://codeforces.com/settings/api, then `{LOGIN}`",
        )
    if lower.startswith(("from:", "count:")):
        return SchemaChanged(f"Codeforces does not understand our question: {comment}", hint=NEWER)
    return PlatformDown(f"Codeforces answers with an error: {comment}", hint=READ_AGAIN)


def listing_of(reply: Any, *, size: int) -> Listing:
    """A page of `user.status` (rules); a full one may have another after it."""
    rows = Part(reply, name=NAME)["result"].rows()
    return Listing(tuple(_row(each) for each in rows), len(rows) >= size, reply)


def _row(part: Part) -> Row:
    key, said = part["id"].digits(), part.get("verdict")
    if said is None or said.filled() == "TESTING":
        return Row(key, None)
    verdict = _VERDICTS.get(said.text(), Verdict.OTHER)
    ran = verdict is not Verdict.COMPILE_ERROR
    return Row(
        key,
        RemoteSubmission(
            platform=Codeforces.name,
            external_id=str(key),
            problem=_problem(part["problem"]),
            verdict=verdict,
            said=safe_line(said.text()),
            at=part["creationTimeSeconds"].moment(),
            language=language_of(part["programmingLanguage"].text()),
            runtime_ms=part["timeConsumedMillis"].digits() if ran else None,
            memory_kb=part["memoryConsumedBytes"].digits() // 1024 if ran else None,
        ),
    )


def _problem(part: Part) -> RemoteProblem:
    """`1850A`. Ratings are no easy, medium or hard: how difficult it is stays unknown."""
    index, name = safe_line(part["index"].filled()), safe_line(part["name"].filled())
    contest = part.get("contestId")
    topics = tuple(safe_line(tag.text()) for tag in part["tags"].rows())
    if contest is None:  # the old acm.sgu.ru problems belong to no contest
        group = safe_line(part["problemsetName"].filled())
        url = f"https://codeforces.com/problemsets/{group}/problem/99999/{index}"
        return RemoteProblem(Codeforces.name, f"{group}-{index}", None, name, url, topics=topics)
    number = contest.digits()
    place = f"gym/{number}/problem" if number >= GYM else f"problemset/problem/{number}"
    url = f"https://codeforces.com/{place}/{index}"
    return RemoteProblem(Codeforces.name, f"{number}{index}", None, name, url, topics=topics)
