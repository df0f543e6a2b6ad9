"""(rules) GitHub's calendar of contributions: a question, and its answer as one activity a day.

The calendar counts what the events leave out (a merge, a review in a private repository) and goes
back a year. GitHub draws its days in the zone of the profile; here a day is its noon in UTC.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from maang.core.cleaning import safe_line
from maang.core.errors import MaangError
from maang.core.sync.errors import RateLimited, SchemaChanged
from maang.core.sync.models import RemoteActivity
from maang.core.sync.platforms.replies import NEWER, READ_AGAIN
from maang.core.sync.platforms.shapes import Part

KIND = "contributions"

QUERY = (
    "query($login: String!) { user(login: $login) { contributionsCollection {"
    " contributionCalendar { weeks { contributionDays { date contributionCount } } } } } }"
)

NOT_ALLOWED = ("INSUFFICIENT_SCOPES", "FORBIDDEN")
"""What a token hears that may read events and not this."""

NO_CALENDAR = "the token may not read your contributions: give it read:user"


def question(user: str) -> dict[str, Any]:
    """The body to post."""
    return {"query": QUERY, "variables": {"login": user}}


def days_of(reply: Any, *, name: str) -> dict[str, int] | None:
    """Contributions by day (ISO), where there were any; None where the token may not read them.

    Raises RateLimited, and SchemaChanged for any other complaint or shape.
    """
    answer = Part(reply, name=name)
    errors = answer.get("errors")
    if errors is not None and errors.rows():
        complaint = _complaint(errors.rows()[0], name=name)
        if complaint is None:
            return None
        raise complaint
    collection = answer["data"]["user"]["contributionsCollection"]
    found = {}
    for week in collection["contributionCalendar"]["weeks"].rows():
        for part in week["contributionDays"].rows():
            count = part["contributionCount"].digits()
            if count:
                found[_day(part["date"])] = count
    return found


def activities(days: Mapping[str, int], *, platform: str, user: str) -> list[RemoteActivity]:
    """One activity for each day, oldest first."""
    return [
        RemoteActivity(
            platform=platform,
            external_id=f"{KIND}-{day}",
            at=datetime.combine(date.fromisoformat(day), time(12), UTC),
            kind=KIND,
            subject=safe_line(user),
            count=count,
        )
        for day, count in sorted(days.items())
    ]


def _day(part: Part) -> str:
    try:
        return date.fromisoformat(part.text()).isoformat()
    except ValueError as error:
        raise part.error("expected a day") from error


def _complaint(part: Part, *, name: str) -> MaangError | None:
    kind, said = part.get("type"), safe_line(part["message"].text())
    if kind is not None and kind.text() in NOT_ALLOWED:
        return None
    if kind is not None and kind.text() == "RATE_LIMITED":
        return RateLimited(f"{name}: {said}", hint=READ_AGAIN)
    return SchemaChanged(f"{name} does not answer what was asked: {said}", hint=NEWER)
