"""Hear that a person's log has changed, whoever changed it, on a connection of its own.

The database tells it (`pg_notify` in a trigger); a lost or frozen connection is made anew, and
whatever may have been missed counts as news.
"""

import os
import select
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

import psycopg

from maang.core.db.database import Database
from maang.core.db.watchdog import Deadline

CHANNEL = "maang"
PAUSE = 3.0
"""Seconds between two attempts to connect."""

PATIENCE = 1.0
"""Seconds that the end of the thread is waited for; it may be reaching for a server just then."""

BURST = 0.1
"""Seconds in which many changes count as one piece of news."""

PULSE = 30.0
"""Seconds of silence after which the connection is asked whether it still lives."""


def listen(
    db: Database,
    heard: Callable[[], None],
    lost: Callable[[], object] = lambda: None,
    *,
    seconds: float,
) -> "Listener":
    """Call `heard`, on a thread of its own, whenever the log of the person of `db` changes.

    `lost` is called when the database is gone; once it is back, `heard` is. `seconds` is how long
    reaching the server may take.
    """
    assert db.user_id is not None  # an open database knows who asks
    address = db.bind.engine.url.set(drivername="postgresql")
    listener = Listener(
        address.render_as_string(hide_password=False), db.user_id, heard, lost, seconds=seconds
    )
    listener.start()
    return listener


class Listener:
    """Calls `heard` in a thread, from `start` until `stop`. It never raises: no news is no harm."""

    def __init__(
        self,
        address: str,
        user_id: UUID,
        heard: Callable[[], None],
        lost: Callable[[], object] = lambda: None,
        *,
        seconds: float,
    ) -> None:
        self._address = address
        self._user = str(user_id)
        self._heard = heard
        self._lost = lost
        self._seconds = seconds
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="news", daemon=True)
        self.listening = threading.Event()
        self._wakes, self._wake = os.pipe()

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End, within a moment where the server answers."""
        if self._ended.is_set():
            return
        self._ended.set()
        with suppress(OSError):  # it has seen that for itself
            os.write(self._wake, b"!")
        self._thread.join(PATIENCE)
        os.close(self._wake)

    def _run(self) -> None:
        try:
            self._stay()
        finally:
            os.close(self._wakes)

    def _stay(self) -> None:
        missed = False
        while not self._ended.is_set():
            try:
                self._listen(missed=missed)
            except (psycopg.Error, OSError):
                self.listening.clear()
                missed = True
                if not self._ended.is_set():
                    self._lost()
                self._ended.wait(PAUSE)

    def _listen(self, *, missed: bool) -> None:
        with psycopg.connect(
            self._address,
            autocommit=True,
            connect_timeout=max(1, round(self._seconds)),
            application_name="maang news",
        ) as connection:
            self._ask(connection, f"LISTEN {CHANNEL}")
            self.listening.set()
            if missed:
                self._heard()
            self._follow(connection)

    def _follow(self, connection: psycopg.Connection[Any]) -> None:
        waiting = select.poll()  # psycopg's own waiting wakes up ten times a second
        waiting.register(self._wakes, select.POLLIN)
        waiting.register(connection.fileno(), select.POLLIN)
        while not self._ended.is_set():
            news = list(connection.notifies(timeout=0))
            if news:
                news += connection.notifies(timeout=BURST)
            if any(note.payload == self._user for note in news):
                self._heard()
            if not waiting.poll(PULSE * 1000):
                self._ask(connection, "SELECT 1")

    def _ask(self, connection: psycopg.Connection[Any], statement: str) -> None:
        with Deadline(connection.fileno(), self._seconds):
            connection.execute(statement.encode())
