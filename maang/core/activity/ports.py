"""How a feature tells the activity log to take one of its changes back."""

from typing import Protocol

from maang.core.activity.models import Step
from maang.core.db.database import Session


class Inverse(Protocol):
    """Undoes one kind of step, in the session it is handed; where that may last longer than a
    light command, it says how many `seconds`."""

    def take_back(self, session: Session, step: Step) -> None:
        """Undo `step`. Raises Conflict where later work stands on it."""
