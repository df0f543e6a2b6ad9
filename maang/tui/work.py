"""`ask()`: run a core call off the UI thread and post its answer."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar, cast

from textual._context import NoActiveAppError
from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker

from maang.core.errors import MaangError
from maang.tui.messages import Failed

if TYPE_CHECKING:
    from maang.tui.app import MaangApp

Answer = TypeVar("Answer")

BREATH = 0.08
"""Seconds without a key after which what keys ask for is looked up. Fingers that run on are drawn
first: a thread that works takes its share of the time."""


def ask(
    owner: Widget,
    call: Callable[[], Answer],
    then: Callable[[Answer], Message],
    *,
    group: str = "default",
    latest: bool = False,
    after: float = 0.0,
) -> Worker[None]:
    """Call the core in a thread; `owner` hears `then(answer)`, or `Failed`. It waits until the
    database is open.

    With `latest` an answer is dropped when a newer call of the same `group` has begun: what a
    person typed a moment ago must not overtake what they typed now. `after` so many seconds
    without a newer call it begins.
    """
    opened = cast("MaangApp", owner.app).opened

    def work() -> None:
        opened.wait()
        with suppress(NoActiveAppError):  # who asked was closed meanwhile: nobody hears it
            try:
                answer = call()
            except MaangError as error:
                owner.post_message(Failed(error))
            else:
                if not (latest and worker.is_cancelled):
                    owner.post_message(then(answer))

    async def later() -> None:
        await asyncio.sleep(after)
        await asyncio.to_thread(work)

    begin = later if after else work
    worker = owner.run_worker(begin, thread=not after, group=group, exclusive=latest)
    return worker
