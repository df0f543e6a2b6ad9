"""(rules) What a person says about a try → what is stored: checked, cleaned, defaults filled in."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from maang.core.cleaning import safe_line, safe_text
from maang.core.errors import Invalid
from maang.core.practice.grading import outcome_of
from maang.core.practice.models import Attempt, Entry

LONGEST_MINUTES = 24 * 60
LONGEST_LINE = 500
LONGEST_TEXT = 256 * 1024
"""Characters of a note or a solution."""


def checked(entry: Entry) -> Entry:
    """The entry with its text made safe. Raises Invalid for what no try can have been.

    An empty text stays one: it takes away what was said before, where there is something.
    """
    if entry.minutes is not None and not 1 <= entry.minutes <= LONGEST_MINUTES:
        hint = f"between 1 and {LONGEST_MINUTES}; say none where you do not know"
        raise Invalid(f"{entry.minutes} minutes cannot be", hint=hint)
    if entry.hints is not None and not 0 <= entry.hints <= 100:
        raise Invalid(f"{entry.hints} hints cannot be", hint="between 0 and 100")
    mistakes = tuple(_line("mistake", text) for text in entry.mistakes or ())
    return replace(
        entry,
        mistakes=tuple(text for text in mistakes if text) if entry.mistakes is not None else None,
        approach=_line("approach", entry.approach),
        time=_line("time", entry.time),
        space=_line("space", entry.space),
        language=_line("language", entry.language),
        company=_line("company", entry.company),
        note=_text("note", entry.note),
        code=_text("code", entry.code),
    )


def first_statement(entry: Entry, *, now: datetime) -> dict[str, Any]:
    """The columns of a new attempt."""
    return {
        "at": entry.at or now,
        "recorded_at": now,
        "outcome": outcome_of(entry).value,
        "minutes": entry.minutes,
        "hints": entry.hints or 0,
        "mistakes": list(entry.mistakes or ()),
        **{name: getattr(entry, name) or None for name in PLAIN},
    }


def amended_statement(attempt: Attempt, entry: Entry, *, now: datetime) -> dict[str, Any]:
    """The columns of an attempt in which what `entry` says replaces what was said before."""
    before = Entry(
        outcome=attempt.outcome,
        minutes=attempt.minutes,
        hints=attempt.hints,
        mistakes=attempt.mistakes,
        at=attempt.at,
        **{name: getattr(attempt, name) for name in PLAIN},
    )
    said = {name: getattr(entry, name) for name in _said(entry)}
    if said.get("hints") and "outcome" not in said and attempt.outcome.solved:
        said["outcome"] = None  # the hints decide, as they would have at first
    judged = {name: getattr(attempt, name) for name in BY_JUDGE}
    return {**first_statement(replace(before, **said), now=now), **judged}


def joining_statement(attempt: Attempt, statement: dict[str, Any]) -> dict[str, Any]:
    """The columns of an attempt a platform told of, once a person's own `statement` joins it.

    Their words stand; the time and what a judge says are the judge's. Code and language go
    together, for a logged language may be a mere default.
    """
    kept = {name: getattr(attempt, name) for name in ("at", "source", *BY_JUDGE)}
    if not statement["code"]:
        kept |= {"code": attempt.code, "language": attempt.language or statement["language"]}
    return {**statement, **kept}


def judged_alike(before: Attempt, after: Attempt) -> bool:
    """Whether two statements of an attempt say the same of what a rating speaks of."""
    return all(getattr(before, name) == getattr(after, name) for name in JUDGED)


BY_JUDGE = ("verdict", "runtime_ms", "memory_kb", "failing_case")
"""What a judge said stays what it said, whatever a person makes of it."""

PLAIN = ("approach", "time", "space", "code", "language", "note", "company")
"""Texts that go from what is said to what is stored as they are."""

JUDGED = ("outcome", "minutes", "hints")
"""What a rating speaks of."""

REPEATED = (*JUDGED, "mistakes", *PLAIN)
"""What makes two statements the same words."""

SPOKEN = tuple(name for name in REPEATED if name not in ("code", "language"))
"""The same, of an attempt whose code may be a platform's."""


def same(attempt: Attempt, statement: dict[str, Any], *, names: Iterable[str] = REPEATED) -> bool:
    """Whether a statement says the very same as an attempt already does."""
    return all(
        _comparable(getattr(attempt, name)) == _comparable(statement[name]) for name in names
    )


def _said(entry: Entry) -> Iterable[str]:
    names = (field.name for field in fields(entry) if field.name != "rating")
    return (name for name in names if getattr(entry, name) is not None)


def _comparable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list | tuple) else value


def _line(name: str, text: str | None) -> str | None:
    if text is None:
        return None
    line = safe_line(text).strip()
    if len(line) > LONGEST_LINE:
        raise Invalid(f"{name} is {len(line)} characters long", hint=f"at most {LONGEST_LINE}")
    return line


def _text(name: str, text: str | None) -> str | None:
    if text is None:
        return None
    if len(text) > LONGEST_TEXT:
        raise Invalid(f"{name} is {len(text)} characters long", hint=f"at most {LONGEST_TEXT}")
    return safe_text(text).rstrip()
