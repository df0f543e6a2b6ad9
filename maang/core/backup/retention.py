"""(rules) Which backups are kept: 7 daily, 4 weekly, 6 monthly, and for a while every one that
guards against what a command changed."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from maang.core.backup.models import Why

DAYS, WEEKS, MONTHS = 7, 4, 6
"""Of how many days, weeks and months that have a backup the newest is kept."""

FRESH = timedelta(hours=24)
"""How long every backup is kept, whatever it was made for."""

GUARDED = timedelta(days=7)
"""How long a backup made before a migration, a restore or an import is kept besides the others."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup of ours: its file's name, the dump's checksum, when and what for it was made."""

    file: str
    sha256: str
    made_at: datetime
    why: Why


def surplus(backups: Iterable[Kept], *, now: datetime) -> list[Kept]:
    """Those to be removed, oldest first. The newest of all is never among them."""
    ordered = sorted(backups, key=lambda each: (each.made_at, each.file), reverse=True)
    spared = {
        each.file
        for each in ordered
        if now - each.made_at <= FRESH or (each.why.guards and now - each.made_at <= GUARDED)
    }
    for count, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        spared |= _newest_of_each(ordered, count=count, period=period)
    return [each for each in reversed(ordered) if each.file not in spared]


def _newest_of_each(
    ordered: list[Kept], *, count: int, period: Callable[[datetime], Hashable]
) -> set[str]:
    newest: dict[Hashable, str] = {}
    for each in ordered:
        newest.setdefault(period(each.made_at), each.file)
    return set(list(newest.values())[:count])


def _day(at: datetime) -> Hashable:
    return at.date()


def _week(at: datetime) -> Hashable:
    return at.isocalendar()[:2]


def _month(at: datetime) -> Hashable:
    return at.year, at.month
