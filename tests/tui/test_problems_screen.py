"""The catalogue narrowed down by single keys, and what one problem shows."""

from datetime import timedelta

from textual.widgets import Input

from maang.core.bootstrap import Core
from maang.core.porting.models import Take
from maang.core.practice.models import Entry
from maang.tui.screens.pick import PickScreen
from maang.tui.screens.stats import StatsScreen
from maang.tui.widgets.virtual_list import VirtualList
from tests.conftest import FrozenClock
from tests.core.importing.files import a_file
from tests.tui.playing import Player, play


def counted(player: Player) -> str:
    """How many are listed, without what their marks mean."""
    return player.line("#count").removesuffix("   + solved  ~ attempted")


def test_filters_narrow_the_list_down_and_one_key_clears_them(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("p", "d")
        easy = counted(player)
        await player.press("L")
        await player.type("blind")
        await player.press("enter")
        assert counted(player) == "19 problems"
        assert "easy" in player.picture[1]
        assert "blind-75" in player.picture[1]
        await player.press("x")
        assert (easy, counted(player)) == ("961 problems", "4029 problems")
        assert "blind-75" not in player.picture[1]

    play(core, steps)


def test_words_and_filters_count_together(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("p", "P")
        await player.type("backtr")
        await player.press("enter", "slash")
        await player.type("sum")
        picture = "\n".join(player.picture)
        assert "Combination Sum" in picture
        assert "Two Sum" not in picture

    play(core, steps)


def test_only_what_is_due_or_was_tried_is_left(core: Core, clock: FrozenClock) -> None:
    core.practice.log("two-sum", Entry(minutes=40, at=clock() - timedelta(days=30)))
    core.practice.log("3sum", Entry(minutes=40))

    async def steps(player: Player) -> None:
        await player.press("p", "D")
        assert counted(player) == "1 problem"
        await player.press("D", "s", "s", "s")
        assert counted(player) == "2 problems"

    play(core, steps)


def test_where_nothing_is_left_the_way_back_is_named(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("p", "D")
        assert counted(player) == "nothing found; x clears the filters"

    play(core, steps)


def test_a_picker_that_is_left_changes_nothing(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("p", "T")
        assert isinstance(player.app.screen, PickScreen)
        await player.press("down", "escape")
        assert counted(player) == "4029 problems"

    play(core, steps)


def test_lines_far_down_are_read_when_they_are_about_to_be_seen(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("p", "G")
        lines = player.app.screen.query_one(VirtualList)
        await player.until(lambda: player.app.screen.problem is not None)
        await player.rest()
        assert lines.cursor == 4028
        assert player.app.screen.problem in player.line("#page")

    play(core, steps)


def test_a_problem_shows_its_history_with_what_was_noted(core: Core, clock: FrozenClock) -> None:
    entry = Entry(minutes=40, hints=1, note="hash of\nseen values", at=clock() - timedelta(days=3))
    core.practice.log("two-sum", entry)
    core.practice.log("two-sum", Entry(minutes=12))

    async def steps(player: Player) -> None:
        await player.press("p")
        page = player.line("#page")
        assert "2026-03-10 12:00  solved in 12 min\n" in page
        assert page.endswith("\n  hash of\n  seen values")
        assert "2026-03-07 12:00  solved with hints" in page

    play(core, steps)


def test_only_what_one_company_asks_is_left(core: Core) -> None:
    file = a_file('company,slug\nAcme,two-sum\n"Acme; Initech",3sum\n')
    core.importing.bring_companies(file, Take(), told=lambda _: None)

    async def steps(player: Player) -> None:
        await player.press("p", "C")
        assert "initech" in "\n".join(player.picture)
        await player.type("acme")
        await player.press("enter")
        assert counted(player) == "2 problems"
        assert "acme" in player.picture[1]

    play(core, steps)


def test_where_no_file_named_a_company_the_picker_offers_none(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("p", "C", "enter")
        assert counted(player) == "4029 problems"

    play(core, steps)


def test_after_logging_from_an_open_problem_a_key_is_still_a_key(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("p", "slash", *"climbing", "enter", "enter")
        await player.press("l", "ctrl+s")
        await player.until(lambda: any("climbing-stairs: solved" in each for each in player.toasts))
        await player.press("j", "k")
        assert player.app.screen.query_one(Input).value == "climbing"
        await player.press("escape", "j", "4")
        assert isinstance(player.app.screen, StatsScreen)

    play(core, steps)


def test_a_long_problem_scrolls_while_it_is_open(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("p", "enter", "j", "j")
        assert player.app.screen.query_one("#page").scroll_y == 2

    play(core, steps, size=(50, 10))
