"""Whatever parameters stand, a card is the fold of its answers under them."""

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from maang.core.activity import store as activity
from maang.core.activity.service import Activity, void_step
from maang.core.parameters import store as parameters
from maang.core.practice.models import Entry
from maang.core.reviews.models import Rating
from maang.core.reviews.scheduler import Scheduler
from maang.core.reviews.service import REFOLD_ALL, RefoldEveryCard, refold_every_card
from tests.core.practice.test_rebuild import (
    World,
    a_log,
    a_world,
    an_amendment,
    an_undo,
    folded_cards,
    kept_cards,
    slugs,
    standing,
)

FIGURES = {
    "reviews": 1,
    "held_out": 1,
    **dict.fromkeys(("log_loss_before", "log_loss_after", "rmse_before", "rmse_after"), 0.5),
}

an_adoption = st.tuples(st.just("adopt"), st.sampled_from((0.25, 0.5, 3.0)))
a_review = st.tuples(st.just("review"), slugs, st.sampled_from(Rating))
some_days = st.tuples(st.just("clock"), st.timedeltas(timedelta(days=0), timedelta(days=30)))

histories = st.lists(
    st.one_of(a_log, a_review, some_days, an_amendment, an_undo, an_adoption),
    min_size=6,
    max_size=18,
).map(lambda later: [("log", "two-sum", Entry(), None), *later])


def adopt(world: World, scale: float) -> None:
    """Let parameters stand whose first stabilities are so many times the usual ones."""
    own = list(world.scheduler.parameters)
    own[:4] = [each * scale for each in own[:4]]
    with world.reviews.db.write() as session:
        event = parameters.keep(session, own, at=world.clock(), **FIGURES)
        refold_every_card(session, world.scheduler)
        undo = [void_step(event), {"do": REFOLD_ALL}]
        activity.record(session, verb="optimize", subject="", undo=undo, at=world.clock())


def live(world: World) -> World:
    """Make the world take adoptions back as well."""
    inverses = {**world.activity.inverses, REFOLD_ALL: RefoldEveryCard(world.scheduler)}
    world.activity = Activity(world.reviews.db, world.clock, inverses)
    return world


def standing_parameters(world: World) -> tuple[float, ...]:
    """Those of the newest adoption that was not taken back."""
    query = "SELECT parameters FROM review_parameters WHERE id NOT IN (SELECT event_id FROM voids)"
    found = world.rows(f"{query} ORDER BY seq")
    return tuple(found[-1]["parameters"]) if found else world.scheduler.parameters


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=histories)
def test_every_card_is_a_fold_under_the_parameters_that_stand(
    engine: Engine, history: list[tuple[Any, ...]]
) -> None:
    with a_world(engine) as world:
        live(world)
        for verb, *said in history:
            if verb == "adopt":
                adopt(world, *said)
            else:
                world.do(verb, *said)

        kept = kept_cards(world)
        world.scheduler = Scheduler(world.scheduler.calendar, standing_parameters(world))
        assert kept == folded_cards(world, standing(world))
