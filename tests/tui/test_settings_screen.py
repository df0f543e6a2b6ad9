"""Settings in the full screen: seen with their source, changed, taken back, refused."""

from pathlib import Path

import pytest
from textual.widgets import Input

from maang.core.bootstrap import Core
from maang.core.errors import Invalid
from maang.tui.screens.review import ReviewScreen
from maang.tui.theme import DARK, LIGHT
from tests.tui.playing import Player, an_app, play


def config(core: Core) -> Path:
    return core.paths.config_file


def own_keys(core: Core, text: str) -> None:
    config(core).parent.mkdir(parents=True, exist_ok=True)
    config(core).write_text(text)


async def edit_day_start(player: Player, value: str) -> None:
    await player.press("6", "j", "e")
    player.app.screen.query_one(Input).value = value
    await player.press("enter")


def test_a_changed_setting_is_written_and_holds_at_once(core: Core) -> None:
    async def steps(player: Player) -> None:
        await edit_day_start(player, "6")
        assert "day_start: written" in player.toasts[-1]
        assert "user" in player.line("#about")

    play(core, steps)
    assert "day_start = 6" in config(core).read_text()
    assert core.calendar.day_start == 6


def test_u_takes_the_change_back(core: Core) -> None:
    async def steps(player: Player) -> None:
        await edit_day_start(player, "6")
        await player.press("u")
        assert "day_start: taken back" in player.toasts[-1]

    play(core, steps)
    assert "day_start" not in config(core).read_text()
    assert core.calendar.day_start == 4


def test_a_value_that_cannot_be_stays_to_be_mended_beside_what_can(core: Core) -> None:
    async def steps(player: Player) -> None:
        await edit_day_start(player, "25")
        assert player.app.screen.query_one(Input).value == "25"
        assert player.line("#wrong") == "this cannot be it: nothing was written"
        assert any("a whole number from 0 to 12" in line for line in player.picture)
        assert not config(core).exists()
        await player.press("backspace", "backspace", "5")
        assert player.line("#wrong") == ""
        await player.press("enter")

    play(core, steps)
    assert config(core).read_text() == "day_start = 5\n"


def test_what_cannot_be_is_told_on_the_smallest_screen(core: Core) -> None:
    async def steps(player: Player) -> None:
        await edit_day_start(player, "25")
        assert any("this cannot be it" in line for line in player.picture)
        assert any("esc leaves it" in line for line in player.picture)

    play(core, steps, size=(40, 12))


def test_a_dash_is_the_default_as_it_is_at_the_prompt(core: Core) -> None:
    own_keys(core, "day_start = 6\n")

    async def steps(player: Player) -> None:
        await edit_day_start(player, "-")
        assert "day_start: written" in player.toasts[-1]
        assert "default" in player.line("#about")

    play(core, steps)
    assert "day_start" not in config(core).read_text()


def test_a_list_is_picked_from_those_there_are(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("6", "j", "j", "j", "enter")
        await player.type("grind-1")
        await player.press("enter")

    play(core, steps)
    assert 'list = "grind-169"' in config(core).read_text()


def test_one_of_a_few_words_is_picked(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("6", "j", "j", "enter")
        await player.type("rust")
        await player.press("enter")

    play(core, steps)
    assert 'language = "rust"' in config(core).read_text()


def test_what_the_environment_sets_is_refused(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAANG_DAY_START", "3")

    async def steps(player: Player) -> None:
        await edit_day_start(player, "6")
        assert "set by MAANG_DAY_START" in player.toasts[-1]
        assert "environment" in player.line("#about")

    play(core, steps)
    assert not config(core).exists()


def test_a_theme_that_was_chosen_stays(core: Core) -> None:
    async def steps(player: Player) -> None:
        assert player.app.theme == DARK.name
        await player.press("t")
        assert player.app.theme == LIGHT.name

    play(core, steps)
    assert 'theme = "light"' in config(core).read_text()


def test_a_theme_the_environment_sets_is_changed_until_one_leaves_and_that_is_said(
    core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAANG_THEME", "dark")

    async def steps(player: Player) -> None:
        await player.press("t")
        assert player.app.theme == LIGHT.name
        assert "light until you leave; theme is set by MAANG_THEME" in player.toasts[-1]
        await edit_day_start(player, "6")
        assert player.app.theme == LIGHT.name

    play(core, steps)
    assert "theme" not in config(core).read_text()


@pytest.mark.parametrize(("colors", "theme"), [("0;15", LIGHT), ("15;0", DARK), ("", DARK)])
def test_an_auto_theme_follows_the_terminal(
    core: Core, monkeypatch: pytest.MonkeyPatch, colors: str, theme: object
) -> None:
    monkeypatch.setenv("COLORFGBG", colors)

    assert an_app(core).theme == theme.name


def test_the_persons_keys_work_and_stand_in_footer_and_help(core: Core) -> None:
    own_keys(core, '[keys.everywhere]\nreview = "f8"\n[keys.review]\ngood = "g"\n')

    async def steps(player: Player) -> None:
        assert "f8 Review" in player.picture[-1]
        await player.press("f8")
        assert isinstance(player.app.screen, ReviewScreen)
        await player.press("question_mark")
        assert any("f8" in line and "Review" in line for line in player.picture)

    play(core, steps)


@pytest.mark.parametrize("line", ['down = "k"', 'sideways = "n"', 'down = "hello"'])
def test_keys_that_do_not_hold_together_are_refused_before_the_screen(
    core: Core, line: str
) -> None:
    own_keys(core, f"[keys.lists]\n{line}\n")

    with pytest.raises(Invalid) as error:
        an_app(core)

    assert error.value.hint
