"""LeetCode: the whole history with a session cookie, the last 20 submissions without."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from maang.core.accounts.tokens import expires_at, looks_like_token
from maang.core.errors import NotConfigured
from maang.core.sync.access import Access
from maang.core.sync.errors import (
    Blocked,
    PlatformDown,
    RateLimited,
    SchemaChanged,
    SessionExpired,
    WrongSecret,
)
from maang.core.sync.models import Cursor, RemotePage, RemoteSubmission, Verdict
from maang.core.sync.platforms.clients import Clients
from maang.core.sync.platforms.coverage import begun, cursor_at, is_of
from maang.core.sync.platforms.leetcode_pages import (
    NAME,
    recent_rows,
    rest_listing,
    signed_listing,
    with_details,
)
from maang.core.sync.platforms.leetcode_questions import (
    LOGIN,
    PAGE,
    RECENT,
    RECENT_ACCEPTED,
    FieldGone,
    Questions,
)
from maang.core.sync.platforms.limiter import Pace
from maang.core.sync.platforms.newest_first import Row, walk
from maang.core.sync.platforms.shapes import Part
from maang.core.sync.platforms.transport import PoliteClient, Site

SITE = Site(NAME, "https://leetcode.com", Pace(requests=20, seconds=10.0, gap=0.4), LOGIN)

DETAILS_PER_RUN = 40
"""Submissions whose code is asked for in a run, newest first; LeetCode refuses after about 60."""

ONLY_RECENT = f"only the last {PAGE} can be seen without a session cookie: `{LOGIN}`"
NO_FAILURES = "LeetCode shows only accepted submissions today; failed ones are missing"
GAP = f"more than {PAGE} submissions since the last sync: some are missing; `{LOGIN}`"
OLDER_LIST = "LeetCode gave no list, so it was read from its older interface"
SOME_CODE = f"the code of at most {DETAILS_PER_RUN} submissions is read in a run"
NO_CODE = "LeetCode would not show any more code for now"


class LeetCode:
    """LeetCode; secrets `session` (LEETCODE_SESSION) and `csrf` (csrftoken), or a user name."""

    name: ClassVar[str] = "leetcode"

    def __init__(self, access: Access) -> None:
        self._access = access
        self._clients = Clients(SITE, access)

    @property
    def waited_seconds(self) -> float:
        """Seconds slept so far."""
        return self._clients.waited_seconds

    def pages(self, *, cursor: Cursor | None, full: bool) -> Iterator[RemotePage]:
        """As `Platform.pages`. Raises NotConfigured without a cookie and a user name."""
        with self._client() as client:
            questions = Questions(client)
            if self._access.secrets:
                yield from self._signed(questions, cursor or {}, full=full)
            else:
                yield self._public(questions, cursor or {}, full=full)

    def read(self, raw: Any) -> RemotePage:
        """As `Replayable.read`: all rows of the page, also those that were known."""
        page = Part(raw, name=NAME)
        rows = tuple(row.submission for row in _rows(page) if row.submission is not None)
        details = page.get("details")
        return RemotePage(_detailed(rows, details.value if details else {}), raw, {})

    def who_am_i(self) -> str:
        """The user name behind the cookie. Raises SessionExpired, WrongSecret or NotConfigured."""
        if not self._access.secrets:
            raise NotConfigured("there is no login for LeetCode", hint=f"`{LOGIN}`")
        with self._client() as client:
            return self._signed_in(Questions(client))

    def _signed(
        self, questions: Questions, cursor: Mapping[str, Any], *, full: bool
    ) -> Iterator[RemotePage]:
        user = self._signed_in(questions)
        details = _Details(questions)
        old = False
        for step in walk(questions.listing, begun(cursor, user=user, full=full), page_size=PAGE):
            submissions, replies = details.of(step.new)
            notes = details.take_notes()
            if questions.rest and not old:
                old, notes = True, (OLDER_LIST, *notes)
            yield RemotePage(
                submissions,
                {**step.raw, "details": replies},
                cursor_at(step.coverage, user=user, full=full),
                notes=notes,
                seen=step.seen,
            )

    def _public(self, questions: Questions, cursor: Mapping[str, Any], *, full: bool) -> RemotePage:
        user = self._access.user_name
        if not user:
            raise NotConfigured(
                "LeetCode needs to know who you are", hint=f"`{LOGIN}`, with a cookie or a name"
            )
        known = set(cursor.get("ids", ())) if is_of(cursor, user) else set()
        accepted, reply = questions.recent(RECENT_ACCEPTED, user)
        raw, notes = {"kind": "recent", "accepted": reply}, [ONLY_RECENT]
        try:
            latest, raw["any"] = questions.recent(RECENT, user)
        except FieldGone:  # it may not say an id, and without one nothing can be told apart
            latest = ()
            notes.append(NO_FAILURES)
        shown = latest or accepted
        if known and len(shown) >= PAGE and known.isdisjoint(row.key for row in shown):
            notes.append(GAP)
        rows = _merged(accepted, latest)
        new = [row.submission for row in rows if full or row.key not in known]
        kept = {"list": cursor["list"]} if is_of(cursor, user) and "list" in cursor else {}
        now = {"user": user, "full": False, "ids": [row.key for row in rows], **kept}
        found = tuple(each for each in new if each is not None)
        return RemotePage(found, raw, now, notes=tuple(notes), seen=len(rows) - len(found))

    def _signed_in(self, questions: Questions) -> str:
        user = questions.who()
        if user is not None:
            return user
        token = self._access.secrets["session"].reveal()
        if not looks_like_token(token):
            raise WrongSecret(
                "what was given as LEETCODE_SESSION is no session cookie",
                hint=f"copy both cookies from the browser once more: `{LOGIN}`",
            )
        ended = expires_at(token)
        said = "is over" if ended and ended <= self._access.clock() else "is no longer accepted"
        raise SessionExpired(
            f"the login at LeetCode {said}",
            hint=f"log in there in the browser, then here: `{LOGIN}`",
        )

    def _client(self) -> PoliteClient:
        secrets = self._access.secrets
        same_site = {"Referer": SITE.base_url}
        if not secrets:
            return self._clients.open(headers=same_site)
        if not {"session", "csrf"} <= secrets.keys():
            raise WrongSecret(
                "LeetCode needs two cookies, LEETCODE_SESSION and csrftoken",
                hint=f"copy both from the browser: `{LOGIN}`",
            )
        return self._clients.open(
            headers={**same_site, "x-csrftoken": secrets["csrf"]},
            cookies={"LEETCODE_SESSION": secrets["session"], "csrftoken": secrets["csrf"]},
        )


@dataclass(slots=True)
class _Details:
    """Asks for code and failing cases, as far as one run may."""

    questions: Questions
    left: int = DETAILS_PER_RUN
    said: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def of(
        self, submissions: tuple[RemoteSubmission, ...]
    ) -> tuple[tuple[RemoteSubmission, ...], dict[str, Any]]:
        """The submissions with their details, and the replies by id."""
        replies: dict[str, Any] = {}
        for each in submissions:
            if each.code is not None and each.verdict is Verdict.ACCEPTED:
                continue
            if self.left <= 0:
                self._note(SOME_CODE)
                break
            self.left -= 1
            self._ask(each, replies)
        return _detailed(submissions, replies), replies

    def take_notes(self) -> tuple[str, ...]:
        """What is to be said since the last time."""
        taken, self.notes = tuple(self.notes), []
        return taken

    def _ask(self, submission: RemoteSubmission, replies: dict[str, Any]) -> None:
        """Code is a gift: a page must not be lost, now and ever again, because of its details."""
        key = submission.external_id
        try:
            reply = self.questions.details(key)
            with_details(submission, reply)
        except (RateLimited, Blocked, PlatformDown, SchemaChanged):
            self.left = 0
            self.said.add(SOME_CODE)
            self._note(NO_CODE)
        else:
            replies[key] = reply

    def _note(self, note: str) -> None:
        if note not in self.said:
            self.said.add(note)
            self.notes.append(note)


def _detailed(
    submissions: tuple[RemoteSubmission, ...], replies: Mapping[str, Any]
) -> tuple[RemoteSubmission, ...]:
    return tuple(
        with_details(each, replies[each.external_id]) if each.external_id in replies else each
        for each in submissions
    )


def _merged(*lists: tuple[Row, ...]) -> list[Row]:
    """The judged rows of all lists, each once, newest first."""
    by_key = {row.key: row for rows in lists for row in rows if row.submission is not None}
    return [by_key[key] for key in sorted(by_key, reverse=True)]


def _rows(page: Part) -> list[Row]:
    kind = page["kind"].text()
    if kind == "rest":
        return list(rest_listing(page["reply"].value).rows)
    if kind == "list":
        listing = signed_listing(page["reply"].value)
        return list(listing.rows) if listing else []
    if kind != "recent":
        raise page.error("this is no page of ours")
    latest = page.get("any")
    return _merged(
        recent_rows(page["accepted"].value, RECENT_ACCEPTED) or (),
        (recent_rows(latest.value, RECENT) or ()) if latest else (),
    )
