"""Fitting and bulk scheduling by fsrs-rs against py-fsrs, in one process, in turns.

The reviews are synthetic: drawn from a seeded FSRS-6 model (tests/histories.py), since nobody's own
may stand here. `python -m benchmarks.reviews [--torch PYTHON]` prints the figures; PYTHON is an
interpreter that has `fsrs[optimizer]`, without which fitting is timed and compared with nothing.
"""

import argparse
import json
import random
import statistics
import struct
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import fsrs

from benchmarks.circumstances import circumstances
from benchmarks.measure import timed
from maang.core.calendar import Calendar
from maang.core.reviews import columns
from maang.core.reviews.models import Reviewed
from maang.core.reviews.scheduler import LONGEST_DAYS, Scheduler
from maang.core.tuning.fitting import examples, fitted, score
from tests.histories import a_life, forgetful

BEGIN = datetime(2020, 1, 1, 12, tzinfo=UTC)
CARDS = 100_000
LONG = (10_000, 10)
"""Cards and reviews of each, of which hardly two are alike."""

FITTED = (1_260, 10)
"""Cards and reviews of each that are fitted: 12,600 reviews."""

FLOOR = Path(__file__).parent / "floors" / "fit.py"
SCHEDULER = Scheduler(Calendar(ZoneInfo("UTC"), 4))
REFERENCE = fsrs.Scheduler(
    learning_steps=(), relearning_steps=(), maximum_interval=LONGEST_DAYS, enable_fuzzing=False
)


def bulk(*, rounds: int, cards: int = CARDS, reviews: int = 2) -> dict[str, float]:
    """So many cards of so many reviews, each with a life of its own: folding them again, and what
    is left of each in memory.

    `fold` and `retrievability` are what an import, a fit and its undo do: columns as they come
    from the server, columns as they go back. `fold, objects` is what a sync does. py-fsrs is given
    cards and answers in its own objects.
    """
    life = _late(a_life(SCHEDULER, SCHEDULER.parameters, cards=cards, reviews=reviews, begin=BEGIN))
    answers, now = columns.read(_as_sent(life)), BEGIN + timedelta(days=300)
    folded = columns.fold(SCHEDULER, answers)
    theirs = [_reviewed(number, given) for number, given in enumerate(life)]
    days = (now - columns.EPOCH) // timedelta(days=1) - folded.reviewed_at // columns.DAY
    seconds = _in_turns(
        {
            "fold": lambda: columns.fold(SCHEDULER, answers),
            "fold, objects": lambda: SCHEDULER.fold_all(life),
            "fold, py-fsrs": lambda: [_reviewed(at, each) for at, each in enumerate(life)],
            "retrievability": lambda: columns.chances(SCHEDULER, folded.stability, days=days),
            "retrievability, py-fsrs": lambda: [
                REFERENCE.get_card_retrievability(card, now) for card in theirs
            ],
        },
        rounds=rounds,
    )
    fold, left = seconds["fold, py-fsrs"], seconds["retrievability, py-fsrs"]
    return {
        "cards": cards,
        "reviews of each": reviews,
        "different histories": len({_shape(answers) for answers in life}),
        "apart from py-fsrs": _apart(folded, theirs),
        **{name: round(value, 4) for name, value in seconds.items()},
        "fold ratio": round(seconds["fold"] / fold, 4),
        "fold ratio, objects": round(seconds["fold, objects"] / fold, 4),
        "retrievability ratio": round(seconds["retrievability"] / left, 4),
    }


def _late(life: Sequence[Sequence[Reviewed]]) -> list[list[Reviewed]]:
    """Each answer some days after it was asked for, as people are: few histories are alike."""
    dice = random.Random(3)
    return [
        [
            replace(one, reviewed_at=one.reviewed_at + timedelta(days=dice.randrange(30) * at))
            for at, one in enumerate(answers)
        ]
        for answers in life
    ]


def _shape(answers: Sequence[Reviewed]) -> tuple[object, ...]:
    days = [answer.reviewed_at.date() for answer in answers]
    gaps = ((later - day).days for day, later in pairwise(days))
    return (*(answer.rating for answer in answers), *gaps)


def _as_sent(life: Sequence[Sequence[Reviewed]]) -> bytes:
    """Answers as the server sends them."""
    return b"".join(
        struct.pack(
            ">QQhqdh",
            *(0, card),
            answer.rating.score,
            (answer.reviewed_at - columns.EPOCH) // columns.TICK,
            answer.retention,
            0,
        )
        for card, answers in enumerate(life)
        for answer in answers
    )


def _apart(folded: columns.Folded, theirs: Sequence[fsrs.Card]) -> float:
    """The largest relative difference in stability: both did the same work."""
    ours = folded.stability.tolist()
    return max(abs(one / card.stability - 1) for one, card in zip(ours, theirs, strict=True))


def fitting(*, rounds: int, torch: str | None) -> dict[str, float]:
    """Fitting 12,600 reviews of a forgetful person; with PyTorch's time once, where it is there."""
    cards, reviews = FITTED
    life = a_life(SCHEDULER, forgetful(SCHEDULER), cards=cards, reviews=reviews, begin=BEGIN)
    found = examples(life, SCHEDULER)
    ours = statistics.median(timed(lambda: fitted(found)) for _ in range(rounds))
    before, after = score(found, SCHEDULER.parameters), score(found, fitted(found))
    figures = {
        "reviews": cards * reviews,
        "seconds": round(ours, 4),
        "log loss before": before.log_loss,
        "log loss after": after.log_loss,
    }
    if torch is None:
        return figures
    theirs = _by_torch(torch, life)
    return {**figures, "py-fsrs": round(theirs, 2), "ratio": round(ours / theirs, 6)}


def _by_torch(python: str, life: Sequence[Sequence[Reviewed]]) -> float:
    logs = [
        (card, answer.rating.score, answer.reviewed_at.isoformat())
        for card, answers in enumerate(life)
        for answer in answers
    ]
    command = [python, str(FLOOR)]
    done = subprocess.run(
        command, input=json.dumps(logs), capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1])


def _in_turns(actions: Mapping[str, Callable[[], object]], *, rounds: int) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            times[name].append(timed(action))
    return {name: statistics.median(found) for name, found in times.items()}


def _reviewed(number: int, answers: Sequence[Reviewed]) -> fsrs.Card:
    card = fsrs.Card(card_id=number)
    for answer in answers:
        rating = fsrs.Rating(answer.rating.score)
        card, _ = REFERENCE.review_card(card, rating, answer.reviewed_at)
    return card


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reviews", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="turns (5)")
    parser.add_argument("--torch", help="an interpreter with fsrs[optimizer]")
    parser.add_argument("--no-save", action="store_true", help="print only")
    asked = parser.parse_args()
    found = {
        **circumstances(asked.rounds, libraries=("fsrs", "fsrs-rs-python")),
        "bulk": bulk(rounds=asked.rounds),
        "bulk, long": bulk(rounds=asked.rounds, cards=LONG[0], reviews=LONG[1]),
        "fitting": fitting(rounds=asked.rounds, torch=asked.torch),
    }
    print(json.dumps(found, indent=2))
    if not asked.no_save:
        name = f"{found['date']}-{found['commit']}-reviews.json"
        place = Path(__file__).parent / "results" / name
        place.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
