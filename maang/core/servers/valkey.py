"""The embedded Valkey, our cache: it holds no only copy, so it saves nothing and may be killed."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from maang.core import process
from maang.core.errors import Denied, MaangError, TimedOut, Unavailable
from maang.core.servers import locate, resp, running, sockets
from maang.core.servers.creation import BARE
from maang.core.servers.locking import only_one
from maang.core.servers.memory import memory_of
from maang.core.servers.models import ServerState, ServerStatus, ValkeyAddress

NAME = "valkey"
START_SECONDS = 10.0
STOP_SECONDS = 10.0
TICK = 0.005

SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    "daemonize": "yes",
    "save": "",
    "appendonly": "no",
    "maxmemory": "64mb",
    "maxmemory-policy": "allkeys-lru",
}
"""No network, no files, never more than its share of memory."""


@dataclass(frozen=True, slots=True)
class EmbeddedValkey:
    """The Valkey whose directory is under `data_dir`; its log goes to `log_dir`."""

    data_dir: Path
    log_dir: Path

    @property
    def directory(self) -> Path:
        """Where its pid file and its lock are."""
        return self.data_dir / "valkey"

    def ensure(self, progress: Callable[[str], None]) -> ValkeyAddress:
        """Its address, with the server up. Raises NotConfigured, Denied, Unavailable, TimedOut."""
        return running.valkey(self.data_dir) or self._bring_up(progress)

    def stop(self) -> bool:
        """Stop it; False when it was not running. Raises TimedOut or Unavailable."""
        if running.valkey(self.data_dir) is None:
            return False
        with only_one(self.directory):
            address = running.valkey(self.data_dir)
            if address is None:
                return False
            resp.shut_down(address.socket)
            if not _until(lambda: not running.answers(address.socket), seconds=STOP_SECONDS):
                raise TimedOut(f"Valkey did not stop in {STOP_SECONDS:g} s")
        return True

    def status(self) -> ServerStatus:
        """A look that changes nothing. Never raises for what it finds: that is `broken`."""
        address = running.valkey_address(self.data_dir)
        state, detail, said = ServerState.STOPPED, None, dict[str, str]()
        try:
            if running.valkey(self.data_dir) is not None:
                said = dict(resp.info(address.url))
                state = ServerState.RUNNING
        except MaangError as error:
            state, detail = ServerState.BROKEN, error.message
        if state is ServerState.STOPPED and not self.directory.exists():
            state = ServerState.ABSENT
        pid = int(said["process_id"]) if "process_id" in said else None
        return ServerStatus(
            NAME,
            state,
            version=said.get("valkey_version") or said.get("redis_version"),
            pid=pid,
            memory_bytes=memory_of(pid) if pid is not None else None,
            data_dir=self.directory,
            where=str(address.socket),
            detail=detail,
        )

    def _bring_up(self, progress: Callable[[str], None]) -> ValkeyAddress:
        with only_one(self.directory):
            address = running.valkey(self.data_dir)
            if address is not None:
                return address
            if self.directory.stat().st_uid != os.geteuid():
                raise Denied(
                    f"{self.directory} belongs to another user", hint="run maang as its owner"
                )
            progress("Starting Valkey …")
            return self._start()

    def _start(self) -> ValkeyAddress:
        address = running.valkey_address(self.data_dir)
        sockets.prepare(address.socket.parent)
        self.log_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        log = self.log_dir / "valkey.log"
        settings = {
            **SETTINGS,
            "unixsocket": str(address.socket),
            "pidfile": str(self.directory / "valkey.pid"),
            "dir": str(self.directory),
            "logfile": str(log),
        }
        options = [part for key, value in settings.items() for part in (f"--{key}", value)]
        binary = locate.valkey_binary()
        done = process.run([binary, *options], seconds=START_SECONDS, env=BARE, cwd=Path("/"))
        if done.code != 0 or not _until(
            lambda: running.answers(address.socket), seconds=START_SECONDS
        ):
            words = ((done.stdout + done.stderr).strip().splitlines() or ["it does not answer"])[-1]
            raise Unavailable(f"Valkey did not start: {words}", hint=f"its log: {log}")
        return address


def _until(condition: Callable[[], bool], *, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(TICK)
    return True
