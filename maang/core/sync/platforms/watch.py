"""A watch over what must not take too long. One thread serves many turns, and sleeps while all
goes well: a timer for each would cost more than a quick reply does."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Watch:
    """Calls `ring`, from a thread of its own, when a turn lasts longer than `seconds`."""

    def __init__(self, seconds: float, ring: Callable[[], None]) -> None:
        self._seconds, self._ring = seconds, ring
        self._ends: float | None = None
        self._late = threading.Event()
        self._closing = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    @contextmanager
    def turn(self) -> Iterator[threading.Event]:
        """Something that must not take too long; what is given is set as soon as it does."""
        with self._closing:
            late = self._late = threading.Event()
            self._ends = time.monotonic() + self._seconds
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, daemon=True)
                self._thread.start()
        try:
            yield late
        finally:
            with self._closing:
                self._ends = None

    def close(self) -> None:
        """Let the thread go."""
        with self._closing:
            self._closed = True
            self._closing.notify()

    def _look(self) -> None:
        pause = self._seconds
        with self._closing:
            while not self._closed:
                # A turn that begins meanwhile cannot be over before we look again.
                self._closing.wait(pause)
                if self._ends is None:  # nobody is at it: the next turn starts another thread
                    self._thread = None
                    return
                pause = self._ends - time.monotonic()
                if pause <= 0:
                    self._late.set()
                    self._ring()
                    self._ends, pause = None, self._seconds
