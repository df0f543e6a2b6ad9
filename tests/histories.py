"""Reviews nobody gave: drawn from an FSRS model with known parameters, and seeded."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from maang.core.bootstrap import Core
from maang.core.reviews import store
from maang.core.reviews.models import CardKind, Rating, Reviewed
from maang.core.reviews.scheduler import Scheduler, whole

SHARES = (0.15, 0.7, 0.15)
"""Hard, good and easy, of what is recalled."""


def forgetful(scheduler: Scheduler) -> tuple[float, ...]:
    """Parameters of somebody who forgets four times as fast as most, and learns more slowly."""
    own = list(scheduler.parameters)
    own[:4] = [stability / 4 for stability in own[:4]]
    own[8] -= 1.2
    own[20] = 0.4
    return tuple(own)


def a_life(
    scheduler: Scheduler,
    parameters: Sequence[float],
    *,
    cards: int,
    reviews: int,
    begin: datetime,
    seed: int = 7,
) -> list[list[Reviewed]]:
    """So many cards, each reviewed so often: asked when `scheduler` says, and recalled as a memory
    with `parameters` would."""
    dice, memory_of = Random(seed), Scheduler(scheduler.calendar, tuple(parameters))
    return [
        _card(scheduler, memory_of, dice, reviews, begin + timedelta(days=dice.randrange(200)))
        for _ in range(cards)
    ]


def keep(core: Core, histories: Sequence[Sequence[Reviewed]]) -> None:
    """Answers in the database, on cards of the catalogue's problems, folded as they stand."""
    with core.db.read() as session:
        names = session.connection().exec_driver_sql("SELECT id FROM problems ORDER BY slug")
        problems = [row[0] for row in names][: len(histories)]
    with core.db.write(seconds=60) as session:
        cards = store.open_cards(session, problems, kind=CardKind.PROBLEM, at=core.now())
        for problem, answers in zip(problems, histories, strict=True):
            for answer in answers:
                store.record(session, cards[problem], answer, at=answer.reviewed_at)
        store.refold_all(session, list(cards.values()), core.scheduler.fold_all)


def _card(
    asked: Scheduler, memory_of: Scheduler, dice: Random, reviews: int, at: datetime
) -> list[Reviewed]:
    answers, planned, memory, days = [], None, None, 0
    for _ in range(reviews):
        rating = Rating.GOOD
        if memory is not None:
            recalled = dice.random() < memory_of.chance(memory.stability, days=days)
            rating = dice.choices(list(Rating)[1:], SHARES)[0] if recalled else Rating.AGAIN
        answers.append(Reviewed(rating, at, 0.9))
        memory = memory_of.step(memory, rating, days=days, retention=0.9).memory
        step = asked.step(planned, rating, days=days, retention=0.9)
        planned = step.memory
        days = whole(step.interval) + dice.randrange(3)
        at += timedelta(days=days)
    return answers
