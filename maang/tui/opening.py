"""The database, opened behind the first paint, and the news that comes from it."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from maang.core.errors import MaangError
from maang.tui.modes import load_all

if TYPE_CHECKING:
    from maang.core.bootstrap import Core
    from maang.core.db.database import Database
    from maang.core.db.listening import Listener

AT_LAST = 0.5
"""Seconds after which the database is opened even if nothing was painted yet."""

REST = 0.5
"""Seconds after the database was opened in which the page of the day has the machine to itself."""

SOON = ("standing", "practice", "reviews", "stats", "sync")
"""Services whose code the first look at another screen would wait for."""


class Opening:
    """Makes the core, and opens its database in a thread; whoever asks for something waits for
    `opened`."""

    def __init__(self, make: "Callable[[], Core]") -> None:
        self._make = make
        self._made: Core | None = None
        self._one = threading.Lock()
        self._db: Database | None = None
        self._listener: Listener | None = None
        self.opened = threading.Event()

    @property
    def core(self) -> "Core":
        """The core; made, and its code loaded, when it is first asked for."""
        with self._one:
            if self._made is None:
                self._made = self._make()
            return self._made

    def open(self, news: tuple[Callable[[], None], Callable[[], object]] | None) -> None:
        """Open it, and hear what other terminals log: `news` are called with a change, and with
        the loss of the database. Raises what opening raises."""
        try:
            self._db = self.core.db
            if news is not None:
                from maang.core.db.listening import listen

                heard, lost = news
                seconds = self.core.settings.deadline.connect
                self._listener = listen(self._db, heard, lost, seconds=seconds)
        finally:
            self.opened.set()

    def warm(self) -> None:
        """Load the code of everything else, while nobody waits for it. Raises nothing of its own:
        what cannot be made is told when it is asked for."""
        load_all()
        for name in SOON:
            try:
                getattr(self.core, name)
            except MaangError:
                return

    def close(self) -> None:
        """Nobody needs the news any more, and no work behind the screen keeps the shell waiting: a
        database that stands still would be given a minute for some of it."""
        if self._listener is not None:
            self._listener.stop()
        if self._db is not None:
            self._db.hurry(self.core.settings.deadline.light)


def once(action: Callable[[], object]) -> Callable[[], None]:
    """The action for those who may call it several times: it is done at the first."""
    waiting = [action]

    def first() -> None:
        while waiting:
            waiting.pop()()

    return first
