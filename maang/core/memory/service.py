"""Remember files, list what is remembered, forget it.

What is forgotten is out of every view at once; for a day `undo` brings it back, then it is purged
by whatever memory does next.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from maang.core.activity import store as activity
from maang.core.activity.models import Step
from maang.core.backup import ledger
from maang.core.clock import Clock
from maang.core.db.database import Database, Session
from maang.core.errors import Ambiguous, MaangError, NotFound
from maang.core.ids import new_id
from maang.core.memory import folders, store
from maang.core.memory.folders import Found
from maang.core.memory.models import (
    FILES,
    LOG,
    RECALL,
    UNREMEMBER,
    FolderRead,
    Forgotten,
    Memory,
    Remembered,
    Skipped,
)
from maang.core.memory.ports import Source

KEPT = timedelta(hours=24)
"""How long what was forgotten can be brought back."""

KNOWN_GONE = timedelta(days=40)
"""How long the ids of chunks that went are kept: copies beside a process are younger."""

CANDIDATES = 5
"""Of the texts that an id's beginning may mean, how many are named."""

TOGETHER, TOGETHER_CHARACTERS = 200, 4_000_000
"""Files, and what they say, that are written in one transaction."""

SECONDS = 60.0


def purge_due(
    session: Session, sources: Sequence[Source], *, now: datetime, by: datetime | None = None
) -> int:
    """Remove for good what was forgotten and is past its time (`by`, or `now`); how many texts."""
    purged = store.purge(session, by=by or now)
    for source in sources:
        if keys := [key for name, key in purged if name == source.name]:
            source.purge(session, keys)
    store.forget_former(session, by=now - KEPT)
    store.forget_gone(session, by=now - KNOWN_GONE)
    return len(purged)


@dataclass(frozen=True, slots=True)
class MemoryKeeper:
    """What is remembered, as a whole. `backups` is the directory of our own backups, and `gone`
    hears that a text must be nowhere any more."""

    db: Database
    now: Clock
    sources: Callable[[], Sequence[Source]] = field(repr=False)
    backups: Path
    progress: Callable[[str], None]
    gone: Callable[[], None] = field(repr=False)

    def remember(self, place: Path) -> FolderRead:
        """Remember a Markdown file, or those of a folder (absolute). Files that are unchanged cost
        a look; each is remembered whole or not at all, and what could not be read is said.

        Raises NotFound and Invalid for the place itself, and what is wrong with a single file.
        """
        run, seen, skipped = new_id(), set[str](), list[Skipped]()
        new = changed = looked = 0
        for batch in _batches(self._readable(place, seen, skipped)):
            added, replaced = self._keep(batch, run, place)
            new, changed, looked = new + added, changed + replaced, looked + len(batch)
            if len(batch) == TOGETHER:  # there may be more to wait for
                self.progress(f"remembering files ... {looked}")
        with self.db.read() as session:
            known = store.under(session, os.path.realpath(place))
        gone = tuple(sorted(path for path in known if path not in seen))
        return FolderRead(
            place=place,
            saved=not self.db.dry_run,
            new=new,
            changed=changed,
            unchanged=looked - new - changed,
            skipped=tuple(skipped),
            gone=tuple(path for path in gone if not Path(path).exists()),
        )

    def listed(self, *, kind: str | None = None, limit: int = 20) -> list[Memory]:
        """What is remembered (of one kind or source), newest first."""
        with self.db.read() as session:
            return store.listed(session, kind=kind, limit=limit)

    def meant(self, what: str, *, cwd: Path) -> list[Memory]:
        """What a person means by an id's beginning, a path, a kind or source, or words that it
        has. Raises NotFound where nothing is meant, Ambiguous for an id's beginning that
        several have: it names one thing, and what was not meant would go with it."""
        with self.db.read() as session:
            found = (
                _the_one(what, store.by_prefix(session, what.lower()) if _is_prefix(what) else [])
                or store.by_path(session, os.path.realpath(cwd / what))
                or store.by_source(session, what)
                or store.by_words(session, what)
            )
        if not found:
            raise NotFound(f"nothing remembered is meant by {what!r}", hint="maang memory list")
        return found

    def forget(self, memories: Sequence[Memory], *, purge: bool = False) -> Forgotten:
        """Take texts out of every view; with `purge` for good. Attempts stay in the log."""
        now = self.now()
        until = now if purge else now + KEPT
        ids = [each.id for each in memories]
        with self.db.write(seconds=SECONDS) as session:
            store.forget(session, ids, at=now, purge_after=until)
            for source in self.sources():
                keys = [each.key for each in memories if each.source == source.name]
                source.set_aside(session, keys, at=now)
            purge_due(session, self.sources(), now=now)
            if not purge:
                step: Step = {"do": RECALL, "ids": [str(each) for each in ids]}
                subject = f"{len(ids)} remembered text{'s' if len(ids) > 1 else ''}"
                activity.record(session, verb="forget", subject=subject, undo=[step], at=now)
        self.gone()
        return Forgotten(
            tuple(memories),
            purge,
            None if purge else until,
            self._backups_of(memories),
            sum(each.source == LOG for each in memories),
        )

    def _backups_of(self, memories: Sequence[Memory]) -> tuple[Path, ...]:
        """Backups of ours that were made since the oldest of them was there."""
        since = min(
            each.created_at if each.source == FILES else min(each.created_at, each.happened_at)
            for each in memories
        )
        made = ledger.read(self.backups).made
        kept = (self.backups / each.file for each in made if each.made_at >= since)
        return tuple(sorted(file for file in kept if file.exists()))

    def _keep(self, batch: Sequence[Found], run: UUID, place: Path) -> tuple[int, int]:
        """Write those of some files that are not known as they are; how many new, how many
        changed."""
        with self.db.read() as session:
            known = store.versions(session, FILES, [str(found.path) for found in batch])
        fresh = [found for found in batch if known.get(str(found.path)) != found.digest]
        if not fresh:
            return 0, 0
        texts = [_remembered(found, place) for found in fresh]
        with self.db.write(seconds=SECONDS) as session:
            kept = store.remember(session, texts, at=self.now(), run_id=run, revive=True)
            self._record(session, run, place)
        return kept

    def _record(self, session: Session, run: UUID, place: Path) -> None:
        step: Step = {"do": UNREMEMBER, "run": str(run)}
        at = self.now()
        activity.keep(session, run, verb="remember", subject=place.name, undo=[step], at=at)

    def _readable(self, place: Path, seen: set[str], skipped: list[Skipped]) -> Iterator[Found]:
        for each in folders.files_in(place):
            if isinstance(each, Skipped):
                skipped.append(each)
                continue
            seen.add(str(each))
            try:
                str(each).encode()
                yield folders.read(each)
            except UnicodeEncodeError:
                skipped.append(Skipped(each, "its name is not UTF-8"))
            except MaangError as error:
                if each == Path(os.path.realpath(place)):
                    raise type(error)(f"{place.name} is not remembered: {error.message}") from error
                skipped.append(Skipped(each, error.message))


def _batches(found: Iterator[Found]) -> Iterator[list[Found]]:
    batch: list[Found] = []
    characters = 0
    for each in found:
        batch.append(each)
        characters += len(each.document.text)
        if len(batch) == TOGETHER or characters > TOGETHER_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _remembered(found: Found, place: Path) -> Remembered:
    document = found.document
    return Remembered(
        source=FILES,
        key=str(found.path),
        version=found.digest,
        kind="document",
        title=document.title,
        text=document.text,
        happened_at=found.changed_at,
        details={"front": document.front, "folder": str(place), "name": found.path.name},
    )


def _the_one(beginning: str, found: list[Memory]) -> list[Memory]:
    if len(found) > 1:
        raise Ambiguous(
            f"{len(found)} texts begin with {beginning}",
            candidates=tuple(f"{each.id} {each.title}" for each in found[:CANDIDATES]),
            hint="give more of the id",
        )
    return found


def _is_prefix(text: str) -> bool:
    digits = text.lower().replace("-", "")
    return 4 <= len(digits) <= 32 and not set(digits) - set("0123456789abcdef")
