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

        place, gone = self.backups.directory, self.forget_made
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

        from maang.core.retrieval.service import Search

        zone = ZoneInfo(self.settings.zone)
        if not self.stays:
            return Search(self.db, self.now, zone, self.embedding.embedder)
        from maang.core.retrieval.keeping import KeptSearch

        named = f"{self.settings.embedder}:{self.settings.embedder_model}"
        return KeptSearch(self.db, self.now, zone, self._kept_embedder, self.cache, named)

    def _kept_embedder(self, name: str | None) -> "Embedder":
        from maang.core.embedding.keeping import kept

        return kept(self.embedding.embedder(name), self.cache)

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
