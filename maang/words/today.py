"""(rules) The page of the day in plain English."""

from typing import TYPE_CHECKING

from maang.words.common import minutes, plural

if TYPE_CHECKING:
    from maang.core.today.models import Page


def workload(page: "Page") -> str:
    """`1 h 30 to do   streak 3 days, today still open`: what stands behind the date."""
    said = f"{minutes(page.minutes_total)} to do" if page.minutes_total else "nothing to do"
    if page.streak.days:
        tail = "" if page.streak.today_done else ", today still open"
        said += f"   streak {plural(page.streak.days, 'day')}{tail}"
    return said


def coming(page: "Page") -> str:
    """What stands behind the word Next: `in blind-75, 2 of 75 solved`."""
    return page.next[0].reason.removeprefix("next ") if page.next else "the list is done"
