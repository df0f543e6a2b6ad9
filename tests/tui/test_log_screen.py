"""The log form: a few keys log an attempt, and what was typed is never lost."""

import threading
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Input, TextArea

from maang.core.bootstrap import Core
from maang.core.practice.models import AttemptFilter, Outcome
from maang.tui.forms import PLACE, read
from maang.tui.screens.log import LogScreen
from maang.tui.widgets.virtual_list import VirtualList
from tests.core.sync.reading import plug
from tests.fakes.recorded import Recorded, submitted
from tests.tui.playing import Player, play


async def fill(player: Player) -> None:
    """Fail at coin-change in 25 minutes with one hint."""
    await player.press("l")
    await player.type("coin change")
    await player.press("tab", "tab", "right", "tab")
    await player.type("25")
    await player.press("tab")
    await player.type("1")
    await player.press("tab")
    await player.type("off by one")


def test_what_was_typed_is_logged(core: Core) -> None:
    async def steps(player: Player) -> None:
        await fill(player)
        await player.press("ctrl+s")

    play(core, steps)
    (attempt,) = core.practice.attempts(AttemptFilter())

    assert attempt.problem.slug == "coin-change"
    assert attempt.outcome is Outcome.FAILED
    assert (attempt.minutes, attempt.hints, attempt.note) == (25, 1, "off by one")


def test_a_logged_form_closes_says_so_and_leaves_no_draft(core: Core) -> None:
    async def steps(player: Player) -> None:
        await fill(player)
        await player.press("ctrl+s")
        assert not isinstance(player.app.screen, LogScreen)
        assert "coin-change: failed in 25 min" in player.toasts[-1]

    play(core, steps)

    assert core.practice.draft(PLACE) == ""


def test_a_closed_form_comes_back_as_it_was(core: Core) -> None:
    async def steps(player: Player) -> None:
        await fill(player)
        await player.press("escape", "l")
        await player.until(lambda: bool(player.app.screen.query(TextArea)))
        await player.until(lambda: player.app.screen.query_one(TextArea).text == "off by one")
        assert player.app.screen.query_one("#problem", Input).value == "coin change"

    play(core, steps)


def test_an_app_that_is_ended_in_mid_word_keeps_the_word(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("l")
        await player.pilot.press(*"two")
        player.app.exit()

    play(core, steps)

    assert read(core.practice.draft(PLACE)).problem == "two"


def test_a_draft_is_kept_though_the_form_is_gone_when_its_turn_comes(
    core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, write = threading.Event(), LogScreen._write

    def late(screen: LogScreen, body: str) -> None:
        assert closed.wait(10)
        write(screen, body)

    monkeypatch.setattr(LogScreen, "_write", late)

    async def steps(player: Player) -> None:
        await player.press("l")
        form = player.app.screen
        await player.pilot.press(*"two", "escape")
        await player.until(lambda: not form.is_attached)
        closed.set()
        await player.until(lambda: read(core.practice.draft(PLACE)).problem == "two")

    play(core, steps)


def test_a_pause_is_enough_to_keep_what_is_typed(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("l")
        await player.type("two")
        await player.until(lambda: core.practice.draft(PLACE) != "")

    play(core, steps)


def test_minutes_that_are_no_number_keep_the_form_open_with_everything_in_it(core: Core) -> None:
    async def steps(player: Player) -> None:
        await fill(player)
        player.app.screen.query_one("#minutes", Input).value = "half an hour"
        await player.press("ctrl+s")
        assert "no whole number" in player.toasts[-1]
        assert player.app.screen.query_one(TextArea).text == "off by one"

    play(core, steps)

    assert core.practice.attempts(AttemptFilter()) == []


def test_the_same_attempt_is_asked_about_before_it_is_logged_again(core: Core) -> None:
    async def steps(player: Player) -> None:
        await fill(player)
        await player.press("ctrl+s")
        await fill(player)
        await player.press("ctrl+s")
        assert "once more" in player.line("#said")
        assert len(core.practice.attempts(AttemptFilter())) == 1
        await player.press("ctrl+s")

    play(core, steps)

    assert len(core.practice.attempts(AttemptFilter())) == 2


def test_a_form_without_a_problem_says_what_is_missing(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("l", "ctrl+s")
        assert "which problem?" in player.line("#said")

    play(core, steps)


def test_the_problem_under_the_cursor_is_the_one_to_log(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("p", "j", "j")
        chosen = player.app.screen.query_one(VirtualList).cursor
        await player.press("l")
        slug = player.app.screen.query_one("#problem", Input).value
        assert chosen == 2
        await player.press("ctrl+s")
        assert core.practice.attempt("last").problem.slug == slug

    play(core, steps)


def test_nothing_is_laid_out_for_a_letter_of_a_text_that_is_longer_than_its_field(
    core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    arranged: list[Compositor] = []
    arrange = Compositor._arrange_root

    def counted(compositor: Compositor, root: Widget, size: Size, visible_only: bool = True) -> Any:
        arranged.append(compositor)
        return arrange(compositor, root, size, visible_only)

    monkeypatch.setattr(Compositor, "_arrange_root", counted)

    async def steps(player: Player) -> None:
        await player.press("l")
        await player.type("q" * 90)
        before = len(arranged)
        await player.type("qqqqq")
        assert len(arranged) == before > 0

    play(core, steps)


def test_an_unwritten_form_leaves_no_draft(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("p", "l", "escape")

    play(core, steps)

    assert core.practice.draft(PLACE) == ""


def test_a_form_about_what_was_synced_says_that_it_is_the_same(core: Core) -> None:
    plug(core, Recorded([[submitted(1, minutes_ago=30)]]))
    core.sync.run("leetcode")

    async def steps(player: Player) -> None:
        await player.press("l")
        await player.type("two-sum")
        await player.press("ctrl+s")
        assert "joined to the attempt leetcode reported at" in player.toasts[-1]

    play(core, steps)

    (attempt,) = core.practice.attempts(AttemptFilter())
    assert attempt.merged
