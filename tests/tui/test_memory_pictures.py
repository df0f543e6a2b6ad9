"""Memory as it looks, line by line, and whether one can read it in both themes."""

import pytest

from maang.core.bootstrap import Core
from tests.tui.playing import Player, play
from tests.tui.test_memory_screen import settled
from tests.tui.test_pictures import as_drawn, faint

KEYS = {
    "what is remembered": ("7",),
    "a search of memory": ("7", "slash", *'"same element" twice', "enter"),
    "an answer from memory": ("7", "slash", *'?"same element" twice', "enter"),
}
"""Picture → the keys that lead to it."""

NAMES = {" ": "space", "?": "question_mark", '"': "quotation_mark"}


async def shown(player: Player, keys: tuple[str, ...]) -> None:
    await player.pilot.press(*(NAMES.get(key, key) for key in keys))
    await settled(player, "newest first" if len(keys) == 1 else "by words and meaning")
    if "?" in keys:
        await player.until(lambda: "your own sentences" in player.line("#state"))
    await player.rest()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
@pytest.mark.parametrize("name", KEYS)
def test_memory_looks_as_it_was_drawn(remembered: Core, name: str, size: tuple[int, int]) -> None:
    seen: list[str] = []

    async def steps(player: Player) -> None:
        await shown(player, KEYS[name])
        seen.extend(player.picture)

    play(remembered, steps, size=size)

    assert as_drawn(seen, name, size)


@pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=["40x12", "80x24"])
def test_memory_looks_as_it_was_drawn_before_anything_is_in_it(
    core: Core, size: tuple[int, int]
) -> None:
    seen: list[str] = []

    async def steps(player: Player) -> None:
        await player.press("7")
        seen.extend(player.picture)

    play(core, steps, size=size)

    assert as_drawn(seen, "memory before anything is remembered", size)


@pytest.mark.parametrize("theme", ["maang-dark", "maang-light"])
def test_every_word_of_it_stands_out_from_what_is_behind_it(remembered: Core, theme: str) -> None:
    dim: dict[str, float] = {}

    async def steps(player: Player) -> None:
        player.app.theme = theme
        for keys in KEYS.values():
            await shown(player, keys)
            dim.update(faint(player))
            await player.press("escape", "escape", "x", "1")

    play(remembered, steps, size=(120, 36))

    assert dim == {}
