"""The app without a terminal: play keys on it, wait until it rests, read what it shows."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static
from textual.worker import WorkerCancelled

from maang.core.bootstrap import Core
from maang.core.config.preferences import Preferences
from maang.tui.app import MaangApp
from maang.tui.widgets.sheet import Sheet

Steps = Callable[["Player"], Awaitable[None]]


class Player:
    """A person at the keys of an app that nobody draws."""

    def __init__(self, app: MaangApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other; the app rests after each."""
        for key in keys:
            await self.pilot.press(key)
            await self.rest()

    async def type(self, words: str) -> None:
        """Type words without a pause; the app rests after the last letter."""
        await self.pilot.press(*("space" if letter == " " else letter for letter in words))
        await self.rest()

    async def rest(self) -> None:
        """Wait until no worker runs and no message waits."""
        await self.pilot.pause()
        while any(not worker.is_finished for worker in self.app.workers):
            with suppress(WorkerCancelled):  # a newer one of its group has begun
                await self.app.workers.wait_for_complete()
            await self.pilot.pause()  # what a worker found may set another one to work

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait, for a minute at most, until something has come true."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if true():
                return
            await self.pilot.pause(0.02)
        raise AssertionError("it never came true")

    def line(self, selector: str) -> str:
        """What a line of the present screen says."""
        found = self.app.screen.query_one(selector)
        if isinstance(found, Sheet):
            return found.text
        assert isinstance(found, Static)
        return str(found.content)

    @property
    def toasts(self) -> list[str]:
        """What the app said in passing, oldest first."""
        return [toast.message for toast in self.app._notifications]

    @property
    def picture(self) -> list[str]:
        """The present screen as lines of text."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def an_app(core: Core) -> MaangApp:
    """The app over a core, with the person's settings."""
    return MaangApp(lambda: core, Preferences(core.env, Path.cwd(), core.paths))


def play(core: Core, steps: Steps, *, size: tuple[int, int] = (80, 24)) -> MaangApp:
    """Run the app without a terminal and play `steps` on it; the app that has ended."""

    async def session() -> MaangApp:
        app = an_app(core)
        async with app.run_test(size=size) as pilot:
            player = Player(app, pilot)
            await player.rest()
            await steps(player)
        return app

    return asyncio.run(session())
