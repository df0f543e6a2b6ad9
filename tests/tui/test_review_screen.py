"""Reviewing in the full screen: keys → messages → what is shown and what is saved."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from maang.core.bootstrap import Core
from maang.core.practice.models import Entry, Outcome
from maang.core.reviews.models import Answer, Rating
from maang.core.reviews.service import Reviews
from maang.tui.app import MaangApp
from maang.tui.screens.review import DueRead, ReviewScreen
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


def test_a_card_is_not_asked_again_for_what_was_read_before_it_was_answered(
    core: Core, clock: FrozenClock
) -> None:
    a_due_card(core, clock)
    before = core.reviews.due()

    async def steps(app: MaangApp, pilot: Pilot[None]) -> None:
        for key in ("r", "space", "3"):
            await pilot.press(key)
            await settled(app, pilot)
        app.screen.post_message(DueRead(before, after=0))
        await settled(app, pilot)
        assert shown(app, "#question") == "Nothing left to recall: 1 answered"

    play(core, steps)


def test_a_quick_hand_turns_the_next_card_and_never_grades_one_twice(
    core: Core, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    core.practice.log("coin-change", Entry(outcome=Outcome.FAILED))
    a_due_card(core, clock)
    saved, answer = threading.Event(), Reviews.answer

    def slow(reviews: Reviews, card: UUID, rating: Rating) -> Answer:
        assert saved.wait(10)
        return answer(reviews, card, rating)

    monkeypatch.setattr(Reviews, "answer", slow)

    async def steps(app: MaangApp, pilot: Pilot[None]) -> None:
        await pilot.press("r")
        await settled(app, pilot)
        await pilot.press("space")
        await settled(app, pilot)
        await pilot.press("1", "space", "1")
        saved.set()
        await settled(app, pilot)
        assert shown(app, "#question").startswith("[2 of 2]")
        assert shown(app, "#answer") != ""

    play(core, steps)


def test_a_skipped_card_comes_last_also_when_the_day_is_read_again(
    core: Core, clock: FrozenClock
) -> None:
    for slug in ("coin-change", "3sum"):
        core.practice.log(slug, Entry(outcome=Outcome.FAILED))
    a_due_card(core, clock)
    first, second, third = (item.problem.slug for item in core.reviews.due())

    async def steps(app: MaangApp, pilot: Pilot[None]) -> None:
        asked = []
        for key in ("r", "s", "space", "1"):
            await pilot.press(key)
            await settled(app, pilot)
            app.screen.reload()
            await settled(app, pilot)
            asked.append(shown(app, "#question"))
        for slug, said in zip((first, second, second, third), asked, strict=True):
            assert slug in said

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
