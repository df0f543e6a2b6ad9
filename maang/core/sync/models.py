"""Values of sync: what a platform says of a submission, a page of it, and how a run went."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from maang.core.accounts.models import Shown
from maang.core.practice.models import Verdict as Verdict

Cursor = Mapping[str, Any]
"""Where a platform's next page begins: JSON that only its adapter understands."""


@dataclass(frozen=True, slots=True)
class RemoteProblem:
    """A problem as a platform names it; what it does not say is None. A slug that is none of the
    platform's own yet may be one `elsewhere`."""

    platform: str
    slug: str | None = None
    number: int | None = None
    title: str | None = None
    url: str | None = None
    difficulty: str | None = None
    topics: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoteSubmission:
    """One submission. `external_id` is the platform's own key for it; `at` is aware."""

    platform: str
    external_id: str
    problem: RemoteProblem
    verdict: Verdict
    said: str
    at: datetime
    language: str | None = None
    runtime_ms: int | None = None
    memory_kb: int | None = None
    code: str | None = None
    failing_case: str | None = None


@dataclass(frozen=True, slots=True)
class RemoteActivity:
    """Something done elsewhere that is no submission (a push, a day's contributions).

    Given once more with a larger `count` it has grown.
    """

    platform: str
    external_id: str
    at: datetime
    kind: str
    subject: str
    count: int = 1
    url: str | None = None


@dataclass(frozen=True, slots=True)
class RemotePage:
    """One page as read: its rows, the raw reply, and where to go on if we are killed here.

    `cursor` is saved with the rows in one transaction. `notes` are for the person (for example
    that only the last 20 can be seen without a cookie). `seen` counts the rows that an earlier
    page or run already gave: they were read too, and prove that the platform answered.
    """

    submissions: tuple[RemoteSubmission, ...]
    raw: Any
    cursor: Cursor
    activities: tuple[RemoteActivity, ...] = ()
    notes: tuple[str, ...] = ()
    seen: int = 0


class RunState(StrEnum):
    """How a run ended."""

    RUNNING = "running"
    DONE = "done"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one platform, counted from the rows.

    `rows_read` is what the platform gave, `new` became attempts, `merged` joined what was logged by
    hand, `changed` said more of what was known. `code`, `error` and `hint` say why it was cut.
    """

    id: UUID
    platform: str
    started_at: datetime
    ended_at: datetime | None
    state: RunState
    pages: int
    rows_read: int
    new: int
    merged: int
    waited_seconds: float
    error: str | None = None
    hint: str | None = None
    notes: tuple[str, ...] = field(default=())
    full: bool = False
    changed: int = 0
    code: str | None = None


@dataclass(frozen=True, slots=True)
class PlatformStatus:
    """Where a platform stands: what it has given, how it went last, what to do next (or nothing).

    `rows` counts the attempts that stand, `activities` what is no attempt, the newest of it at
    `last_activity`; `unfinished` says that a run of the whole history was cut and goes on from
    where it was.
    """

    platform: str
    login: Shown | None
    rows: int
    last: Run | None
    last_done: datetime | None
    unfinished: bool
    next: str | None = None
    activities: int = 0
    last_activity: datetime | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing `sync doctor` looked at: whether it is well, what was found, what to do."""

    platform: str
    about: str
    ok: bool
    found: str
    hint: str | None = None
