"""The database, opened behind the first paint, and the news that comes from it."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from maang.core.errors import MaangError
from maang.tui.modes import load_all

if TYPE_CHECKING:
    from maang.core.bootstrap import Core
    from maang.core.db.listening import Listener

SOON = ("standing", "practice", "reviews", "stats", "sync")
"""Services whose code the first look at another screen would wait for."""


class Opening:
    """Opens the database of `core` in a thread; whoever asks for something waits for `opened`."""

    def __init__(self, core: "Core") -> None:
        self._core = core
        self._listener: Listener | None = None
        self.opened = threading.Event()

    def open(self, news: tuple[Callable[[], None], Callable[[], object]] | None) -> None:
        """Open it, and hear what other terminals log: `news` are called with a change, and with
        the loss of the database. Raises what opening raises."""
        try:
            db = self._core.db
            if news is not None:
                from maang.core.db.listening import listen

                heard, lost = news
                seconds = self._core.settings.deadline.connect
                self._listener = listen(db, heard, lost, seconds=seconds)
        finally:
            self.opened.set()

    def warm(self) -> None:
        """Load the code of everything else, while nobody waits for it. Raises nothing of its own:
        what cannot be made is told when it is asked for."""
        load_all()
        for name in SOON:
            try:
                getattr(self._core, name)
            except MaangError:
                return

    def close(self) -> None:
        """Nobody needs the news any more."""
        if self._listener is not None:
            self._listener.stop()
