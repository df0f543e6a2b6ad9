"""Look through what is remembered: the newest, what there is to narrow it down by, one text."""

from dataclasses import dataclass
from uuid import UUID

from maang.core.browsing import store
from maang.core.browsing.models import Glimpse, Opened
from maang.core.browsing.windows import around
from maang.core.db.database import Database
from maang.core.retrieval.models import Filters


@dataclass(frozen=True, slots=True)
class Browsing:
    """What is remembered, without a question."""

    db: Database

    def newest(self, filters: Filters, *, limit: int) -> tuple[list[Glimpse], int]:
        """The texts that pass, newest first, and how many there are in all."""
        with self.db.read() as session:
            return store.newest(session, filters, limit=limit), store.count(session, filters)

    def names(self, name: str) -> list[str]:
        """Every `kind`, `problem` (slugs), `pattern` or `company` that anything is remembered
        of."""
        with self.db.read() as session:
            return store.names(session, name)

    def read(self, memory_id: UUID, *, passage: str = "") -> Opened:
        """A text around a passage of it, or its beginning. Raises NotFound where it was forgotten
        meanwhile."""
        with self.db.read() as session:
            glimpse, whole = store.get(session, memory_id)
        return Opened(glimpse, around(whole, passage))
