"""(rules) Runs and platforms in plain English."""

from datetime import datetime, tzinfo

from maang.core.sync.models import PlatformStatus, Run, RunState
from maang.core.sync.runs import tally
from maang.words.common import moment, plural


def run_line(one: Run, zone: tzinfo) -> str:
    """One line of how a run went, with what cut it and what to do."""
    if one.state is RunState.RUNNING:
        return f"{one.platform}: already running since {moment(one.started_at, zone)}"
    read = f"{one.rows_read} read from {plural(one.pages, 'page')}"
    waited = f", waited {one.waited_seconds:.0f} s" if one.waited_seconds >= 1 else ""
    if one.state is RunState.DONE:
        return f"{one.platform}: {tally(one)} ({read}{waited})"
    cut = f"{one.error}; {one.hint}" if one.hint else f"{one.error}"
    if one.state is RunState.PARTIAL:
        return f"{one.platform}: {tally(one)} ({read}{waited}), then cut: {cut}"
    return f"{one.platform}: not read: {cut}"


def going(one: Run) -> str:
    """How far a run is that goes on."""
    return f"reading: {one.rows_read} read from {plural(one.pages, 'page')}, {tally(one)}"


def login(one: PlatformStatus) -> str:
    """Whose login it is and where its secret is kept; `-` for none."""
    if one.login is None:
        return "-"
    return " from ".join(part for part in (one.login.user, one.login.where) if part) or "-"


def until(one: PlatformStatus, *, now: datetime, zone: tzinfo) -> str:
    """When the login ends: `2026-12-01 10:00, in 9 days`; empty where it does not say."""
    if one.login is None or one.login.expires_at is None:
        return ""
    left = one.login.expires_at - now
    word = "ended" if left.total_seconds() <= 0 else f"in {plural(left.days, 'day')}"
    return f"{moment(one.login.expires_at, zone)}, {word}"


def ago(then: datetime, now: datetime) -> str:
    """`just now`, `12 min ago`, `3 h ago`, `9 days ago`."""
    minutes = int((now - then).total_seconds()) // 60
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    if minutes < 48 * 60:
        return f"{minutes // 60} h ago"
    return f"{minutes // (24 * 60)} days ago"
