"""What is longer than the screen is read by the keys of lists, or the wheel."""

import pytest
from textual import events

from maang.core.bootstrap import Core
from maang.core.config.writer import write_atomically
from maang.core.practice.models import Entry
from maang.tui.widgets.pane import Pane
from tests.conftest import FrozenClock
from tests.tui.playing import Player, play

LOW = (60, 8)
SLUGS = ("two-sum", "3sum", "word-break", "coin-change", "valid-anagram", "jump-game")


@pytest.fixture
def lived(core: Core, clock: FrozenClock) -> Core:
    """Some problems solved two months ago."""
    for slug in SLUGS:
        core.practice.log(slug, Entry(minutes=20, at=clock()))
    clock.forward(days=60)
    return core


def top(player: Player) -> float:
    """The line of the page that stands on top of the screen."""
    return player.app.screen.query_one(Pane).scroll_y


@pytest.mark.parametrize("screen", ["1", "4", "question_mark"], ids=["home", "stats", "keys"])
def test_the_keys_of_lists_scroll_a_page(lived: Core, screen: str) -> None:
    async def steps(player: Player) -> None:
        await player.press(screen)
        end = player.app.screen.query_one(Pane).max_scroll_y
        assert end > 0
        seen = []
        for key in ("j", "down", "k", "up", "G", "g", "end", "home", "pagedown", "pageup"):
            await player.press(key)
            seen.append(top(player))
        page = min(end, player.app.screen.query_one(Pane).size.height - 1)
        step = min(end, 2)
        assert seen == [1, step, step - 1, max(0, step - 2), end, 0, end, 0, page, 0]

    play(lived, steps, size=LOW)


@pytest.mark.parametrize("screen", ["1", "4", "question_mark"], ids=["home", "stats", "keys"])
def test_the_wheel_scrolls_a_page(lived: Core, screen: str) -> None:
    async def steps(player: Player) -> None:
        await player.press(screen)
        pane = player.app.screen.query_one(Pane)
        pane.post_message(events.MouseScrollDown(pane, 1, 1, 0, 0, 0, False, False, False))
        await player.until(lambda: top(player) > 0)

    play(lived, steps, size=LOW)


def test_the_persons_own_keys_scroll_as_well(lived: Core) -> None:
    write_atomically(lived.paths.config_file, content=b'[keys.lists]\ndown = "n"\n')

    async def steps(player: Player) -> None:
        await player.press("4", "n")
        assert top(player) == 1

    play(lived, steps, size=LOW)
