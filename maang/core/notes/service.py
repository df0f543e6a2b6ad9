"""Write notes, edit them, delete them; memory hears of each in the same transaction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from maang.core.activity import store as activity
from maang.core.activity.models import Step
from maang.core.cleaning import safe_line, safe_text
from maang.core.clock import Clock
from maang.core.db.database import Database, Session
from maang.core.errors import Conflict, Invalid
from maang.core.memory import store as memory
from maang.core.memory.models import NOTES
from maang.core.notes import store
from maang.core.notes.models import Note, NoteDone, remembered
from maang.core.practice.models import Attempt
from maang.core.problems import store as problems

LONGEST = 1 << 20
"""Characters of a note."""

LONGEST_TITLE = 200

KEPT = timedelta(hours=24)
"""How long a deleted note can be brought back."""

REMOVE, REVERT, RESTORE = "remove-note", "revert-note", "restore-note"


def title_of(body: str) -> str:
    """The first line that says something, without the marks of a heading or a list."""
    for line in body.splitlines():
        said = line.strip().lstrip("#>*- ").strip()
        if said:
            return said[:LONGEST_TITLE]
    return ""


@dataclass(frozen=True, slots=True)
class UndoNote:
    """The inverse of what was done to a note."""

    now: Clock

    def take_back(self, session: Session, step: Step) -> None:
        """Undo `step`. Raises Conflict for what was purged meanwhile."""
        note_id = UUID(step["note"])
        if step["do"] == REMOVE:
            store.remove(session, [note_id])
            memory.drop(session, NOTES, [str(note_id)])
            return
        if step["do"] == REVERT:
            if not store.revert(session, note_id, UUID(step["version"])):
                raise Conflict("what the note said before is gone", hint="maang note edit")
        else:
            store.set_deleted(session, [note_id], at=None)
        note = store.get(session, note_id)
        memory.remember(session, [remembered(note)], at=self.now(), revive=True)


@dataclass(frozen=True, slots=True)
class Notes:
    """What the person wrote down. `gone` hears that a text must be nowhere any more."""

    db: Database
    now: Clock
    gone: Callable[[], None] = field(default=lambda: None, repr=False)

    def add(
        self, body: str, *, problem: str | None = None, attempt: Attempt | None = None
    ) -> NoteDone:
        """Keep a note, about a problem, an attempt (and its problem) or nothing in particular.

        Raises Invalid for an empty one or one too long, NotFound and Ambiguous for the problem.
        """
        text = _checked(body)
        now = self.now()
        with self.db.write() as session:
            about = attempt.problem_id if attempt else None
            if problem is not None:
                about = problems.resolve(session, problem).id
            note_id = store.add(
                session,
                problem_id=about,
                attempt_id=attempt.id if attempt else None,
                title=title_of(text),
                body=text,
                created_at=now,
                updated_at=now,
            )
            note = store.get(session, note_id)
            memory.remember(session, [remembered(note)], at=now)
            self._record(session, "note", note, {"do": REMOVE, "note": str(note_id)})
        return NoteDone("added", note)

    def edit(
        self, reference: str, *, body: str | None = None, problem: str | None = None
    ) -> NoteDone:
        """Let a note say something else, or be about another problem.

        Raises Invalid where that changes nothing, and what `add` and `get` raise.
        """
        now = self.now()
        with self.db.write() as session:
            before = store.find(session, reference)
            text = before.body if body is None else _checked(body)
            about = problems.resolve(session, problem).id if problem else before.problem_id
            if (text, about) == (before.body, before.problem_id):
                raise Invalid("that changes nothing", hint="maang note edit --help")
            said = {"body": text, "title": title_of(text), "problem_id": about}
            version = store.change(session, before, at=now, **said)
            note = store.get(session, before.id)
            memory.remember(session, [remembered(note)], at=now)
            step = {"do": REVERT, "note": str(note.id), "version": str(version)}
            self._record(session, "edit", note, step)
        return NoteDone("edited", note)

    def delete(self, reference: str) -> NoteDone:
        """Take a note out of every view; for a day it can be brought back. Raises as `get`."""
        now = self.now()
        with self.db.write() as session:
            note = store.find(session, reference)
            store.set_deleted(session, [note.id], at=now)
            memory.forget_keys(session, NOTES, [str(note.id)], at=now, purge_after=now + KEPT)
            self._record(session, "delete", note, {"do": RESTORE, "note": str(note.id)})
        self.gone()
        return NoteDone("deleted", note)

    def listed(self, *, problem: str | None = None, limit: int = 20) -> list[Note]:
        """Notes (about one problem), newest first."""
        with self.db.read() as session:
            about = problems.resolve(session, problem).id if problem else None
            return store.listed(session, problem_id=about, limit=limit)

    def get(self, reference: str) -> Note:
        """One note: `last`, or an id's beginning. Raises NotFound and Ambiguous."""
        with self.db.read() as session:
            return store.find(session, reference)

    def _record(self, session: Session, verb: str, note: Note, step: Step) -> None:
        # what a note says must not outlive it in the log of changes: its id names it
        about = f" on {note.problem.slug}" if note.problem else ""
        subject = (
            f"note {str(note.id)[:13]}{about}" if verb != "note" else str(note.id)[:13] + about
        )
        activity.record(session, verb=verb, subject=subject, undo=[step], at=self.now())


def _checked(body: str) -> str:
    if len(body) > LONGEST:
        raise Invalid(f"the note is {len(body)} characters long", hint=f"at most {LONGEST}")
    text = safe_text(body).strip("\n").rstrip()
    if not safe_line(text):
        raise Invalid("the note is empty", hint='maang note add "what you learned"')
    return text
