"""(rules) How old the last backup is that was restored and compared."""

from datetime import datetime, timedelta

from maang.core.backup.ledger import Ledger
from maang.core.health.models import Finding, fine, note, problem

OLD, TOO_OLD = timedelta(days=7), timedelta(days=30)
"""The age of the last verified backup from which there is a note, and a problem."""

MAKE = "maang db backup, then maang db verify FILE"


def finding(ledger: Ledger, *, external: bool, now: datetime) -> Finding | None:
    """The age of the last verified backup.

    None for a server elsewhere of which nobody made one here: its keeper does.
    """
    proof = ledger.proof
    if proof is None and ledger.newest is None:
        said = "none yet: the first is made by itself after a day of use"
        return None if external else fine("backup", said)
    if proof is None:
        return note("backup", "none was ever verified", MAKE)
    age = now - proof.made_at
    said = f"the last verified one is {_said(age)} old"
    if age > OLD and external:
        return note("backup", said, MAKE)
    if age > TOO_OLD:
        return problem("backup", said, MAKE)
    return note("backup", said, MAKE) if age > OLD else fine("backup", said)


def _said(age: timedelta) -> str:
    hours = max(0, int(age.total_seconds() // 3600))
    count, unit = (hours // 24, "day") if hours >= 48 else (hours, "hour")
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
