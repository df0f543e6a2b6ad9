"""Who is asking: on their own machine, the local user."""

from dataclasses import dataclass
from uuid import UUID

from maang.core.accounts import store
from maang.core.clock import Clock
from maang.core.db.database import Database


@dataclass(frozen=True, slots=True)
class Accounts:
    """People by name."""

    db: Database
    now: Clock

    def open(self, name: str) -> UUID:
        """The key of the user called `name`, made on first use."""
        with self.db.write() as session:
            return store.open_user(session, name=name, at=self.now())
