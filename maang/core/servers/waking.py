"""Has our Valkey started by a thread: whoever would like to use it does not wait for it."""

from contextlib import suppress
from threading import Lock, Thread

from maang.core.errors import MaangError
from maang.core.servers.service import Servers


class Waking:
    """Tries once in a process; what goes wrong shows in `status` and `doctor`."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers
        self._lock = Lock()
        self._thread: Thread | None = None

    def wake(self) -> None:
        """Begin to start it, unless it is not ours or this process has tried already."""
        with self._lock:
            if self._thread is None and not self._servers.redis_url:
                self._thread = Thread(target=self._start, name="valkey", daemon=True)
                self._thread.start()

    def wait(self, seconds: float) -> None:
        """Until the attempt is over."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _start(self) -> None:
        with suppress(MaangError, OSError):
            self._servers.valkey()
