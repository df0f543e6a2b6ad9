"""Sync in the full screen: what is known, a run from here, a run that is stopped."""

import threading

from maang.core.bootstrap import Core
from maang.core.sync.errors import RateLimited
from maang.core.sync.models import RunState
from tests.core.sync.reading import attempts, plug
from tests.fakes.recorded import THREE_SUM, Recorded, submitted
from tests.tui.playing import Player, play


def picture(player: Player) -> str:
    return "\n".join(player.picture)


def test_a_run_from_here_is_counted_and_stands_below(core: Core) -> None:
    plug(core, Recorded([[submitted(1)], [submitted(2, problem=THREE_SUM)]]))

    async def steps(player: Player) -> None:
        await player.press("5")
        assert "never read" in picture(player)
        assert "maang login leetcode" in player.line("#detail")
        await player.press("s")
        await player.until(lambda: "2 new" in player.line("#detail"))
        assert "2 attempts from 1 platform" in player.line("#head")
        assert "done    2 new" in picture(player)

    play(core, steps)
    assert len(attempts(core)) == 2


def test_a_run_that_is_stopped_keeps_what_it_has_and_says_so(core: Core) -> None:
    go_on = threading.Event()
    plug(core, Recorded([[submitted(1)], [submitted(2)]], between=lambda: go_on.wait(30)))

    async def steps(player: Player) -> None:
        await player.press("5")
        await player.pilot.press("s")
        await player.until(lambda: "reading: 1 read" in picture(player))
        await player.pilot.press("x")
        await player.until(lambda: "stopping" in player.line("#head"))
        go_on.set()
        await player.until(lambda: "it was stopped" in player.line("#detail"))

    play(core, steps)
    (run,) = core.sync.runs()
    assert (run.state, run.code) == (RunState.PARTIAL, "stopped")
    assert core.sync.run("leetcode").state is RunState.DONE


def test_leaving_the_app_stops_the_run_after_its_page(core: Core) -> None:
    go_on = threading.Event()
    pages = [[submitted(key)] for key in range(4)]
    plug(core, Recorded(pages, between=lambda: go_on.wait(30)))

    async def steps(player: Player) -> None:
        await player.press("5")
        await player.pilot.press("s")
        await player.until(lambda: "reading: 1 read" in picture(player))
        player.app.screen._stopping.update(player.app.screen._going)
        go_on.set()
        await player.until(lambda: core.sync.runs()[0].ended_at is not None)

    play(core, steps)
    assert core.sync.runs()[0].rows_read == 2


def test_what_cuts_a_run_shows_its_hint(core: Core) -> None:
    error = RateLimited("too many requests", hint="wait an hour")
    plug(core, Recorded([[submitted(1)]], cut=0, error=error))

    async def steps(player: Player) -> None:
        await player.press("5", "s")
        await player.until(lambda: "wait an hour" in player.line("#detail"))
        assert "too many requests" in player.toasts[-1]
        assert "failed" in picture(player)

    play(core, steps)


def test_without_a_platform_it_says_how_to_set_one_up(core: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("5", "a", "s", "x")
        assert "maang login leetcode" in picture(player)

    play(core, steps)


def test_a_run_under_the_cursor_is_told_in_full(core: Core) -> None:
    plug(core, Recorded([[submitted(1)]]))
    core.sync.run("leetcode")

    async def steps(player: Player) -> None:
        await player.press("5", "tab")
        assert player.line("#detail") == "leetcode: 1 new (1 read from 1 page)"

    play(core, steps)


def test_the_foot_offers_to_open_nothing_here(core: Core) -> None:
    plug(core, Recorded([[submitted(1)]]))
    core.sync.run("leetcode")

    async def steps(player: Player) -> None:
        await player.press("5")
        assert "s Sync" in player.picture[-1]
        assert "Open" not in player.picture[-1]
        await player.press("tab")
        assert "1 new" in player.line("#detail")
        assert "Open" not in player.picture[-1]

    play(core, steps)
