"""Brings a cluster up and waits until it takes work; brings it down again."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from maang.core import process
from maang.core.errors import TimedOut, Unavailable
from maang.core.servers.creation import BARE
from maang.core.servers.memory import works_in
from maang.core.servers.models import PostgresAddress
from maang.core.servers.privilege import Privilege
from maang.core.servers.running import READY, Places, answers, postmaster

START_SECONDS = 60.0
"""Recovery after a crash is part of a start."""

RETRY_SECONDS = 10.0
"""After a kill, its children hold the shared memory for a moment: how long we try again."""

STOP_SECONDS = 30.0
TICK = 0.01
LOG_CAP = 1 << 20
"""Bytes of log after which a start begins a new one (one older is kept)."""

SETTINGS = {
    "cluster_name": "maang",
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "logging_collector": "off",
}
"""Given on the command line, so that a new maang brings its settings to an old cluster."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One cluster with the programs that run it, on a footing, writing to a log."""

    places: Places
    binaries: Path
    privilege: Privilege
    log: Path

    def start(self, progress: Callable[[str], None]) -> None:
        """Start it and wait until it answers.

        Raises Unavailable with the server's last words, or TimedOut.
        """
        _rotate(self.log)
        crashed = self.places.pid_file.exists()
        give_up = time.monotonic() + RETRY_SECONDS
        while not self._attempt(progress):
            if not crashed or self._stranger() is not None or time.monotonic() > give_up:
                raise Unavailable(
                    f"PostgreSQL did not start: {self._last_words()}", hint=self._hint()
                )
            time.sleep(20 * TICK)

    def stop(self) -> bool:
        """Stop it (`fast`: sessions are ended, everything is written); False if it was not up."""
        if not self.is_alive():
            return False
        command = [str(self.binaries / "pg_ctl"), "stop", "-D", str(self.places.cluster)]
        options = ["-m", "fast", "-w", "-t", f"{STOP_SECONDS:.0f}"]
        done = process.run(
            self.privilege.command([*command, *options]),
            seconds=STOP_SECONDS + 5,
            env=BARE,
            cwd=Path("/"),
        )
        if done.code != 0 and self.is_alive():
            raise TimedOut(
                f"PostgreSQL did not stop in {STOP_SECONDS:g} s", hint=f"its log: {self.log}"
            )
        return True

    def is_alive(self) -> bool:
        """Whether the postmaster of this very cluster lives, answering or not."""
        pid, _ = postmaster(self.places)
        return pid is not None and works_in(pid, self.places.cluster)

    def await_ready(self, pid: int, progress: Callable[[str], None]) -> bool:
        """Wait until the postmaster `pid` takes work; False when it died. Raises TimedOut."""
        begun = time.monotonic()
        socket, told = PostgresAddress(self.places.sockets).socket, False
        while time.monotonic() - begun < START_SECONDS:
            found, status = postmaster(self.places)
            if found == pid and status in READY and answers(socket):
                return True
            if not process.is_alive(pid):
                return False
            if not told and time.monotonic() - begun > 2:
                told = True
                progress("PostgreSQL is recovering what was being written …")
            time.sleep(TICK)
        raise TimedOut(f"PostgreSQL did not start in {START_SECONDS:g} s", hint=self._hint())

    def _attempt(self, progress: Callable[[str], None]) -> bool:
        sockets = str(self.places.sockets).replace('"', '""')
        settings = {**SETTINGS, "unix_socket_directories": f'"{sockets}"'}
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        argv = [str(self.binaries / "postgres"), "-D", str(self.places.cluster), *options]
        pid = process.spawn_detached(self.privilege.command(argv), log=self.log, env=BARE)
        return self.await_ready(pid, progress)

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace")[-4096:].splitlines()
        fatal = [line for line in lines if "FATAL:" in line or "PANIC:" in line]
        return (fatal or lines or ["it said nothing"])[-1]

    def _hint(self) -> str:
        pid = self._stranger()
        if pid is None:
            return f"its log: {self.log}"
        return (
            f"{self.places.pid_file} names process {pid}, which is no PostgreSQL of ours: if"
            f" `ps -p {pid}` agrees, remove that file and try again"
        )

    def _stranger(self) -> int | None:
        # a number left by a crash, since given to some other process: PostgreSQL will not start,
        # and that file is never ours to delete
        pid, _ = postmaster(self.places)
        return pid if pid is not None and process.is_alive(pid) and not self.is_alive() else None


def _rotate(log: Path) -> None:
    if log.exists() and log.stat().st_size > LOG_CAP:
        log.replace(log.with_suffix(".log.1"))
