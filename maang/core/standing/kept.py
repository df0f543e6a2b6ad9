"""(rules) What a search reads of every problem, kept until one of them changes: who types asks
again with each letter, and reading it takes twice as long as searching it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from maang.core.problems.corpus import Corpus
from maang.core.problems.models import Problem

Version = tuple[int, int]
"""Another one after each change of a problem."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What is searched, and those problems of it, by key, that a search has found before."""

    corpus: Corpus[Any]
    problems: dict[UUID, Problem] = field(default_factory=dict)


@dataclass(slots=True)
class KeptCatalogue:
    """One for each service; threads may share it."""

    _held: tuple[Version, Searched] | None = None

    def searched(self, version: Version, read: Callable[[], Corpus[Any]]) -> Searched:
        """The problems of a version, which was asked for before `read` would read them."""
        held = self._held
        if held is None or held[0] != version:
            self._held = held = version, Searched(read())
        return held[1]
