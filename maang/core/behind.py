"""Work that goes on behind its caller's back, while a server or a program takes its time."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self


class Behind:
    """One piece of work at a time, on a thread of its own; leaving the block waits for it, and
    raises what it raised.

    What the work touches is its own until `wait` has returned.
    """

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="behind")
        self._running: Future[None] | None = None

    def hand(self, work: Callable[[], None]) -> None:
        """Begin a piece of work as soon as the one before is done. Raises what that one raised."""
        self.wait()
        self._running = self._threads.submit(work)

    def wait(self) -> None:
        """Return when nothing is under way. Raises what the work raised."""
        running, self._running = self._running, None
        if running is not None:
            running.result()

    def __enter__(self) -> Self:
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
