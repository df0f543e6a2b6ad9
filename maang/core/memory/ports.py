"""How memory speaks to the writers above it without knowing them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from maang.core.db.database import Session


class Source(Protocol):
    """A feature whose texts are remembered."""

    @property
    def name(self) -> str:
        """What the source is called in memory."""

    def catch_up(self, session: Session, *, at: datetime, limit: int) -> int:
        """Remember up to `limit` texts that were written before memory was there, or past it, and
        drop those that no longer stand; how many there were."""

    def set_aside(self, session: Session, keys: Sequence[str], *, at: datetime) -> None:
        """These were forgotten: show them no more."""

    def bring_back(self, session: Session, keys: Sequence[str]) -> None:
        """These were forgotten by mistake."""

    def purge(self, session: Session, keys: Sequence[str]) -> None:
        """Remove these for good."""
