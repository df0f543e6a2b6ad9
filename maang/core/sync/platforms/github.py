"""GitHub: what was pushed and contributed, as activity; no submissions.

Events are no history: GitHub shows the last 300 of 90 days at most, so they are kept as they come.
With a token its calendar adds how many contributions there were on each day of the last year.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from maang.core.cleaning import safe_line
from maang.core.config.secret import Secret
from maang.core.errors import NotConfigured
from maang.core.sync.access import Access
from maang.core.sync.models import Cursor, RemoteActivity, RemotePage
from maang.core.sync.platforms import github_calendar as calendar
from maang.core.sync.platforms.clients import Clients
from maang.core.sync.platforms.coverage import is_of
from maang.core.sync.platforms.limiter import Pace
from maang.core.sync.platforms.shapes import Part
from maang.core.sync.platforms.transport import Answer, PoliteClient, Site

NAME = "GitHub"
LOGIN = "maang login github"
SITE = Site(NAME, "https://api.github.com", Pace(requests=30, seconds=60.0), LOGIN)

PAGE, PAGES = 100, 3
"""Events on a page, and pages there are at most."""

AT_MOST = f"GitHub shows at most the last {PAGE * PAGES} events of the last 90 days"
GAP = f"more than {PAGE * PAGES} events since the last sync: some are missing"

CONTRIBUTIONS = {
    "PushEvent": "push",
    "PullRequestEvent": "pull_request",
    "PullRequestReviewEvent": "review",
    "IssuesEvent": "issue",
    "CreateEvent": "create",
    "ReleaseEvent": "release",
}
"""The events that are work, and what each is called here; the others are read and left out."""

HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}

_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")


class GitHub:
    """GitHub; a user name, and a secret `token` for private events and more requests."""

    name: ClassVar[str] = "github"

    def __init__(self, access: Access) -> None:
        self._access = access
        self._clients = Clients(SITE, access)

    @property
    def waited_seconds(self) -> float:
        """Seconds slept so far."""
        return self._clients.waited_seconds

    def pages(self, *, cursor: Cursor | None, full: bool) -> Iterator[RemotePage]:
        """As `Platform.pages`. Raises NotConfigured without a user name, NotFound for a wrong one.

        When nothing has changed since the last run there is one page without rows; `seen` says how
        many events GitHub still vouches for. Only then the calendar is not asked for again.
        """
        user = self._access.user_name
        if not user:
            raise NotConfigured("GitHub needs your user name", hint=f"`{LOGIN} --user NAME`")
        before = _Before(cursor or {}, user, full=full)
        with self._client() as client:
            answer = self._ask(client, user, 1, etag=before.etag)
            if answer.unchanged:
                after: Cursor = dict(cursor or {})
                yield RemotePage((), None, after, seen=len(before.known))
                if before.days is not None:
                    return
            else:
                for page in self._walk(client, user, answer, before):
                    after = page.cursor
                    yield page
            if self._access.secrets:
                yield self._calendar(client, user, after, before)

    def read(self, raw: Any) -> RemotePage:
        """As `Replayable.read`."""
        if isinstance(raw, dict):
            days = calendar.days_of(raw["reply"], name=NAME) or {}
            rows = calendar.activities(days, platform=self.name, user=raw["user"])
            return RemotePage((), raw, {}, tuple(rows))
        found = activities_of(raw) if raw is not None else {}
        return RemotePage((), raw, {}, tuple(each for each in found.values() if each))

    def who_am_i(self) -> str:
        """The user name behind the token. Raises SessionExpired for one that is not accepted."""
        if not self._access.secrets:
            raise NotConfigured("there is no login for GitHub", hint=f"`{LOGIN}`")
        with self._client() as client:
            return Part(client.get("/user").value, name=NAME)["login"].filled()

    def _walk(
        self, client: PoliteClient, user: str, first: Answer, before: "_Before"
    ) -> Iterator[RemotePage]:
        answer, given, listed = first, set(before.known), list[str]()
        for number in range(1, PAGES + 1):
            found = activities_of(answer.value)
            listed += [key for key in found if key not in listed]
            new = tuple(each for key, each in found.items() if each and key not in given)
            given |= found.keys()
            more = len(answer.value) >= PAGE and number < PAGES
            ended = not more or (before.complete and not before.known.isdisjoint(found))
            lost = ended and before.complete and len(listed) >= PAGE * PAGES
            notes = [AT_MOST] if number == 1 and not before.known else []
            if lost and before.known.isdisjoint(listed):
                notes.append(GAP)
            going_on = not ended or bool(self._access.secrets)
            now = {"user": user, "full": before.full and going_on, "complete": ended}
            if before.days is not None:
                now["days"] = before.days
            now |= {"etag": first.etag if ended else None, "ids": before.kept(listed)}
            seen = len(answer.value) - len(new)
            yield RemotePage((), answer.value, now, new, notes=tuple(notes), seen=seen)
            if ended:
                return
            answer = self._ask(client, user, number + 1)

    def _calendar(
        self, client: PoliteClient, user: str, after: Cursor, before: "_Before"
    ) -> RemotePage:
        """The days whose count is not what it was, as the last page."""
        reply = client.post("/graphql", calendar.question(user)).value
        days = calendar.days_of(reply, name=NAME)
        known = before.days or {}
        grown = {day: count for day, count in (days or {}).items() if known.get(day) != count}
        return RemotePage(
            (),
            {"user": user, "reply": reply},
            {**after, "full": False, "days": known if days is None else days},
            tuple(calendar.activities(grown, platform=self.name, user=user)),
            notes=(calendar.NO_CALENDAR,) if days is None else (),
            seen=len(days or {}) - len(grown),
        )

    def _ask(
        self, client: PoliteClient, user: str, page: int, *, etag: str | None = None
    ) -> Answer:
        path = f"/users/{user}/events" if self._access.secrets else f"/users/{user}/events/public"
        return client.get(path, params={"per_page": PAGE, "page": page}, etag=etag)

    def _client(self) -> PoliteClient:
        token = self._access.secrets.get("token")
        signed = {"Authorization": Secret(f"Bearer {token.reveal()}")} if token else {}
        return self._clients.open(headers={**HEADERS, **signed})


class _Before:
    """What a cursor says of the runs before this one.

    `known` are the ids that were listed; `complete` is whether the last run read all there was;
    `days` is the calendar, None where it was never read.
    """

    def __init__(self, cursor: Mapping[str, Any], user: str, *, full: bool) -> None:
        ids, days = cursor.get("ids"), cursor.get("days")
        own = is_of(cursor, user) and isinstance(ids, list)
        if full and not cursor.get("full"):
            own = False
        self.full = full
        self.known = {str(key) for key in ids or ()} if own else set()
        self.complete = own and cursor.get("complete") is True
        self.days: dict[str, int] | None = days if own and isinstance(days, dict) else None
        self.etag = cursor.get("etag") if self.complete else None

    def kept(self, listed: list[str]) -> list[str]:
        """The ids to remember: those listed now, then older ones, as many as GitHub may show."""
        older = sorted(self.known - set(listed), key=int, reverse=True)
        return [*listed, *older][: PAGE * PAGES]


def activities_of(reply: Any) -> dict[str, RemoteActivity | None]:
    """The events of a reply by their id (rules); None for one that is no contribution."""
    found = {}
    for part in Part(reply, name=NAME).rows():
        found[str(part["id"].digits())] = _activity(part)
    return found


def _activity(part: Part) -> RemoteActivity | None:
    kind = CONTRIBUTIONS.get(part["type"].filled())
    if kind is None:
        return None
    repository = safe_line(part["repo"]["name"].filled())
    payload = part.get("payload")
    size = payload.get("size") if payload else None
    is_plain = _REPOSITORY.fullmatch(repository) is not None
    return RemoteActivity(
        platform=GitHub.name,
        external_id=str(part["id"].digits()),
        at=part["created_at"].iso(),
        kind=kind,
        subject=repository,
        count=size.digits() if size and kind == "push" else 1,
        url=f"https://github.com/{repository}" if is_plain else None,
    )
