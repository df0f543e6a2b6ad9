"""How often a host may be asked, by all processes together: a ledger in a file for each host.

Whoever wants to ask takes the next free slot under a lock and sleeps until it comes, so two
processes take turns. Times are of the wall clock, because it is the one that survives a reboot;
when it goes back, the ledger is moved back with it.
"""

import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from maang.core.clock import Clock, utc_now
from maang.core.errors import TimedOut, Unavailable
from maang.core.sync.errors import RateLimited

LOCK_SECONDS = 10.0
"""How long to try for the ledger; its holder needs a millisecond."""

TICK = 0.001
"""Seconds slept at least. A clock of microseconds, asked for the fraction of one that is left of a
hold, would stand still, and we would take one slot after the other."""

LONGEST_HOLD = 86_400.0
"""Seconds. However long a host asks to be left alone, we look again after a day."""


@dataclass(frozen=True, slots=True)
class Pace:
    """At most `requests` in any `seconds`, each at least `gap` seconds after the one before."""

    requests: int
    seconds: float
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Ledger:
    """Of one host: the slots taken (oldest first, some to come), and until when to leave it alone.

    All are Unix seconds. `polls` says for a path which ETag it had, and when it may be polled
    again.
    """

    written: float = 0.0
    slots: tuple[float, ...] = ()
    held_until: float = 0.0
    polls: dict[str, tuple[str, float]] = field(default_factory=dict)

    def seen_at(self, now: float, *, keep: float) -> "Ledger":
        """The ledger as it is to be read now: moved back with the clock, slots older than `keep`
        seconds forgotten."""
        back = max(0.0, self.written - now)
        return Ledger(
            written=now,
            slots=tuple(slot - back for slot in self.slots if slot - back > now - keep),
            held_until=self.held_until - back,
            polls={
                path: (etag, until - back)
                for path, (etag, until) in self.polls.items()
                if until - back > now
            },
        )

    def next_slot(self, pace: Pace, *, now: float) -> float:
        """The earliest moment that keeps the pace."""
        earliest = max(now, self.held_until)
        if self.slots:
            earliest = max(earliest, self.slots[-1] + pace.gap)
        if len(self.slots) >= pace.requests:
            earliest = max(earliest, self.slots[-pace.requests] + pace.seconds)
        return earliest


class Limiter:
    """The pace of one host. Without a directory the ledger is this object's own."""

    def __init__(
        self,
        directory: Path | None,
        *,
        host: str,
        pace: Pace,
        clock: Clock = utc_now,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.host = host
        self.pace = pace
        self.waited_seconds = 0.0
        self._file = None if directory is None else directory / f"{host.replace(':', '-')}.json"
        self._own = Ledger()
        self._clock = clock
        self._sleep = sleep

    def wait(self, *, at_most: float) -> float:
        """Sleep until the host may be asked; the seconds slept.

        Raises RateLimited, with the seconds to wait, when it would take longer than `at_most`;
        no slot is taken then. Raises Unavailable when the ledger cannot be written.
        """
        waited = 0.0
        while True:
            pause = self._take(at_most - waited)
            if pause <= 0:
                return waited
            pause = max(pause, TICK)
            self._sleep(pause)
            waited += pause
            self.waited_seconds += pause
            # Somebody else may have been told meanwhile to leave the host alone.
            if self._change(lambda ledger: ledger).held_until <= self._now():
                return waited

    def hold(self, seconds: float) -> None:
        """Let nobody ask this host for so long."""
        until = self._now() + min(max(seconds, 0.0), LONGEST_HOLD)
        self._change(lambda ledger: replace(ledger, held_until=max(ledger.held_until, until)))

    def polled(self, path: str, etag: str, *, again_after: float) -> None:
        """Remember that `path` had this ETag, and after how many seconds it may be polled again."""
        until = self._now() + min(max(again_after, 0.0), LONGEST_HOLD)
        self._change(lambda ledger: replace(ledger, polls={**ledger.polls, path: (etag, until)}))

    def is_fresh(self, path: str, etag: str) -> bool:
        """Whether the host wants not to be asked yet if `path` is still what that ETag names."""
        known = self._change(lambda ledger: ledger).polls.get(path)
        return known is not None and known[0] == etag

    def _take(self, at_most: float) -> float:
        pause = 0.0

        def taken(ledger: Ledger) -> Ledger:
            nonlocal pause
            slot = ledger.next_slot(self.pace, now=ledger.written)
            pause = slot - ledger.written
            if pause > at_most:
                return ledger
            return replace(ledger, slots=(*ledger.slots, slot))

        self._change(taken)
        if pause > at_most:
            raise RateLimited(
                f"{self.host} may not be asked again for {_span(pause)}",
                retry_after=pause,
                hint="what was read so far is kept; run `maang sync` again then",
            )
        return pause

    def _change(self, change: Callable[[Ledger], Ledger]) -> Ledger:
        keep = max(self.pace.seconds, self.pace.gap)
        if self._file is None:
            self._own = change(self._own.seen_at(self._now(), keep=keep))
            return self._own
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(f"{self._file}.lock", timeout=LOCK_SECONDS):
                # The clock is read under the lock: a slot must not lie before an earlier one.
                before = _read(self._file).seen_at(self._now(), keep=keep)
                after = change(before)
                if after is not before:
                    _write(self._file, after)
                return after
        except Timeout as error:
            raise TimedOut(
                f"another process has kept {self._file}.lock for {LOCK_SECONDS:g} s",
                hint="look for a stopped `maang sync` (`ps aux | grep maang`), and end it",
            ) from error
        except OSError as error:
            raise Unavailable(
                f"cannot keep count of requests in {self._file}: {error.strerror or error}",
                hint="make its directory writable, and see that the disk is not full",
            ) from error

    def _now(self) -> float:
        return self._clock().timestamp()


def _read(file: Path) -> Ledger:
    """A ledger that is missing or makes no sense is an empty one: it is no one's only copy."""
    try:
        said: Any = json.loads(file.read_bytes())
        ledger = Ledger(
            float(said["written"]),
            tuple(sorted(float(slot) for slot in said["slots"])),
            float(said["held_until"]),
            {str(path): (str(etag), float(at)) for path, (etag, at) in said["polls"].items()},
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return Ledger()
    times = (ledger.written, ledger.held_until, *ledger.slots)
    return ledger if all(math.isfinite(each) for each in times) else Ledger()


def _write(file: Path, ledger: Ledger) -> None:
    said = {
        "written": ledger.written,
        "slots": ledger.slots,
        "held_until": ledger.held_until,
        "polls": ledger.polls,
    }
    draft = file.with_suffix(".new")
    draft.write_text(json.dumps(said))
    draft.replace(file)


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} minutes"
