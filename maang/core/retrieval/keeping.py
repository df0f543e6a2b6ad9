"""Results of searches, made once: whoever types sees the same ones again and again.

A result lies under all it depends on: the question with the stretch of time it means, the filters,
the model, and memory's state, which every write moves. So it is never stale, on no machine; it has
no tag, and is kept in the process where there is no server.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast
from uuid import UUID

from maang import __version__
from maang.core.cache.models import Recipe, Value
from maang.core.cache.service import Cache
from maang.core.indexing import store as indexing
from maang.core.memory import store as memory
from maang.core.plain import to_plain
from maang.core.retrieval import query
from maang.core.retrieval.models import Filters, Found, Passage
from maang.core.retrieval.service import NOTHING, Search

KIND = "search"

KEPT = timedelta(hours=1)
"""What is read again later than that is as quickly searched anew."""


@dataclass(frozen=True, slots=True)
class KeptSearch(Search):
    """A search that remembers what it has found. `embedder` names the one of the settings."""

    cache: Cache
    embedder: str

    def search(
        self,
        said: str,
        *,
        limit: int = 10,
        filters: Filters | None = None,
        switched_off: Collection[str] = NOTHING,
    ) -> Found:
        """See `Search`: the same answer, sooner."""
        off = switched_off
        make = partial(Search.search, self, said, limit=limit, filters=filters, switched_off=off)
        asked = query.read(said, now=self.now(), zone=self.zone)
        if not asked.text:
            return make()
        with self.db.read() as session:
            state, chosen = memory.state(session), indexing.chosen(session)
            waiting = indexing.waiting(session)
        model = __version__, self.embedder, chosen.model, chosen.embedder
        meant = said, str(self.zone), asked.stretch, filters or Filters(), sorted(off), limit
        found = self.cache.memoise(FOUND, make, parts=[state, model, meant])
        return replace(found, waiting=waiting)


def _worth(found: Found) -> bool:
    """A search that went without meanings should go with them as soon as it can."""
    return found.reason is None


def _loaded(value: Value) -> Found:
    kept = cast("dict[str, Any]", value)
    passages = tuple(_passage(each) for each in kept.pop("passages"))
    return Found(**kept, passages=passages)


def _passage(kept: Mapping[str, Any]) -> Passage:
    marks = tuple((int(begin), int(end)) for begin, end in kept["marks"])
    made = {
        "id": UUID(kept["id"]),
        "memory_id": UUID(kept["memory_id"]),
        "happened_at": datetime.fromisoformat(kept["happened_at"]),
        "marks": marks,
    }
    return Passage(**{**kept, **made})


FOUND = Recipe(KIND, KEPT, to_plain, _loaded, worth=_worth)
"""How a result is kept: whole, as JSON."""
