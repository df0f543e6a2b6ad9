"""Looks into memory for a screen: by words at once, by meaning as soon as the model is open."""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.message import Message

from maang.core.bootstrap import Core
from maang.core.embedding.ports import Embedder
from maang.core.errors import Invalid, MaangError, Unavailable
from maang.core.retrieval.models import MEANING, Filters, Found
from maang.tui.passages import Line, of_glimpse, of_passage
from maang.tui.recalling import MemoryFilters
from maang.words.common import plural
from maang.words.memory import about_search

if TYPE_CHECKING:
    from maang.core.retrieval.service import Search

MOST_PASSAGES = 50
"""So many are ranked by their tokens; what comes behind them is hardly ever an answer."""

MOST_TEXTS = 500
"""Texts that are listed without a question."""

OPENING = "the model is being opened"
"""Why meanings are not compared yet."""

SLICE = 1.0
"""Seconds of indexing between two looks at whether the screen is still there."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is typed, and what it is narrowed down to."""

    typed: str
    filters: MemoryFilters

    @property
    def words(self) -> str:
        """What is searched for: a question mark in front only says that it will be asked."""
        return self.typed.removeprefix("?").strip()


@dataclass
class Looked(Message):
    """Something was found, or not; `found` is None where nothing was asked and all is listed.
    `deep` says that meanings were looked for too."""

    asked: Asked
    lines: tuple[Line, ...]
    total: int
    found: Found | None = None
    deep: bool = False


@dataclass
class Prepared(Message):
    """Meanings can be compared now, or `reason` says why not; with `more` there is more to be
    found than before."""

    reason: str | None
    more: bool


@dataclass
class PreparingEnded(Message):
    """What waited is indexed, or something hindered it."""


@dataclass(frozen=True, slots=True)
class Looking:
    """One screen's way into memory; its methods are called in threads."""

    core: Core

    def listed(self, asked: Asked) -> Looked:
        """The newest texts."""
        seen, total = self.core.browsing.newest(self._filters(asked), limit=MOST_TEXTS)
        return Looked(asked, tuple(map(of_glimpse, seen)), total)

    def by_words(self, asked: Asked) -> Looked:
        """What has the words: no model is waited for."""
        search = replace(self.core.search, embedders=_not_yet)
        return self._looked(asked, search, switched_off=(MEANING,))

    def by_meaning(self, asked: Asked) -> Looked:
        """What a search finds."""
        return self._looked(asked, self.core.search)

    def prepare(self, told: Callable[[Prepared], object], leaving: Callable[[], bool]) -> None:
        """Open the model and index what waits, where anything is remembered; `told` when the model
        is open, and each time that more can be found."""
        more = self.core.indexing.catch_up() > 0
        if not self.core.browsing.newest(Filters(), limit=1)[1]:
            return
        told(Prepared(self._open(), more))
        while not leaving():
            done = self.core.indexing.index(seconds=SLICE, words_will_do=True)
            if done.texts:
                told(Prepared(self._open(), more=True))
            if not (done.texts and done.waiting):
                return

    def _open(self) -> str | None:
        """Search once, so that all it needs is there; why it goes without meanings. The model is
        opened by name: what was found before may be kept, and would not need it."""
        with suppress(MaangError):
            self.core.embedding.embedder().embed(["ready"])
        return self.core.search.search("ready", limit=1).reason

    def _looked(
        self, asked: Asked, search: "Search", *, switched_off: Collection[str] = ()
    ) -> Looked:
        filters, deep = self._filters(asked), not switched_off
        try:
            found = search.search(
                asked.words, limit=MOST_PASSAGES, filters=filters, switched_off=switched_off
            )
        except Invalid:  # signs only, as on the way to a phrase or a word that must not be there
            return Looked(asked, (), 0, deep=deep)
        lines = tuple(map(of_passage, found.passages))
        return Looked(asked, lines, len(lines), found, deep)

    def _filters(self, asked: Asked) -> Filters:
        return self.core.search.filters(**asked.filters.wanted(self.core.now(), self.core.calendar))


def how(looked: Looked, problem: str | None) -> str:
    """How it was searched, in a line; `problem` is why meanings are not compared."""
    count, found = len(looked.lines), looked.found
    if found is None:
        if count < looked.total:
            return f"the newest {count} of {plural(looked.total, 'text')}; type to find the others"
        return f"{plural(count, 'text')}, newest first" if count else ""
    if found.meanings:
        said = "by words and meaning"
    elif looked.deep:
        said = f"by words only: {found.reason}"
    elif problem is None:
        said = "by words, then by meaning ..."
    elif problem == OPENING:
        said = "by words; by meaning too, once the model is open"
    else:
        said = f"by words only: {problem}"
    notes = about_search(replace(found, reason=None))
    return "; ".join((f"{plural(count, 'passage')} {said}", *notes))


def _not_yet(_: str | None) -> Embedder:
    raise Unavailable("the model is not open yet")
