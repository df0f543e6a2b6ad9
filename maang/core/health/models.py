"""What a look at the installation found, as values."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from maang.core.errors import MaangError


class Level(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    NOTE = "note"
    """Worth knowing; everything works."""
    PROBLEM = "problem"
    """Something does not work, or will not for long."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what it is about, what was found, and what to do (None: nothing)."""

    about: str
    level: Level
    what: str
    advice: str | None = None


def fine(about: str, what: str) -> Finding:
    """Nothing to do."""
    return Finding(about, Level.OK, what)


def note(about: str, what: str, advice: str | None = None) -> Finding:
    """Worth knowing."""
    return Finding(about, Level.NOTE, what, advice)


def problem(about: str, what: str, advice: str | None = None) -> Finding:
    """To be put right."""
    return Finding(about, Level.PROBLEM, what, advice)


@dataclass(frozen=True, slots=True)
class Screen:
    """What a front end knows of the place its words appear: columns, colours, encoding."""

    encoding: str
    width: int
    colors: bool
    terminal: bool
    term: str


@dataclass(frozen=True, slots=True)
class Look:
    """What a database says of itself. `now` is its clock, `newest` our last entry by ours."""

    server: str
    revision: str | None
    catalogue: str | None
    vector_installed: str | None
    vector_available: str | None
    now: datetime
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class DatabaseStatus:
    """The database's schema, catalogue and size. `rows` counts the main tables it has."""

    server: str
    revision: str | None
    head: str
    current: bool
    catalogue: str | None
    edition: str
    rows: Mapping[str, int]
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did (or, tried dry, would do); `needed` is False when all was in place.

    `kept` is where the data of an older PostgreSQL stays, if there was any.
    """

    before: str | None
    after: str
    catalogue: str
    kept: Path | None
    needed: bool


Checks = Mapping[str, Callable[[], Finding | Iterable[Finding]]]
"""What each check is about, and the check."""


def collected(checks: Checks) -> list[Finding]:
    """What the checks find. One that fails is a problem of its own and stops no other."""
    found: list[Finding] = []
    for about, check in checks.items():
        try:
            result = check()
            found.extend([result] if isinstance(result, Finding) else result)
        except MaangError as error:
            found.append(problem(about, error.message, error.hint))
        except OSError as error:
            found.append(problem(about, f"{error.strerror}: {error.filename}"))
    return found
