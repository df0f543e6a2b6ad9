"""Many cards column by column: the same to the last bit as each alone."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maang.core.bootstrap import Core
from maang.core.calendar import Calendar
from maang.core.ids import new_id
from maang.core.practice.models import Entry
from maang.core.reviews import store
from maang.core.reviews.bulk import refold_many
from maang.core.reviews.columns import ANSWER, EPOCH, TICK, Folded, chances, fold
from maang.core.reviews.models import Rating, Recall, Reviewed
from maang.core.reviews.scheduler import Scheduler
from tests.conftest import NOON, FrozenClock

BERLIN = Scheduler(Calendar(ZoneInfo("Europe/Berlin"), 4))

answered = st.builds(
    Reviewed,
    st.sampled_from(Rating),
    st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes)),
    st.sampled_from([0.8, 0.9, 0.93]),
    st.none() | st.integers(1, 365),
)
histories = st.lists(answered, min_size=1, max_size=8).map(
    lambda answers: sorted(answers, key=lambda answer: answer.reviewed_at)
)


def as_columns(many: list[list[Reviewed]]) -> np.ndarray:
    rows = [
        (
            card.to_bytes(16, "big"),
            answer.rating.score,
            (answer.reviewed_at - EPOCH) // TICK,
            answer.retention,
            answer.days or 0,
        )
        for card, answers in enumerate(many, start=1)
        for answer in answers
    ]
    return np.array(rows, ANSWER)


def recalls(folded: Folded) -> list[Recall]:
    """As objects."""

    def moment(ticks: int) -> datetime:
        return EPOCH + ticks * TICK

    return [
        Recall(*memory, moment(reviewed), moment(due), reps, lapses)
        for *memory, due, reviewed, reps, lapses in zip(
            folded.stability.tolist(),
            folded.difficulty.tolist(),
            folded.due_at.tolist(),
            folded.reviewed_at.tolist(),
            folded.reps.tolist(),
            folded.lapses.tolist(),
            strict=True,
        )
    ]


@settings(max_examples=100, deadline=None)
@given(many=st.lists(histories, min_size=1, max_size=6))
def test_columns_are_folded_as_each_card_alone(many: list[list[Reviewed]]) -> None:
    folded = fold(BERLIN, as_columns(many))

    assert folded.keys == [UUID(int=card) for card in range(1, len(many) + 1)]
    assert recalls(folded) == [BERLIN.fold(history) for history in many]


def test_what_is_left_of_many_is_what_is_left_of_each() -> None:
    stability, days = np.array([0.5, 3.0, 250.0]), np.array([-2, 7, 90])

    assert chances(BERLIN, stability, days=days).tolist() == pytest.approx(
        [BERLIN.chance(0.5, days=0), BERLIN.chance(3.0, days=7), BERLIN.chance(250.0, days=90)]
    )


def test_cards_in_the_database_are_folded_alike_and_those_without_answers_forgotten(
    core: Core, clock: FrozenClock
) -> None:
    for problem in ("two-sum", "3sum", "two-sum", "coin-change", "3sum"):
        clock.forward(days=3)
        core.practice.log(problem, Entry(minutes=20))
    core.activity.undo()
    problem = core.problems.get("jump-game").id
    with core.db.write() as session:
        cards = store.every_card(session)
        store.refold_all(session, cards, core.scheduler.fold_all)
        expected = store.all_cards(session)
        spoilt = "UPDATE review_cards SET stability = 1, reps = 9, lapses = 9, difficulty = 5"
        session.connection().exec_driver_sql(spoilt)
        session.connection().exec_driver_sql(
            "INSERT INTO review_cards (id, user_id, problem_id, kind, created_at, reps, lapses)"
            " SELECT %s, user_id, %s, kind, created_at, 3, 1 FROM review_cards LIMIT 1",
            (empty := new_id(), problem),
        )
        session.expire_all()

        refold_many(session, [*cards, empty], core.scheduler)

        assert store.all_cards(session) == expected
        assert store.get(session, empty).recall is None
