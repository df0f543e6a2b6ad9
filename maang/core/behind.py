"""Work that goes on behind its caller's back, while a server or a program takes its time."""

import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

TURN = 0.0005
"""Seconds a thread may run on while another waits for its turn. With Python's own 5 ms a server
that is fed by one thread starves while another reads: an import took a sixth longer."""


class Behind:
    """One piece of work at a time, on a thread of its own; leaving the block waits for it, and
    raises what it raised. So many pieces may be under way, and none is begun after one that failed.

    What the work touches is its own until `wait` has returned.
    """

    def __init__(self, *, pieces: int = 1) -> None:
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="behind")
        self._pieces = pieces
        self._running: deque[Future[None]] = deque()
        self._turn = sys.getswitchinterval()

    def hand(self, work: Callable[[], None]) -> None:
        """Begin a piece of work when those before are done; returns when it is one of `pieces`.
        Raises what one of them raised."""
        self._leave(self._pieces - 1)
        before = self._running[-1] if self._running else None
        self._running.append(self._threads.submit(_unless_failed, before, work))

    def wait(self) -> None:
        """Return when nothing is under way. Raises what the work raised."""
        self._leave(0)

    def _leave(self, count: int) -> None:
        while len(self._running) > count:
            try:
                self._running.popleft().result()
            except BaseException:
                self._running.clear()  # they fail alike
                raise

    def __enter__(self) -> Self:
        sys.setswitchinterval(TURN)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self.wait()
        finally:
            self._threads.shutdown(wait=True, cancel_futures=kind is not None)
            sys.setswitchinterval(self._turn)


def _unless_failed(before: Future[None] | None, work: Callable[[], None]) -> None:
    if before is not None:
        before.result()
    work()
