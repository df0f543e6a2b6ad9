"""The clock back by a day, or by a year: what is logged then is flagged, a timer shows no negative
time, and no card is due before its last review."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import psycopg
from fsrs import Card, Rating, Scheduler

from tests.conftest import FrozenClock
from tests.faults.ground import Ground, play
from tests.faults.record import Fault, Tally
from tests.programs import Done

NEGATIVE = """
    SELECT (SELECT count(*) FROM review_cards WHERE due_at < reviewed_at)
         + (SELECT count(*) FROM attempts WHERE minutes < 0)
         + (SELECT count(*) FROM timers WHERE seconds < 0)
"""

BACK = (1, 400, 0.5, 30)
"""Days."""


def run(ground: Ground, n: int) -> Tally:
    """Log, let the clock go back in the middle of a timed problem, log again; `n` times."""
    tally = Tally()
    for number in range(n):
        url, clock = ground.database(ground.template), FrozenClock(datetime.now(UTC))
        env = ground.env(url)

        def do(*words: str, at: FrozenClock = clock, env: dict[str, str] = env) -> Done:
            return play(*words, env=env, clock=at)

        _live(do, clock, BACK[number % len(BACK)], tally)
        with psycopg.connect(url) as connection:
            found = connection.execute(NEGATIVE).fetchone()
        tally.broken += ["negative time"] * (found[0] if found else 1)
        tally.n += 1
    return tally


def _live(do: Callable[..., Done], clock: FrozenClock, days: float, tally: Tally) -> None:
    clock.forward(days=3)
    first = do("log", "two-sum", "--again", "--note", "before")
    started = do("timer", "start", "two-sum")
    clock.forward(days=-days)
    shown = do("timer", "show", "--json")
    stopped = do("timer", "stop", "--json")
    logged = do("log", "two-sum", "--again", "--note", "back", "--json")
    answered = do("review", "answer", "two-sum", "hard", "--again")
    today = do("today", "--json")
    for done in (first, started, shown, stopped, logged, today):
        if done.code != 0:
            tally.broken.append(f"{days:g} days back: {done.code}, {done.err.strip()}")
    if answered.code not in (0, 4):
        tally.broken.append(f"an answer {days:g} days back: {answered.code}, {answered.err}")
    tally.acknowledged += 1
    if "the clock went back" not in logged.out + logged.err:
        tally.broken.append(f"a log {days:g} days back is not flagged: {logged.out}")
    if any("-" in str(json.loads(each.out).get("seconds", 0)) for each in (shown, stopped)):
        tally.broken.append("a timer shows negative time")


def control(_ground: Ground) -> Tally:
    """FSRS asked directly: it takes an earlier answer, and the card is due in the past."""
    now, scheduler = datetime.now(UTC), Scheduler(enable_fuzzing=False)
    card, _ = scheduler.review_card(Card(), Rating.Easy, now)
    back, _ = scheduler.review_card(card, Rating.Again, now - timedelta(days=400))
    tally = Tally(n=1, acknowledged=1)
    tally.broken += ["due before its last review"] if back.due < now else []
    return tally


FAULT = Fault(
    "clock-back",
    "the clock back by 1 to 400 days, in the middle of a timed problem",
    run,
    control,
    "FSRS asked directly",
    full=20,
    short=1,
)
