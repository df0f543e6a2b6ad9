"""What was done, newest first, and taking the last of it back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from maang.core.activity import store
from maang.core.activity.models import Change, Step, Undone
from maang.core.activity.ports import Inverse
from maang.core.clock import Clock
from maang.core.db.database import Database
from maang.core.errors import NotFound

VOID = "void"
"""The step that takes back `events`: it needs no inverse of a feature's own."""


def void_step(*events: UUID) -> Step:
    """The undo step for appended events."""
    return {"do": VOID, "events": [str(event) for event in events]}


@dataclass(frozen=True, slots=True)
class Activity:
    """Remember what was done, and take it back."""

    db: Database
    now: Clock
    inverses: Mapping[str, Inverse]

    def recent(self, *, limit: int = 20) -> list[Change]:
        """The last changes, newest first."""
        with self.db.read() as session:
            return store.recent(session, limit=limit)

    def undo(self, *, verb: str | None = None) -> Undone:
        """Take back the newest change that stands (of one verb). Raises NotFound for none."""
        with self.db.write(seconds=self._seconds(verb)) as session:
            found = store.last(session, verb=verb)
            if found is None:
                raise NotFound(
                    "there is nothing to take back", hint="`maang undo --list` shows all"
                )
            change, steps = found
            events = [UUID(id) for step in steps if step["do"] == VOID for id in step["events"]]
            store.void(session, [change.id, *events], activity=change.id, at=self.now())
            for step in steps:
                if step["do"] != VOID:
                    self.inverses[step["do"]].take_back(session, step)
        return Undone(replace(change, undone=True))

    def _seconds(self, verb: str | None) -> float | None:
        """How long taking the newest change back may last, where a step needs more than usual."""
        with self.db.read() as session:
            found = store.last(session, verb=verb, lock=False)
        names = [step["do"] for step in found[1]] if found else []
        spans = [getattr(self.inverses.get(name), "seconds", None) for name in names]
        return max((span for span in spans if span), default=None)
