"""(rules) What a search reads of every problem, kept until one of them changes: who types asks
again with each letter, and reading it takes twice as long as searching it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Version = tuple[int, int]
"""Another one after each change of a problem."""

Rows = tuple[Sequence[Any], Sequence[str]]
"""Problems as `problems.store.index` gives them, and the line of each that is searched."""


@dataclass(slots=True)
class KeptCatalogue:
    """One for each service; threads may share it."""

    _held: tuple[Version, Rows] | None = None

    def rows(self, version: Version, read: Callable[[], Sequence[Any]]) -> Rows:
        """The problems of a version, which was asked for before `read` would read them."""
        held = self._held
        if held is None or held[0] != version:
            rows = read()
            self._held = held = version, (rows, [row.search_text for row in rows])
        return held[1]
