"""GitHub's events of a user: pushes made of the accepted submissions, at most 300, with an ETag.
And its calendar: each accepted submission is a contribution."""

import hashlib
import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

from maang.core.sync.models import Verdict
from tests.fakes.platform_server.history import Submission
from tests.fakes.platform_server.world import Asked, Reply, World

MOST = 300

KINDS = ("PushEvent", "PushEvent", "PushEvent", "CreateEvent", "WatchEvent", "PullRequestEvent")


def events(asked: Asked, world: World) -> Reply:
    """GET /users/{user}/events[/public]?per_page=&page=; every fourth is private."""
    if not asked.headers.get("user-agent"):
        return Reply({"message": "Request forbidden by administrative rules."}, 403)
    token = asked.headers.get("authorization", "").rpartition(" ")[2]
    if token not in ("", world.github_token):
        return Reply({"message": "Bad credentials", "status": "401"}, 401)
    parts = asked.path.strip("/").split("/")
    if parts[1].lower() != world.user.lower() or parts[2:] not in (
        ["events"],
        ["events", "public"],
    ):
        return Reply({"message": "Not Found", "status": "404"}, 404)
    rows = all_events(world, private=bool(token) and parts[2:] == ["events"])
    return _page(asked, rows, world)


def all_events(world: World, *, private: bool = False) -> list[dict[str, Any]]:
    """The events as GitHub would list them, newest first."""
    done = [one for one in world.newest_first() if one.verdict is Verdict.ACCEPTED]
    rows = [_event(one, world.user) for one in done]
    return [row for row in rows if private or row["public"]][:MOST]


def contributions(asked: Asked, world: World) -> Reply:
    """POST /graphql: the calendar of the year that ends with the newest submission."""
    token = asked.headers.get("authorization", "").rpartition(" ")[2]
    if token != world.github_token:
        return Reply({"message": "This endpoint requires you to be authenticated."}, 401)
    if asked.json["variables"]["login"].lower() != world.user.lower():
        missing = {"type": "NOT_FOUND", "message": "Could not resolve to a User"}
        return Reply({"data": {"user": None}, "errors": [missing]})
    counts = days(world)
    last = date.fromisoformat(max(counts, default="2026-01-01"))
    week = [
        {"date": day, "contributionCount": counts.get(day, 0)}
        for day in ((last - timedelta(days=back)).isoformat() for back in range(365, -1, -1))
    ]
    weeks = [{"contributionDays": week[place : place + 7]} for place in range(0, len(week), 7)]
    calendar = {"totalContributions": sum(counts.values()), "weeks": weeks}
    return Reply(
        {"data": {"user": {"contributionsCollection": {"contributionCalendar": calendar}}}}
    )


def days(world: World) -> dict[str, int]:
    """How many contributions there were on each day."""
    done = [one for one in world.history if one.verdict is Verdict.ACCEPTED]
    return dict(Counter(datetime.fromtimestamp(one.at, UTC).date().isoformat() for one in done))


def _page(asked: Asked, rows: list[dict[str, Any]], world: World) -> Reply:
    size = min(int(asked.query.get("per_page", 30)), 100)
    page = int(asked.query.get("page", 1))
    if (page - 1) * size >= MOST:
        said = "In order to keep the API fast for everyone, pagination is limited."
        return Reply({"message": said}, 422)
    shown = rows[(page - 1) * size : page * size]
    digest = hashlib.sha256(json.dumps(shown).encode()).hexdigest()
    headers = {
        "ETag": f'W/"{digest}"',
        "X-Poll-Interval": str(world.poll_interval),
        "X-RateLimit-Remaining": "57",
    }
    if page * size < len(rows):
        host = asked.headers["host"]
        headers["Link"] = f'<http://{host}{asked.path}?per_page={size}&page={page + 1}>; rel="next"'
    if asked.headers.get("if-none-match") == headers["ETag"]:
        return Reply(None, 304, headers)
    return Reply(shown, 200, headers, kind="application/json; charset=utf-8")


def _event(one: Submission, user: str) -> dict[str, Any]:
    kind = KINDS[one.id % len(KINDS)]
    payloads: dict[str, dict[str, Any]] = {
        "PushEvent": {
            "repository_id": 77,
            "push_id": one.id,
            "ref": "refs/heads/main",
            "head": f"{one.id:040x}",
            "before": f"{one.id - 1:040x}",
        },
        "CreateEvent": {"ref": "drafts", "ref_type": "branch", "master_branch": "main"},
        "WatchEvent": {"action": "started"},
        "PullRequestEvent": {"action": "opened", "number": one.id % 1000},
    }
    return {
        "id": str(one.id),
        "type": kind,
        "actor": {"id": 4242, "login": user, "url": f"https://api.github.com/users/{user}"},
        "repo": {"id": 77, "name": f"{user}/solutions"},
        "payload": payloads[kind],
        "public": one.id % 4 != 0,
        "created_at": datetime.fromtimestamp(one.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
