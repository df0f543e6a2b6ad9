"""Values of the activity log: a change somebody made, and what undo made of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

Step = dict[str, Any]
"""One step of taking a change back: `do` names the inverse, the rest is its own (JSON)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a person did. `undone` says it was taken back."""

    id: UUID
    at: datetime
    verb: str
    subject: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """What `undo` took back."""

    change: Change
