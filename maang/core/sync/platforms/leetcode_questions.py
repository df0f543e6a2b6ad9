"""What LeetCode is asked, and its answers that are no answer."""

import re
from typing import Any

from maang.core.errors import MaangError, NotFound
from maang.core.sync.errors import PlatformDown, RateLimited, SchemaChanged, SessionExpired
from maang.core.sync.platforms.leetcode_pages import (
    NAME,
    errors_of,
    recent_rows,
    rest_listing,
    signed_listing,
)
from maang.core.sync.platforms.newest_first import Listing, Row
from maang.core.sync.platforms.replies import NEWER, READ_AGAIN
from maang.core.sync.platforms.shapes import Part
from maang.core.sync.platforms.transport import PoliteClient

LOGIN = "maang login leetcode"

PAGE = 20
"""Rows of a page, and all that anyone may see of another's."""

STATUS = "query { userStatus { isSignedIn username } }"

LIST = """query ($offset: Int!, $limit: Int!) {
  submissionList(offset: $offset, limit: $limit) {
    hasNext
    submissions { id title titleSlug statusDisplay lang timestamp runtime memory isPending }
  }
}"""

DETAILS = """query ($id: Int!) {
  submissionDetails(submissionId: $id) {
    code lastTestcase expectedOutput codeOutput runtimeError compileError
  }
}"""

RECENT = "recentSubmissionList"
RECENT_ACCEPTED = "recentAcSubmissionList"
_RECENT_QUERY = """query ($username: String!, $limit: Int!) {
  %s(username: $username, limit: $limit) { id title titleSlug timestamp statusDisplay lang }
}"""

_OVER = re.compile(r"authenticat|signed in|log ?in|session", re.IGNORECASE)
_NOBODY = re.compile(r"user does not exist|user not found", re.IGNORECASE)
_UNKNOWN = re.compile(r"cannot query|unknown|syntax|expected type|invalid value", re.IGNORECASE)
_TOO_OFTEN = re.compile(r"rate limit|too many|throttl", re.IGNORECASE)


class FieldGone(SchemaChanged):
    """LeetCode does not know a field, or a list, that we ask for."""


class Questions:
    """The questions of one run; `rest` once GraphQL has refused to list the submissions."""

    def __init__(self, client: PoliteClient) -> None:
        self._client = client
        self.rest = False

    def who(self) -> str | None:
        """The user name behind the cookie; None when LeetCode does not know it."""
        status = Part(self._ask(STATUS), name=NAME)["data"]["userStatus"]
        name = status.get("username") if status["isSignedIn"].flag() else None
        return name.filled() if name else None

    def listing(self, offset: int) -> Listing:
        """The page of all submissions that begins at `offset`; its raw part says how to read it."""
        if not self.rest:
            reply = self._ask(LIST, offset=offset, limit=PAGE)
            listing = signed_listing(reply)
            if listing is not None:
                return Listing(listing.rows, listing.more, {"kind": "list", "reply": reply})
            self.rest = True  # null for some people; the older list still works for them
        reply = self._client.get(
            "/api/submissions/", params={"offset": offset, "limit": PAGE}
        ).value
        listing = rest_listing(reply)
        return Listing(listing.rows, listing.more, {"kind": "rest", "reply": reply})

    def details(self, key: str) -> Any:
        """The reply on one submission: its code, and what it failed on."""
        return self._ask(DETAILS, id=int(key))

    def recent(self, field: str, user: str) -> tuple[tuple[Row, ...], Any]:
        """The last submissions of `user` that anyone may see, and the reply."""
        reply = self._ask(_RECENT_QUERY % field, username=user, limit=PAGE)
        rows = recent_rows(reply, field)
        if rows is None:
            raise SchemaChanged(f"{NAME} gives no {field}", hint=NEWER)
        return rows, reply

    def _ask(self, query: str, **variables: Any) -> Any:
        body = {"query": query, "variables": variables}
        reply = self._client.post("/graphql", body, accept=(400,)).value
        errors = errors_of(reply)
        if errors:
            raise _complaint(errors[0], variables)
        return reply


def _complaint(said: str, variables: dict[str, Any]) -> MaangError:
    quoted = said[:200]
    if _NOBODY.search(said):
        return NotFound(
            f"LeetCode knows no user {variables.get('username')!r}",
            hint="see the name in the address of your profile, and log in with it",
        )
    if _TOO_OFTEN.search(said):
        return RateLimited(f"LeetCode says that we ask too often: {quoted}", hint=READ_AGAIN)
    if _UNKNOWN.search(said):
        return FieldGone(f"LeetCode no longer knows what we ask: {quoted}", hint=NEWER)
    if _OVER.search(said):
        return SessionExpired("the login at LeetCode is over", hint=f"log in again: `{LOGIN}`")
    return PlatformDown(f"LeetCode answers with an error: {quoted}", hint=READ_AGAIN)
