"""A deadline that holds even when the server is frozen.

`statement_timeout` is kept by the server, so a stopped server never fires it, and a blocking read
on the socket waits for ever. Shutting down a duplicate of the socket from another thread ends it.
One thread watches over all deadlines: a transaction is shorter than the start of a thread.
"""

import heapq
import os
import socket
import threading
import time
from itertools import count
from types import TracebackType
from typing import Self


class Deadline:
    """Cut the connection behind `descriptor` if the block lasts longer than `seconds`."""

    def __init__(self, descriptor: int, seconds: float) -> None:
        self._duplicate = os.dup(descriptor)
        self._seconds = seconds
        self._lock = threading.Lock()
        self.open = True
        self.expired = False

    def __enter__(self) -> Self:
        self.within(self._seconds)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            if self.open:
                self.open = False
                os.close(self._duplicate)

    def within(self, seconds: float) -> None:
        """Cut it so many seconds from now, unless its own time is up before."""
        _watch.over(self, until=time.monotonic() + seconds)

    def cut(self) -> None:
        """The time is up."""
        with self._lock:
            if not self.open:
                return
            self.open = False
            self.expired = True
            end = socket.socket(fileno=self._duplicate)
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # the other side was gone first: the read has ended already
            finally:
                end.close()


class _Watch:
    """The deadlines that are open, and the thread that waits for the next of them."""

    def __init__(self) -> None:
        self._changed = threading.Condition(threading.Lock())
        self._due: list[tuple[float, int, Deadline]] = []
        self._number = count()
        self._thread: threading.Thread | None = None

    def over(self, deadline: Deadline, *, until: float) -> None:
        """Cut it then, unless it has ended."""
        with self._changed:
            heapq.heappush(self._due, (until, next(self._number), deadline))
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="deadlines", daemon=True)
                self._thread.start()
            elif self._due[0][2] is deadline:
                self._changed.notify()

    def _run(self) -> None:
        while True:
            self._next().cut()

    def _next(self) -> Deadline:
        """The next whose time is up, once it is."""
        with self._changed:
            while True:
                while self._due and not self._due[0][2].open:
                    heapq.heappop(self._due)
                left = self._due[0][0] - time.monotonic() if self._due else None
                if left is not None and left <= 0:
                    return heapq.heappop(self._due)[2]
                self._changed.wait(left)


_watch = _Watch()


def _anew() -> None:
    """In a forked child nobody watches, and the lock may be held for ever."""
    global _watch
    _watch = _Watch()


os.register_at_fork(after_in_child=_anew)
