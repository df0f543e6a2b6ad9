"""A deadline that holds even when the server is frozen.

`statement_timeout` is kept by the server, so a stopped server never fires it, and a blocking read
on the socket waits for ever. Shutting down a duplicate of the socket from another thread ends it.
"""

import os
import socket
import threading
from types import TracebackType
from typing import Self


class Deadline:
    """Cut the connection behind `descriptor` if the block lasts longer than `seconds`."""

    def __init__(self, descriptor: int, seconds: float) -> None:
        self._duplicate = os.dup(descriptor)
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._open = True
        self.expired = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            if self._open:
                self._open = False
                os.close(self._duplicate)

    def _cut(self) -> None:
        with self._lock:
            if not self._open:
                return
            self._open = False
            self.expired = True
            end = socket.socket(fileno=self._duplicate)
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # the other side was gone first: the read has ended already
            finally:
                end.close()
