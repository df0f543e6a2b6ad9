"""Values of an export: an attempt as every format but JSON Lines shows it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt as it stands, with its problem."""

    id: UUID
    at: datetime
    problem: str
    platform: str
    number: int | None
    title: str
    url: str | None
    difficulty: str | None
    pattern: str | None
    best_time: str | None
    best_space: str | None
    outcome: str
    minutes: int | None
    hints: int
    mistakes: list[str]
    approach: str | None
    time: str | None
    space: str | None
    language: str | None
    code: str | None
    note: str | None
    company: str | None
    source: str
