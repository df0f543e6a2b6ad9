"""The log and the notes, seen from memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from maang.core.activity.models import Step
from maang.core.clock import Clock
from maang.core.db.database import Session
from maang.core.errors import Conflict
from maang.core.memory import store as memory
from maang.core.memory.models import LOG, NOTES
from maang.core.memory.ports import Source
from maang.core.notes import models as note_models
from maang.core.notes import store as notes
from maang.core.practice import store as practice
from maang.core.practice.remembering import remembered
from maang.core.remembering import store


@dataclass(frozen=True, slots=True)
class AttemptSource:
    """Attempts with words in them. Forgetting one leaves it in the log."""

    name: str = LOG

    def catch_up(self, session: Session, *, at: datetime, limit: int) -> int:
        """See `Source`: what a sync brought or took back, what was logged before there was
        memory."""
        gone = store.gone_attempts(session, limit=limit)
        memory.drop(session, LOG, gone)
        missed = store.missed_attempts(session, limit=limit)
        texts = [remembered(practice.get(session, each)) for each in missed]
        memory.remember(session, [text for text in texts if text], at=at)
        return len(gone) + len(missed)

    def set_aside(self, session: Session, keys: Sequence[str], *, at: datetime) -> None:
        """The log stays what it is."""

    def bring_back(self, session: Session, keys: Sequence[str]) -> None:
        """The log stays what it is."""

    def purge(self, session: Session, keys: Sequence[str]) -> None:
        """The log stays what it is."""


@dataclass(frozen=True, slots=True)
class NoteSource:
    """Notes. Forgetting one deletes it."""

    name: str = NOTES

    def catch_up(self, session: Session, *, at: datetime, limit: int) -> int:
        """See `Source`: what an import brought or took away."""
        gone = store.gone_notes(session, limit=limit)
        memory.drop(session, NOTES, gone)
        missed = store.missed_notes(session, limit=limit)
        texts = [note_models.remembered(notes.get(session, each)) for each in missed]
        memory.remember(session, texts, at=at)
        return len(gone) + len(missed)

    def set_aside(self, session: Session, keys: Sequence[str], *, at: datetime) -> None:
        """Forgotten is deleted."""
        notes.set_deleted(session, [UUID(key) for key in keys], at=at)

    def bring_back(self, session: Session, keys: Sequence[str]) -> None:
        """Remembered again is there again."""
        notes.set_deleted(session, [UUID(key) for key in keys], at=None)

    def purge(self, session: Session, keys: Sequence[str]) -> None:
        """Gone for good, with what it said before."""
        notes.remove(session, [UUID(key) for key in keys])


def sources() -> tuple[Source, ...]:
    """Every feature whose texts are remembered."""
    return (AttemptSource(), NoteSource())


@dataclass(frozen=True, slots=True)
class RememberAttempt:
    """The inverse of what memory heard of an attempt. Its step comes after the voids."""

    now: Clock

    def take_back(self, session: Session, step: Step) -> None:
        """Remember the attempt of `step` as it stands now, or not at all."""
        key = UUID(step["attempt"])
        found = practice.by_prefix(session, str(key))
        text = remembered(found) if found else None
        if text is None:
            memory.drop(session, LOG, [str(key)])
        else:
            memory.remember(session, [text], at=self.now())


@dataclass(frozen=True, slots=True)
class Unremember:
    """The inverse of remembering files."""

    now: Clock

    def take_back(self, session: Session, step: Step) -> None:
        """What came goes, what was replaced comes back."""
        memory.take_back_run(session, UUID(step["run"]), at=self.now())


@dataclass(frozen=True, slots=True)
class Recall:
    """The inverse of forgetting, for a day."""

    now: Clock

    def take_back(self, session: Session, step: Step) -> None:
        """Bring back what `step` forgot. Raises Conflict for what was purged."""
        ids = [UUID(each) for each in step["ids"]]
        back = memory.restore(session, ids, at=self.now())
        if len(back) < len(ids):
            raise Conflict(
                "what was forgotten is purged: more than a day has gone by, or --now said so",
                hint="a backup may hold it: maang help db",
            )
        for source in sources():
            source.bring_back(session, [key for name, key in back if name == source.name])
