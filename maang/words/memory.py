"""(rules) Notes and memory in plain English."""

from datetime import tzinfo

from maang.core.indexing.models import Indexed, Reindexed
from maang.core.memory.models import FolderRead, Forgotten, MemoryStats
from maang.core.notes.models import Note, NoteDone
from maang.core.retrieval.models import Found, Passage
from maang.words.common import moment, named, plural

SHOWN = 20
"""Files that are named; of the rest the number."""


def note_done(value: NoteDone) -> str:
    """What was done to a note."""
    note = value.note
    about = f" on {note.problem.slug}" if note.problem else ""
    return f"{value.did} note {str(note.id)[:13]}{about}: {note.title}"


def note(value: Note, *, zone: tzinfo) -> str:
    """A note with what is known of it."""
    facts = {
        "id": str(value.id),
        "problem": f"{named(value.problem)}  {value.problem.title}" if value.problem else None,
        "attempt": str(value.attempt_id) if value.attempt_id else None,
        "written": moment(value.created_at, zone),
        "changed": moment(value.updated_at, zone) if value.updated_at != value.created_at else None,
    }
    lines = [f"{name:<8} {fact}" for name, fact in facts.items() if fact]
    return "\n".join([*lines, "", value.body])


def folder_read(value: FolderRead) -> str:
    """What became of the files of a place."""
    lines = [
        f"{value.place.name or value.place}: {value.new} new, {value.changed} changed,"
        f" {value.unchanged} unchanged"
    ]
    lines += [f"left out: {each.file} ({each.reason})" for each in value.skipped[:SHOWN]]
    if len(value.skipped) > SHOWN:
        lines.append(f"and {len(value.skipped) - SHOWN} more left out")
    lines += [f"no longer there, still remembered: {path}" for path in value.gone[:SHOWN]]
    if len(value.gone) > SHOWN:
        lines.append(f"and {len(value.gone) - SHOWN} more no longer there")
    if value.gone:
        lines.append("to forget one: maang memory forget PATH")
    return "\n".join(lines)


def forgotten(value: Forgotten, *, zone: tzinfo) -> str:
    """What is in no view any more, until when it can be had back, and where it still is."""
    lines = [f"forgotten: {each.title}" for each in value.memories[:SHOWN]]
    if len(value.memories) > SHOWN:
        lines.append(f"and {len(value.memories) - SHOWN} more")
    if value.until is None:
        lines.append("purged: nothing here can bring it back")
    else:
        lines.append(f"until {moment(value.until, zone)} `maang undo` brings it back")
    if value.kept:
        stay = "stays" if value.kept == 1 else "stay"
        lines.append(f"{plural(value.kept, 'attempt')} of these {stay} in the log: maang log list")
    lines += [f"still in the backup {file}" for file in value.backups]
    return "\n".join(lines)


def indexed(value: Indexed) -> str:
    """What a run has indexed, and what is left."""
    lines = []
    if value.caught_up:
        lines.append(f"caught up with {plural(value.caught_up, 'text')}")
    if value.purged:
        lines.append(f"purged {plural(value.purged, 'forgotten text')}")
    lines.append(f"indexed {plural(value.texts, 'text')} in {plural(value.chunks, 'chunk')}")
    if value.model is None:
        lines.append(f"by their words only: {value.reason}")
    if value.waiting:
        lines.append(f"{plural(value.waiting, 'text')} still waiting")
    return "\n".join(lines)


def about_search(value: Found) -> list[str]:
    """What the person should know of how it was searched."""
    notes = []
    if value.reason:
        notes.append(f"searched by words only: {value.reason}")
    if value.waiting:
        waiting = plural(value.waiting, "text")
        notes.append(f"{waiting} not indexed yet: maang memory index")
    if value.time:
        notes.append(f"preferring what happened {value.time!r}")
    return notes


def explained(passage: Passage) -> str:
    """`meaning 0.41 + words 0.22 = 0.63`; an exact name stands before all of it."""
    parts = sorted(passage.shares.items(), key=lambda share: -share[1])
    said = " + ".join(f"{term} {value:.2f}" for term, value in parts)
    return f"{'exact name; ' if passage.exact else ''}{said or '0'} = {passage.score:.2f}"


def indexed_later(value: Indexed | None) -> str:
    """The same of a run in the background."""
    return "the server is down: nothing was indexed" if value is None else indexed(value)


def reindexed(value: Reindexed) -> str:
    """Which model's set is searched now."""
    same = None in (value.before, value.model) or value.before == value.model
    moved = "" if same else f" (it was {value.before})"
    made = f"{plural(value.texts, 'text')} in {plural(value.chunks, 'chunk')}"
    return f"memory is searched with {value.model or 'words only'}{moved}: {made}"


def stats(value: MemoryStats) -> str:
    """What is remembered, in numbers."""
    kinds = ", ".join(plural(count, kind) for kind, count in sorted(value.kinds.items()))
    model = value.model or "none yet"
    if value.coming and value.coming != value.model:
        model += f", {value.coming} in the making"
    facts = {
        "texts": kinds or "none",
        "chunks": f"{value.chunks}, {value.unembedded} without a vector",
        "waiting": str(value.waiting),
        "forgotten": f"{value.forgotten}, not purged yet" if value.forgotten else "0",
        "model": model,
        "size": f"{value.bytes / 1e6:.1f} MB",
    }
    return "\n".join(f"{name:<10} {fact}" for name, fact in facts.items())
