"""Whole screens, line by line, against the pictures in `pictures/`, and whether one can read them.

A picture that is meant to change is drawn again by MAANG_TEST_DRAW=1, and looked at.
"""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from rich.color import Color

from maang.core.bootstrap import Core
from maang.core.practice.models import Entry, Outcome
from tests.conftest import FrozenClock
from tests.core.sync.reading import plug
from tests.fakes.recorded import Recorded
from tests.tui.playing import Player, play

PICTURES = Path(__file__).parent / "pictures"

KEYS = {
    "the page of the day": (),
    "the catalogue": ("p",),
    "one problem": ("p", "slash", *"two", "enter", "enter"),
    "a picker": ("p", "L"),
    "a card before it is turned": ("3",),
    "a card that is turned": ("3", "space"),
    "stats": ("4",),
    "sync": ("5",),
    "settings": ("6",),
    "the log form": ("l", *"coin-change-ii"),
    "all keys": ("question_mark",),
}
"""Picture → the keys that lead to it."""

LEAST = 3.9
"""Contrast of text to what is behind it; WCAG asks for 4.5, and 3 for bold as on the cursor."""


@pytest.fixture
def lived(core: Core, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> Core:
    """A problem solved and one failed a month ago, one noted and one synced yesterday."""
    monkeypatch.delenv("VISUAL", raising=False)
    for name, value in (("EDITOR", "vi"), ("PAGER", "less"), ("MAANG_WORKSPACE", "/home/a/maang")):
        monkeypatch.setenv(name, value)
    month_ago = clock() - timedelta(days=30)
    core.practice.log("two-sum", Entry(minutes=40, hints=2, note="hash of seen", at=month_ago))
    hard = Entry(outcome=Outcome.FAILED, at=month_ago)
    core.practice.log("median-of-two-sorted-arrays", hard)
    core.practice.log("valid-anagram", Entry(minutes=9, at=clock() - timedelta(days=1)))
    plug(core, Recorded([]))
    core.sync.run("leetcode")
    return core


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
@pytest.mark.parametrize("name", KEYS)
def test_a_screen_looks_as_it_was_drawn(lived: Core, name: str, size: tuple[int, int]) -> None:
    seen: list[str] = []

    async def steps(player: Player) -> None:
        await player.press(*KEYS[name])
        seen.extend(player.picture)

    play(lived, steps, size=size)

    assert as_drawn(seen, name, size)


@pytest.mark.parametrize("theme", ["maang-dark", "maang-light"])
def test_every_word_stands_out_from_what_is_behind_it(lived: Core, theme: str) -> None:
    dim: dict[str, float] = {}

    async def steps(player: Player) -> None:
        player.app.theme = theme
        for keys in (
            ("1",),
            ("p",),
            ("5",),
            ("6",),
            ("7",),
            ("7", "a"),
            ("4",),
            ("3", "space"),
            ("l",),
        ):
            await player.press(*keys)
            dim.update(faint(player))

    play(lived, steps)

    assert dim == {}


def as_drawn(seen: list[str], name: str, size: tuple[int, int]) -> bool:
    """Whether a screen is as its picture, which is drawn first where that is asked for."""
    file = PICTURES / f"{name.replace(' ', '-')}-{size[0]}x{size[1]}.txt"
    drawn = "\n".join(seen) + "\n"
    if os.environ.get("MAANG_TEST_DRAW"):
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8")
    return True


def faint(player: Player) -> dict[str, float]:
    """Words whose contrast is too low; lines and bars are no words."""
    found = {}
    for strip in player.app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if style is None or style.color is None or style.bgcolor is None:
                continue
            if not any(character.isalnum() for character in segment.text):
                continue
            ratio = _contrast(style.color, style.bgcolor)
            if ratio < LEAST:
                found[segment.text.strip()] = round(ratio, 2)
    return found


def _contrast(one: Color, other: Color) -> float:
    """By WCAG 2: the lighter luminance to the darker one, each with 0.05 added."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    parts = [part / 255 for part in color.get_truecolor()]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
