"""What several commands take: problems, outcomes, moments, texts from wherever they come."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from maang.cli.context import Invocation
from maang.core.errors import Invalid, NotFound, Unavailable
from maang.core.practice.models import Outcome

LARGEST_FILE = 1 << 20
"""Bytes of a solution or a note that are read."""

OUTCOMES = {
    "solved": Outcome.SOLVED,
    "hints": Outcome.SOLVED_WITH_HINTS,
    "solved-with-hints": Outcome.SOLVED_WITH_HINTS,
    "failed": Outcome.FAILED,
    "gave-up": Outcome.GAVE_UP,
}
"""How an outcome may be said; with underscores or spaces as well."""

LANGUAGES = {
    ".py": "python", ".java": "java", ".cpp": "cpp", ".cc": "cpp", ".c": "c", ".go": "go",
    ".rs": "rust", ".js": "javascript", ".ts": "typescript", ".kt": "kotlin", ".rb": "ruby",
    ".cs": "csharp", ".swift": "swift", ".scala": "scala", ".sql": "sql", ".sh": "bash",
}  # fmt: skip


def slugs(incomplete: str) -> Iterator[str]:
    """Slugs of the shipped catalogue that begin so: no server is asked while a person types."""
    from maang.core.problems.catalogue import slugs_from

    return slugs_from(incomplete)


PROBLEM = slugs
"""Completes a problem."""

Problem = Annotated[
    str, typer.Argument(help="Slug, number, URL, `last`, or words.", autocompletion=PROBLEM)
]


def outcome(said: str | None) -> Outcome | None:
    """The outcome behind a word. Raises BadParameter with the words there are."""
    if said is None:
        return None
    found = OUTCOMES.get("-".join(said.lower().replace("_", " ").replace("-", " ").split()))
    if found is None:
        raise typer.BadParameter(f"{said!r} is none of {', '.join(OUTCOMES)}")
    return found


def moment(outside: Invocation, said: str | None) -> datetime | None:
    """The moment behind words, in the person's zone. Raises Invalid."""
    if said is None:
        return None
    from maang.core.when import parse_when

    return parse_when(said, now=outside.clock(), zone=outside.zone)


def beginning(outside: Invocation, said: str | None) -> datetime | None:
    """The moment to count from: a day without a time begins where the person's days do."""
    if said is None:
        return None
    from maang.core.when import parse_when

    day_start = outside.loaded.settings.day_start
    return parse_when(said, now=outside.clock(), zone=outside.zone, day_start=day_start)


def text_of(outside: Invocation, path: Path | None) -> str | None:
    """What a file holds. Raises NotFound, or Invalid for what is no text of ours."""
    if path is None:
        return None
    if str(path) == "-":
        return typed(outside)
    try:
        with (outside.cwd / path).open("rb") as file:  # a pipe will do as well as a file
            raw = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise NotFound(f"there is no file {path}") from error
    except OSError as error:
        raise Unavailable(f"{path} cannot be read: {error.strerror}") from error
    if len(raw) > LARGEST_FILE:
        raise Invalid(f"{path} is too long", hint=f"at most {LARGEST_FILE} bytes")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise Invalid(f"{path} is not text", hint="UTF-8 is what we read") from error


def typed(outside: Invocation) -> str:
    """All that stdin holds. Raises Invalid for what is no text, or too long: it is never cut."""
    try:
        text = outside.stdin.read(LARGEST_FILE + 1)
    except UnicodeDecodeError as error:
        raise Invalid("stdin is not text", hint="UTF-8 is what we read") from error
    if len(text) > LARGEST_FILE:
        raise Invalid("stdin is too long", hint=f"at most {LARGEST_FILE} characters")
    return text


def language_of(path: Path | None) -> str | None:
    """The language a file's ending speaks of."""
    return LANGUAGES.get(path.suffix.lower()) if path else None


def note_text(outside: Invocation, note: str | None, *, edit: bool) -> str | None:
    """A note as given, from stdin for `-`, or as the editor left it."""
    if note == "-":
        note = typed(outside)
    if not edit:
        return note
    from maang.cli.editor import edited

    return edited(outside, note or "", instead="--note TEXT, or --note - from stdin")
