"""Every screen as it looks: as lines of text, at the sizes people have."""

import asyncio
from datetime import timedelta

import pytest
from textual.events import Key

from maang.core.bootstrap import Core
from maang.core.practice.models import Entry, Outcome
from maang.tui.keys import EVERY
from maang.tui.screens.home import HomeScreen
from maang.tui.screens.keys import KeysScreen
from maang.tui.screens.log import LogScreen
from maang.tui.screens.problems import ProblemsScreen
from maang.tui.screens.review import ReviewScreen
from maang.tui.screens.stats import StatsScreen
from maang.tui.widgets.virtual_list import VirtualList
from tests.conftest import FrozenClock
from tests.tui.playing import Player, an_app, play

SIZES = [(80, 24), (120, 36), (40, 12)]

SHOWN = {
    "1": ("Tuesday 10 March 2026", "Due", "1 two-sum", "Next"),
    "2": ("Two Sum", "Add Two Numbers", "4029 problems"),
    "3": ("[1 of 2]", "space reveals"),
    "4": ("1 problem solved in 2 attempts", "Solved by difficulty"),
    "5": ("Sync", "No platform is set up"),
    "6": ("Settings", "zone", "The time zone one lives in."),
    "7": ("1 text, newest first", "Two Sum", "I forgot to look"),
    "l": ("Log an attempt", "outcome", "minutes", "note"),
    "question_mark": ("Keys", "everywhere"),
}
"""Key → words of the screen that it opens."""

FIRST = {key: words[:1] for key, words in SHOWN.items()} | {"l": ("outcome", "note")}
"""What of it stands on twelve lines of forty columns."""


@pytest.fixture
def lived(core: Core, clock: FrozenClock) -> Core:
    """One problem solved and one failed, a month ago."""
    month_ago = clock() - timedelta(days=30)
    core.practice.log("two-sum", Entry(minutes=40, hints=2, note="I forgot to look", at=month_ago))
    hard = Entry(outcome=Outcome.FAILED, at=month_ago)
    core.practice.log("median-of-two-sorted-arrays", hard)
    return core


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("key", SHOWN)
def test_a_screen_shows_what_it_is_for(lived: Core, key: str, size: tuple[int, int]) -> None:
    async def steps(player: Player) -> None:
        await player.press(key)
        picture = "\n".join(player.picture)
        expected = SHOWN[key] if size[1] > 12 else FIRST[key]
        assert [words for words in expected if words not in picture] == [], picture

    play(lived, steps, size=size)


@pytest.mark.parametrize("size", [(20, 5), (1, 1)], ids=["20x5", "1x1"])
@pytest.mark.parametrize("key", SHOWN)
def test_no_screen_falls_over_where_there_is_no_room(
    lived: Core, key: str, size: tuple[int, int]
) -> None:
    async def steps(player: Player) -> None:
        await player.press(key)
        assert len(player.picture) == size[1]

    play(lived, steps, size=size)


def test_on_forty_columns_a_card_keeps_to_its_line(lived: Core) -> None:
    async def steps(player: Player) -> None:
        assert sum("median-of-two" in line for line in player.picture) == 1
        assert max(map(len, player.picture)) <= 40

    play(lived, steps, size=(40, 24))


def test_the_keys_of_the_footer_fit_into_eighty_columns(core: Core) -> None:
    async def steps(player: Player) -> None:
        for key in ("1", "2", "3", "4", "5", "6", "7"):
            await player.press(key)
            assert player.picture[-1].endswith("q Quit"), player.picture[-1]

    play(core, steps)


def test_three_grades_on_the_review_screen_and_leads_there_from_any_other(lived: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("3", "space", "3")
        assert isinstance(player.app.screen, ReviewScreen)
        assert "good" in player.line("#last")

    play(lived, steps)


def test_every_key_in_the_table_is_on_the_page_of_keys(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("question_mark")
        picture = "\n".join(player.picture)
        words = [act.word for table in EVERY for act in table.acts]
        assert [word for word in words if word not in picture] == []

    play(core, steps, size=(80, 120))


def test_the_palette_knows_every_screen_and_every_problem(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("ctrl+p")
        await player.type("stats")
        await player.pilot.pause(0.5)
        await player.press("enter")
        await player.until(lambda: isinstance(player.app.screen, StatsScreen))
        await player.press("ctrl+p")
        await player.type("coin-change")
        await player.pilot.pause(0.5)
        await player.press("enter")
        await player.until(lambda: isinstance(player.app.screen, ProblemsScreen))
        await player.until(lambda: "322 coin-change" in player.line("#page"))

    play(core, steps)


def test_the_mouse_moves_the_cursor_and_opens(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("p")
        await player.pilot.click(VirtualList, offset=(10, 3))
        await player.rest()
        assert player.app.screen.query_one(VirtualList).cursor == 3
        assert "4 median-of-two-sorted-arrays" in player.line("#page")
        await player.pilot.click(VirtualList, offset=(10, 3))
        await player.rest()
        assert player.app.screen.has_class("-open")

    play(core, steps)


def test_escape_leads_home_one_step_at_a_time(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("p", "slash", "escape", "escape")
        assert isinstance(player.app.screen, HomeScreen)

    play(core, steps)


@pytest.mark.parametrize(("key", "kind"), [("l", LogScreen), ("question_mark", KeysScreen)])
def test_a_form_on_top_keeps_the_keys_of_what_is_below(
    core: Core, key: str, kind: type[object]
) -> None:
    async def steps(player: Player) -> None:
        await player.press(key, "f5", "4")
        assert isinstance(player.app.screen, kind)

    play(core, steps)


def test_a_fresh_start_says_where_to_begin(core: Core) -> None:
    async def steps(player: Player) -> None:
        assert "nothing is due" in "\n".join(player.picture)
        await player.press("4")
        assert "l logs the first attempt" in player.line("#totals")
        assert "unknown" in player.line("#retention")

    play(core, steps)


@pytest.mark.parametrize("key", ["ctrl+p", "2", "l"])
def test_a_key_that_comes_before_the_first_paint_does_not_keep_the_database_shut(
    core: Core, key: str
) -> None:
    async def session() -> None:
        app = an_app(core)
        async with app.run_test() as pilot:
            app.post_message(Key(key, None))
            await Player(app, pilot).until(app.opened.is_set)

    asyncio.run(session())
