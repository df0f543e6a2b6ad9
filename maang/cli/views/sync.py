"""(rules) Runs and platforms → what the person, or cron's mail, reads."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from maang.cli.views.tables import grid
from maang.core.sync.models import Check, PlatformStatus, Run
from maang.words.common import moment, stamp
from maang.words.sync import login, run_line

if TYPE_CHECKING:
    from rich.console import RenderableType

OK, NOT_OK = ("ok", "green"), ("problem", "red")
"""The word and the style of what was looked at."""

NONE = "no platform is set up:\nmaang login PLATFORM, one of\nleetcode, codeforces, atcoder, github"
"""Where there is nothing to tell of: jsonlines, which has no login, is in the docs."""


def runs(values: Sequence[Run], *, zone: tzinfo, at: datetime | None = None) -> str:
    """A line for each run; it begins with when the run ended, where it is said `at` what time."""
    return "\n".join(_stamped(one, at) + run_line(one, zone) for one in values)


def history(values: Sequence[Run], *, zone: tzinfo) -> "RenderableType":
    """A row for each run, newest first."""
    if not values:
        return "nothing was read yet: maang sync"
    return grid(
        ("when", "platform", ">new", "?how", "?read", "?merged", "?changed", "?waited", "?why"),
        (
            (
                moment(one.started_at, zone),
                one.platform + (" --full" if one.full else ""),
                str(one.new),
                one.state.value,
                *(str(count) for count in (one.rows_read, one.merged, one.changed)),
                f"{one.waited_seconds:.0f} s",
                one.error or "",
            )
            for one in values
        ),
    )


def status(values: Sequence[PlatformStatus], *, zone: tzinfo) -> "RenderableType":
    """A row for each platform, and a line for each whose last sync was cut."""
    if not values:
        return NONE
    table = grid(
        (
            *("platform", ">attempts", "read to the end", "?last sync", "?other activity"),
            *("?ends", "?login", "next"),
        ),
        (
            (
                one.platform,
                str(one.rows),
                moment(one.last_done, zone) if one.last_done else "never",
                _last(one, zone),
                _activity(one, zone),
                moment(one.login.expires_at, zone) if one.login and one.login.expires_at else "-",
                login(one),
                one.next or "-",
            )
            for one in values
        ),
    )
    cuts = (f"{one.platform}: the last sync was cut: {_cut(one)}" for one in values if _cut(one))
    return Group(table, *map(Text, cuts))


def checks(values: Sequence[Check]) -> "RenderableType":
    """A row for each thing that was looked at."""
    if not values:
        return NONE
    lines = ((Text(*(OK if one.ok else NOT_OK)), _found(one)) for one in values)
    return grid(("", ""), lines)


def _stamped(one: Run, at: datetime | None) -> str:
    return f"{stamp(one.ended_at or at)} " if at is not None else ""


def _found(one: Check) -> str:
    said = f"{one.platform} {one.about}: {one.found}"
    return said if one.hint is None else f"{said}\n→ {one.hint}"


def _last(one: PlatformStatus, zone: tzinfo) -> str:
    """How the last sync went and when: what the login remembers, else the run itself."""
    if one.login is not None and one.login.last_sync_at is not None:
        return f"{one.login.sync_status} {moment(one.login.last_sync_at, zone)}"
    if one.last is None:
        return "-"
    return f"{one.last.state.value} {moment(one.last.ended_at or one.last.started_at, zone)}"


def _cut(one: PlatformStatus) -> str | None:
    """What cut the last sync, if anything did."""
    if one.login is not None and one.login.last_sync_at is not None:
        return one.login.sync_error
    return one.last.error if one.last else None


def _activity(one: PlatformStatus, zone: tzinfo) -> str:
    """How much there is besides attempts, and of which day the newest is."""
    if one.last_activity is None:
        return "-"
    return f"{one.activities}, last {one.last_activity.astimezone(zone):%Y-%m-%d}"
