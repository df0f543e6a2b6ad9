"""(rules) How a run begins, counts and ends, and where a platform stands after its runs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from maang.core.config.secret import redacted
from maang.core.errors import MaangError
from maang.core.sync.models import Check, PlatformStatus, RemotePage, Run, RunState
from maang.core.sync.ports import Metered

SOON = timedelta(days=3)
"""How long before a login ends one hears of it."""

STALE = timedelta(days=2)
"""How long a platform may go unread before the doctor says so."""

STOPPED = "stopped"
"""The code of a run that was stopped by hand, by a signal or by a fault of ours."""


def started(run_id: UUID, platform: str, *, full: bool, at: datetime) -> Run:
    """A run that has just begun."""
    return Run(run_id, platform, at, None, RunState.RUNNING, 0, 0, 0, 0, 0.0, full=full)


def counted(
    run: Run, page: RemotePage, *, pages: int = 1, new: int, merged: int, changed: int
) -> Run:
    """The run with what one more page, or `pages` together, gave."""
    return replace(
        run,
        pages=run.pages + pages,
        rows_read=run.rows_read + len(page.submissions) + len(page.activities) + page.seen,
        new=run.new + new,
        merged=run.merged + merged,
        changed=run.changed + changed,
        notes=tuple(dict.fromkeys((*run.notes, *page.notes))),
    )


def done(run: Run) -> Run:
    """The run when everything was read."""
    return replace(run, state=RunState.DONE)


def cut(run: Run, error: MaangError) -> Run:
    """The run when the platform, or the database, would not go on."""
    state = RunState.PARTIAL if run.pages else RunState.FAILED
    said = redacted(error.message)  # it is kept, and it may repeat what was sent
    return replace(run, state=state, code=error.code, error=said, hint=error.hint)


def stopped(run: Run) -> Run:
    """The run when something else than an error ended it."""
    return replace(
        run,
        state=RunState.PARTIAL if run.pages else RunState.FAILED,
        code=STOPPED,
        error="it was stopped",
        hint="the next run goes on from there",
    )


def waited(platform: object) -> float:
    """How many seconds a platform has waited out of politeness, where it counts them."""
    return round(platform.waited_seconds, 3) if isinstance(platform, Metered) else 0.0


def touched(run: Run) -> bool:
    """Whether there is anything to take back."""
    return run.new + run.merged + run.changed > 0


def subject(run: Run) -> str:
    """What the change is called: `leetcode: 12 new, 1 merged`."""
    return f"{run.platform}: {tally(run)}"


def tally(run: Run) -> str:
    """`12 new, 1 merged`; what is nothing is left out, unless all is."""
    counts = ((run.new, "new"), (run.merged, "merged"), (run.changed, "changed"))
    return ", ".join(f"{count} {word}" for count, word in counts if count) or "nothing new"


def next_step(status: PlatformStatus, *, now: datetime) -> str | None:
    """The command to type next, if there is a reason for one."""
    return next((check.hint for check in checks(status, now=now) if not check.ok), None)


def checks(status: PlatformStatus, *, now: datetime) -> Iterator[Check]:
    """What is well with a platform and what is not, the most urgent first."""
    yield _login(status, now)
    yield _last(status, now)
    if status.unfinished:
        yield Check(
            status.platform,
            "history",
            ok=False,
            found="the whole history is not read to its end",
            hint=f"maang sync {status.platform} --full",
        )


def _login(status: PlatformStatus, now: datetime) -> Check:
    name, login, again = status.platform, status.login, f"maang login {status.platform}"
    if login is None:
        return Check(name, "login", ok=False, found="there is no login", hint=again)
    if login.problem:
        return Check(name, "login", ok=False, found=login.problem, hint=again)
    if login.expires_at is not None and login.expires_at - now <= SOON:
        word = "ended" if login.expires_at <= now else "ends"
        found = f"it {word} on {login.expires_at:%Y-%m-%d %H:%M} UTC"
        return Check(name, "login", ok=False, found=found, hint=again)
    if login.source is None and login.user is None:
        return Check(name, "login", ok=True, found=f"none needed: it reads {login.where}")
    if login.where is None:
        return Check(name, "login", ok=True, found=f"{login.user}, without a secret")
    return Check(name, "login", ok=True, found=f"{login.user or 'a secret'} from {login.where}")


def _last(status: PlatformStatus, now: datetime) -> Check:
    name, last, again = status.platform, status.last, f"maang sync {status.platform}"
    if last is None:
        return Check(name, "runs", ok=False, found="it was never read", hint=again)
    if last.state in (RunState.FAILED, RunState.PARTIAL):
        found = f"the last run was cut: {last.error}"
        return Check(name, "runs", ok=False, found=found, hint=last.hint or again)
    if status.last_done is not None and now - status.last_done > STALE:
        found = f"last read to the end {(now - status.last_done).days} days ago"
        return Check(name, "runs", ok=False, found=found, hint="maang sync schedule --every 4h")
    return Check(name, "runs", ok=True, found="the last run went well")
