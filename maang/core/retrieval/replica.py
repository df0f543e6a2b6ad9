"""A copy of the chunks beside the process, never the truth: brought up to date before each search.

Rows carry the transaction that added them, removals are written down by the database, and every
question brings what has happened since the last: no lock is needed, several processes may write.
What is new lies in a small segment beside the large one, and in a small file beside the large one.
What is gone is overwritten in both at once.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import numpy as np

from maang.core.retrieval import shelf
from maang.core.retrieval.models import News, Row
from maang.core.retrieval.segments import Segment, joined, made

PAGE = 5_000
"""Chunks that are fetched in one transaction."""

OLDEST = 30 * 24 * 3600
"""Seconds after which a copy is made anew: the database keeps removals for longer than that."""

BESIDE = 2_000
"""Chunks of the small segment, at least; beyond an eighth of the large one they become one."""

Fetch = Callable[[int | None, UUID | None], Sequence[Row]]
"""Chunks added at or after a horizon (None: all), behind an id, in order of id; `PAGE` at most."""


@dataclass(frozen=True, slots=True)
class Held:
    """The copy as it is now: of which table and model, up to which horizon, since when."""

    place: str
    model: str | None
    embedder: str | None
    horizon: int
    at: int
    name: str
    large: Segment
    small: Segment

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Those that are searched."""
        return (self.large, self.small) if len(self.small) else (self.large,)


@dataclass(slots=True)
class Replica:
    """The copy, in files of a folder, or without one in this process alone."""

    folder: Path | None = None
    _held: Held | None = field(default=None, init=False, repr=False)
    _lock: Any = field(default_factory=threading.RLock, init=False, repr=False, compare=False)

    def held(self, user: UUID) -> Held | None:
        """The copy as it was left; None where there is none."""
        with self._lock:
            if self._held is None and self.folder is not None:
                self._held = _loaded(self.folder, user)
            return self._held

    def up_to_date(self, user: UUID, news: News, fetch: Fetch, *, keep: bool = True) -> Held:
        """The copy with all that has happened. `news` are those since the horizon of `held`.

        Without `keep` no file is touched.
        """
        with self._lock:
            held = self._held
            if held is None or not fits(held, news) or (news.gone and not keep):
                told = _whole(news, fetch)
            elif news.gone or news.more:
                told = _told(held, news, fetch)
            else:
                return held
            large = held is None or told.name != held.name
            if keep and (large or held is None or _moved(told, held)):
                told = self._kept(user, told, large=large)
            self._held = told
            return told

    def _kept(self, user: UUID, held: Held, *, large: bool) -> Held:
        """The same, in files where that is possible; whoever finds none, or an old one, asks the
        database for more. What is to be overwritten later lies in the file itself from now on."""
        if self.folder is None:
            return held
        head = {name: getattr(held, name) for name in HEAD}
        try:
            if large:
                shelf.keep(_file(self.folder, user, "large"), head, held.large)
                kept = shelf.opened(_file(self.folder, user, "large"))
                if kept is None or kept[0] != head:  # somebody else's by now
                    return replace(held, name=uuid4().hex)
                held = replace(held, large=kept[1])
            shelf.keep(_file(self.folder, user, "small"), head, held.small)
        except OSError:
            return held
        return held


def _moved(told: Held, held: Held) -> bool:
    """Whether there is anything to write down: while some transaction stays open, the same rows are
    news again and again."""
    return told.horizon != held.horizon or told.small is not held.small


def fits(held: Held, news: News) -> bool:
    """Whether the copy is one of what is searched now, and hears of all that has happened since."""
    here = news.place, news.model, news.embedder
    same = (held.place, held.model, held.embedder) == here
    return same and held.horizon <= news.horizon and 0 <= news.at - held.at <= OLDEST


HEAD = ("place", "model", "embedder", "horizon", "at", "name")


def _file(folder: Path, user: UUID, size: str) -> Path:
    return folder / f"memory-{user.hex}.{size}"


def _loaded(folder: Path, user: UUID) -> Held | None:
    large = shelf.opened(_file(folder, user, "large"))
    if large is None:
        return None
    head, segment = large
    small = shelf.opened(_file(folder, user, "small"))
    if small and small[0].get("name") == head.get("name"):
        return _held(small[0], segment, small[1])
    return _held(head, segment, made([]))


def _held(head: Mapping[str, Any], large: Segment, small: Segment) -> Held | None:
    try:
        return Held(**{name: head[name] for name in HEAD}, large=large, small=small)
    except KeyError:
        return None


def _whole(news: News, fetch: Fetch) -> Held:
    parts = [made(page) for page in _pages(None, fetch)]
    large = joined(parts) if parts else made([])
    return Held(
        place=news.place,
        model=news.model,
        embedder=news.embedder,
        horizon=news.horizon,
        at=news.at,
        name=uuid4().hex,
        large=large,
        small=made([]),
    )


def _told(held: Held, news: News, fetch: Fetch) -> Held:
    """The copy after the news."""
    large, small = held.large, held.small
    if news.gone:
        for each in (large, small):
            places = each.find(news.gone)
            each.blank(places[places >= 0])
    pages = _pages(held.horizon, fetch) if news.more else ()
    fresh = [made(rows) for page in pages if (rows := _unknown(page, large, small))]
    if fresh or not small.alive.all():
        small = joined([small, *fresh])
    told = replace(held, horizon=news.horizon, at=news.at, small=small)
    dead = int(np.count_nonzero(~large.alive))
    if max(len(small), dead) <= max(BESIDE, len(large) // 8):
        return told
    return replace(told, large=joined([large, small]), small=made([]), name=uuid4().hex)


def _unknown(page: Sequence[Row], *segments: Segment) -> list[Row]:
    """Those of a page that were not fetched before: horizons overlap."""
    ids = [row.id for row in page]
    known = np.any([each.find(ids) >= 0 for each in segments], axis=0)
    return [row for row, seen in zip(page, known, strict=True) if not seen]


def _pages(since: int | None, fetch: Fetch) -> Sequence[Sequence[Row]]:
    pages: list[Sequence[Row]] = []
    after: UUID | None = None
    while page := fetch(since, after):
        pages.append(page)
        after = page[-1].id
        if len(page) < PAGE:
            break
    return pages
