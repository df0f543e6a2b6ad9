"""The part of the core that remembers: notes, what is remembered, and what makes it findable."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from maang.core.clock import Clock

if TYPE_CHECKING:
    from maang.core.backup.service import Backups
    from maang.core.db.database import Database
    from maang.core.indexing.service import Indexing
    from maang.core.memory.service import MemoryKeeper
    from maang.core.notes.service import Notes


class WithMemory:
    """Built on first use, like every service of the core, on what the core has."""

    now: Clock
    progress: Callable[[str], None]

    if TYPE_CHECKING:

        @cached_property
        def db(self) -> "Database":
            """The core's."""

        @cached_property
        def backups(self) -> "Backups":
            """The core's."""

    @cached_property
    def notes(self) -> "Notes":
        """What the person wrote down."""
        from maang.core.notes.service import Notes

        return Notes(self.db, self.now)

    @cached_property
    def memory(self) -> "MemoryKeeper":
        """What is remembered, as a whole."""
        from maang.core.memory.service import MemoryKeeper
        from maang.core.remembering.service import sources

        return MemoryKeeper(self.db, self.now, sources, self.backups.directory, self.progress)

    @cached_property
    def indexing(self) -> "Indexing":
        """What is remembered, made findable."""
        from maang.core.indexing.ports import no_embedder
        from maang.core.indexing.service import Indexing
        from maang.core.remembering.service import sources

        return Indexing(self.db, self.now, no_embedder, sources, self.progress)
