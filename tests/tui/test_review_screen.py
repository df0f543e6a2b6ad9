"""Reviewing in the full screen: keys → messages → what is shown and what is saved."""

import asyncio
from collections.abc import Awaitable, Callable

from textual.pilot import Pilot
from textual.widgets import Static

from maang.core.bootstrap import Core
from maang.core.practice.models import Entry, Outcome
from maang.core.reviews.models import Rating
from maang.tui.app import MaangApp
from maang.tui.screens.review import ReviewScreen
from maang.tui.widgets.key_bar import KeyBar
from maang.tui.widgets.rating_bar import RatingBar
from tests.conftest import FrozenClock
from tests.tui.playing import an_app

Steps = Callable[[MaangApp, Pilot[None]], Awaitable[None]]


def play(core: Core, steps: Steps) -> None:
    """Run the app without a terminal and play `steps` on it."""

    async def session() -> None:
        app = an_app(core)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(app, pilot)
            await steps(app, pilot)

    asyncio.run(session())


async def settled(app: MaangApp, pilot: Pilot[None]) -> None:
    """Wait until no worker runs and no message waits."""
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


def shown(app: MaangApp, selector: str) -> str:
    """What a line of the present screen says."""
    return str(app.screen.query_one(selector, Static).content)


def a_due_card(core: Core, clock: FrozenClock) -> None:
    core.practice.log("two-sum", Entry(outcome=Outcome.FAILED, approach="hash of seen values"))
    clock.forward(days=2)


def test_the_answer_is_hidden_until_it_is_asked_for(core: Core, clock: FrozenClock) -> None:
    a_due_card(core, clock)

    async def steps(app: MaangApp, pilot: Pilot[None]) -> None:
        await pilot.press("r")
        await settled(app, pilot)
        assert isinstance(app.screen, ReviewScreen)
        assert "two-sum" in shown(app, "#question")
        assert shown(app, "#answer") == ""
        await pilot.press("space")
        await settled(app, pilot)
        assert "hash of seen values" in shown(app, "#answer")

    play(core, steps)


def test_the_foot_calls_the_space_bar_by_what_it_does(core: Core, clock: FrozenClock) -> None:
    a_due_card(core, clock)

    async def steps(app: MaangApp, pilot: Pilot[None]) -> None:
        words = []
        for key in ("r", "space", "1"):
            await pilot.press(key)
            await settled(app, pilot)
            foot = app.screen.query_one(KeyBar)
            words.append(next(each.word for each in foot.keys if each.action == "reveal"))
        assert words == ["Reveal", "Good", "Reveal"]

    play(core, steps)


def test_one_key_grades_and_u_takes_it_back(core: Core, clock: FrozenClock) -> None:
    a_due_card(core, clock)

    async def steps(app: MaangApp, pilot: Pilot[None]) -> None:
        await pilot.press("r")
        await settled(app, pilot)
        await pilot.press("space")
        await settled(app, pilot)
        await pilot.press("3")
        await settled(app, pilot)
        assert core.reviews.due() == []
        assert "two-sum: good" in shown(app, "#last")
        await pilot.press("u")
        await settled(app, pilot)
        assert len(core.reviews.due()) == 1

    play(core, steps)


def test_a_grade_before_the_answer_is_seen_does_nothing(core: Core, clock: FrozenClock) -> None:
    a_due_card(core, clock)

    async def steps(app: MaangApp, pilot: Pilot[None]) -> None:
        await pilot.press("r")
        await settled(app, pilot)
        await pilot.press("3")
        await settled(app, pilot)
        assert len(core.reviews.due()) == 1

    play(core, steps)


def test_x_sets_a_card_aside_and_u_takes_that_back(core: Core, clock: FrozenClock) -> None:
    a_due_card(core, clock)

    async def steps(app: MaangApp, pilot: Pilot[None]) -> None:
        await pilot.press("r")
        await settled(app, pilot)
        await pilot.press("x")
        await settled(app, pilot)
        assert core.reviews.due() == []
        assert "two-sum: suspended" in shown(app, "#last")
        assert shown(app, "#question") == "Nothing is due"
        await pilot.press("u")
        await settled(app, pilot)
        assert len(core.reviews.due()) == 1
        assert "two-sum" in shown(app, "#question")

    play(core, steps)


def test_where_nothing_is_due_nothing_offers_to_be_revealed(core: Core, clock: FrozenClock) -> None:
    a_due_card(core, clock)

    async def steps(app: MaangApp, pilot: Pilot[None]) -> None:
        await pilot.press("3")
        await settled(app, pilot)
        assert app.screen.query_one(RatingBar).display
        await pilot.press("space")
        await settled(app, pilot)
        await pilot.press("3")
        await settled(app, pilot)
        assert shown(app, "#question") == "Nothing left to recall: 1 answered"
        assert not app.screen.query_one(RatingBar).display
        await pilot.press("u")
        await settled(app, pilot)
        assert app.screen.query_one(RatingBar).display

    play(core, steps)


def test_a_leech_is_called_so_before_it_is_asked(core: Core, clock: FrozenClock) -> None:
    a_due_card(core, clock)
    card = core.reviews.due()[0].card
    for _ in range(8):
        core.reviews.answer(card, Rating.AGAIN)
        clock.forward(days=2)

    async def steps(app: MaangApp, pilot: Pilot[None]) -> None:
        await pilot.press("r")
        await settled(app, pilot)
        assert "forgotten 8 times" in shown(app, "#question")

    play(core, steps)
