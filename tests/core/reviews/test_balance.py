"""Which of the days as good for memory is chosen, and that the choice can be folded again."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from maang.core.bootstrap import Core
from maang.core.practice.models import Entry
from maang.core.reviews import store
from maang.core.reviews.balance import lightest
from maang.core.reviews.models import Card, Rating
from maang.core.reviews.scheduler import Scheduler
from tests.conftest import NOON, FrozenClock

DAYS = [10, 11, 12, 13, 14]


@given(
    minutes=st.dictionaries(st.sampled_from(DAYS), st.integers(0, 300)),
    ideal=st.integers(0, len(DAYS) - 1),
)
def test_no_other_day_is_lighter_and_of_equals_none_is_nearer(
    minutes: dict[int, int], ideal: int
) -> None:
    chosen = lightest(DAYS, minutes, ideal=ideal)

    least = min(minutes.get(day, 0) for day in DAYS)
    assert minutes.get(chosen, 0) == least
    equals = [day for day in DAYS if minutes.get(day, 0) == least]
    assert abs(chosen - DAYS[ideal]) == min(abs(day - DAYS[ideal]) for day in equals)


def a_grown_card(core: Core, clock: FrozenClock, slug: str) -> Card:
    """A card answered twice, whose next interval has days to choose from."""
    logged = core.practice.log(slug, Entry(rating=Rating.GOOD))
    card = core.reviews.card(logged.attempt.problem_id)
    clock.forward(days=3)
    core.reviews.answer(card.id, Rating.GOOD)
    return core.reviews.card(card.problem_id)


def test_cards_of_one_day_spread_over_the_days_that_are_as_good(
    core: Core, clock: FrozenClock
) -> None:
    cards = []
    for slug in ("two-sum", "3sum", "coin-change"):
        clock.moment = NOON
        cards.append(a_grown_card(core, clock, slug))

    dues = {card.recall.due_at for card in cards if card.recall}

    assert len(dues) == 3
    assert max(dues) - min(dues) <= timedelta(days=5)


def test_a_preview_promises_the_day_an_answer_gives(core: Core, clock: FrozenClock) -> None:
    a_grown_card(core, clock, "3sum")
    clock.moment = NOON
    card = a_grown_card(core, clock, "two-sum")
    clock.forward(days=12)

    for rating in Rating:
        promised = getattr(core.reviews.preview(core.reviews.card(card.problem_id)), rating.value)
        assert core.reviews.answer(card.id, rating).due == promised
        core.activity.undo()


def test_a_balanced_card_is_the_fold_of_its_answers(core: Core, clock: FrozenClock) -> None:
    a_grown_card(core, clock, "3sum")
    clock.moment = NOON
    card = a_grown_card(core, clock, "two-sum")
    with core.db.read() as session:
        answers = store.histories(session, [card.id])[card.id]

    assert answers[-1].days is not None
    assert core.scheduler.fold(answers) == card.recall


def test_a_day_that_was_chosen_counts_only_among_the_choices(
    core: Core, clock: FrozenClock
) -> None:
    card = a_grown_card(core, clock, "two-sum")
    with core.db.read() as session:
        answers = store.histories(session, [card.id])[card.id]
    fast = list(core.scheduler.parameters)
    fast[0:4] = [each / 8 for each in fast[0:4]]
    other = Scheduler(core.calendar, tuple(fast))

    recall = other.fold(answers)

    assert recall is not None
    days = core.calendar.days_between(answers[-1].reviewed_at, recall.due_at)
    assert days in other.choices(other.fold(answers[:-1]), answers[-1])
