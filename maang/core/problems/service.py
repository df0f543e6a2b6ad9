"""What there is to solve: find it, show it, add to it, and the lists one works through."""

from dataclasses import dataclass

from maang.core.clock import Clock
from maang.core.db.database import Database
from maang.core.problems import loading, store
from maang.core.problems.models import Problem


def load_catalogue(db: Database, *, now: Clock) -> int:
    """Load the shipped catalogue into a fresh or older database; how many problems it has."""
    with db.write() as session:
        return loading.load(session, at=now())


@dataclass(frozen=True, slots=True)
class Problems:
    """The catalogue."""

    db: Database
    now: Clock

    def get(self, reference: str) -> Problem:
        """The one problem a slug, number, URL or words mean.

        Raises NotFound, Ambiguous (with candidates) and Invalid.
        """
        with self.db.read() as session:
            return store.resolve(session, reference)
