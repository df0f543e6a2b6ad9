"""kill -9 for a client in the middle of a log: what it was told is there, whole, and once."""

import random
import time

from tests.faults.client import a_client
from tests.faults.ground import Ground, judge, wait
from tests.faults.record import Fault, Tally


def run(ground: Ground, n: int) -> Tally:
    """Kill `n` clients, each at another moment of its logging."""
    return _killed(ground, n, prefix=f"client-{time.time_ns()}-")


def control(ground: Ground) -> Tally:
    """The same with clients that acknowledge before they commit."""
    return _killed(ground, 1, "early", prefix=f"early-{time.time_ns()}-")


def _killed(ground: Ground, n: int, *options: str, prefix: str) -> Tally:
    tally, told = Tally(), list[str]()
    for number in range(n):
        with a_client(ground, f"{prefix}{number}-", *options) as client:
            wait(client.told, what="the first acknowledgement")
            time.sleep(random.uniform(0, 0.2))
            client.kill()
            told += client.told()
        tally.n += 1
        began = time.monotonic()
        done = ground.program("log", "list", "-n", "1", "--json")
        tally.recoveries.append(time.monotonic() - began)
        if done.code != 0:
            tally.broken.append(f"the next command ended with {done.code}")
    judge(ground.url, told, tally, prefix=prefix)
    return tally


FAULT = Fault(
    "client-killed",
    "kill -9 of the client in `log`",
    run,
    control,
    "acknowledged before the commit",
    full=50,
    short=1,
)
