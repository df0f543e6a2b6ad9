"""Two migrations of one database at once: one migrates, the other waits and finds it done."""

from tests.faults.ground import Ground
from tests.faults.killed_migration import fingerprint, upgrade
from tests.faults.migrator import a_migrator
from tests.faults.record import Fault, Tally


def run(ground: Ground, n: int) -> Tally:
    """Let two at once bring an empty database to the head, `n` times."""
    return _both(ground, n, "locked")


def control(ground: Ground) -> Tally:
    """The same without the lock."""
    return _both(ground, 3, "alone")


def _both(ground: Ground, n: int, how: str) -> Tally:
    tally = Tally()
    whole = ground.database()
    upgrade(whole, "head")
    with a_migrator(ground.env("")) as one, a_migrator(ground.env("")) as other:
        for each in (one, other):  # warm, so that they begin together
            each("locked", 0, whole)
        for _ in range(n):
            url = ground.database()
            one.begin(how, 0, url)
            other.begin(how, 0, url)
            codes = one.end(), other.end()
            tally.n += 1
            tally.acknowledged += codes.count(0)
            tally.broken += ["one of the two failed"] * (2 - codes.count(0))
            if fingerprint(url) != fingerprint(whole):
                tally.partial += 1
    return tally


FAULT = Fault(
    "two-migrations",
    "two migrations at once",
    run,
    control,
    "no advisory lock",
    full=10,
    short=1,
)
