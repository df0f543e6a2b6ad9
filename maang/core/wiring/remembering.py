"""What one wrote and did, kept so that it is found again."""

from functools import cached_property
from typing import TYPE_CHECKING

from maang.core.wiring.keeping import Keeping

if TYPE_CHECKING:
    from maang.core.browsing.service import Browsing
    from maang.core.embedding.ports import Embedder
    from maang.core.indexing.models import Indexed
    from maang.core.indexing.service import Indexing
    from maang.core.memory.service import MemoryKeeper
    from maang.core.notes.service import Notes
    from maang.core.retrieval.briefing import Briefings
    from maang.core.retrieval.service import Search


class Remembering(Keeping):
    """Notes, what is remembered, and what makes it findable."""

    @cached_property
    def notes(self) -> "Notes":
        """What the person wrote down."""
        from maang.core.notes.service import Notes

        return Notes(self.db, self.now, self.forget_made)

    @cached_property
    def memory(self) -> "MemoryKeeper":
        """What is remembered, as a whole."""
        from maang.core.memory.service import MemoryKeeper
        from maang.core.remembering.service import sources

        place, gone = self.backups.directory, self._forget_copies
        return MemoryKeeper(self.db, self.now, sources, place, self.progress, gone)

    @cached_property
    def indexing(self) -> "Indexing":
        """What is remembered, made findable."""
        from maang.core.indexing.service import Indexing
        from maang.core.remembering.service import sources

        embedder, gone = self.embedding.embedder, self.forget_made
        return Indexing(self.db, self.now, embedder, sources, self.progress, gone)

    @cached_property
    def search(self) -> "Search":
        """What is remembered, found again.

        A process that stays keeps what it found, for itself and for others. A command would pay
        more for importing Redis's library than it could expect to find (decision 0013).
        """
        from zoneinfo import ZoneInfo

        from maang.core.retrieval.replica import Replica
        from maang.core.retrieval.service import Search

        zone, copy = ZoneInfo(self.settings.zone), Replica(self.paths.cache)
        if not self.stays:
            return Search(self.db, self.now, zone, self.embedding.embedder, replica=copy)
        from maang.core.retrieval.keeping import KeptSearch

        named = f"{self.settings.embedder}:{self.settings.embedder_model}"
        embedder = self._kept_embedder
        return KeptSearch(self.db, self.now, zone, embedder, self.cache, named, replica=copy)

    def _kept_embedder(self, name: str | None) -> "Embedder":
        from maang.core.embedding.keeping import KeptVectors

        return KeptVectors(self.embedding.embedder(name), self.cache)

    @cached_property
    def browsing(self) -> "Browsing":
        """What is remembered, looked through without a question."""
        from maang.core.browsing.service import Browsing

        return Browsing(self.db)

    @cached_property
    def briefings(self) -> "Briefings":
        """What memory gives to those who ask on the person's behalf."""
        from maang.core.retrieval.briefing import Briefings

        return Briefings(self.search)

    def _forget_copies(self) -> None:
        """A text must be nowhere any more: not in what was made of it, nor in the copy that
        searches go by, which hears of it at once."""
        self.forget_made()
        copied = "search" in self.__dict__ or any(self.paths.cache.glob("memory-*.large"))
        if copied and not self.dry_run:
            self.search.refresh()

    def index_later(self) -> None:
        """Begin to index in the background what was written, where the server is ours."""
        if self.db.left and self.settings.database.url is None:
            from maang.core.indexing.background import INDEXING

            INDEXING.begin_if_due(self.paths, env=self.env, now=self.now())

    def index_in_background(self) -> "Indexed | None":
        """What the process in the background does; None where our server is down: it stays so."""
        from maang.core.servers import running

        if running.postgres(self.paths.data) is None:
            return None
        return self.indexing.index(words_will_do=True)
