"""Keys one after the other: the next one is only looked at when the last one has had its effect.

Textual forwards a key to the widget that has the focus *now*; a Tab that still waits there moves
the focus too late for the letters behind it, which come at once from a quick hand or a paste.
"""

import time
from collections import deque
from collections.abc import Awaitable, Callable

from textual import events

PATIENCE = 2.0
"""Seconds after which a key counts as done: its widget may be gone, and nobody would say so."""


class Key(events.Key):
    """A key that tells when a widget has taken it."""

    def __init__(self, event: events.Key, done: Callable[["Key"], None]) -> None:
        super().__init__(event.key, event.character)
        self._sender = None  # else Textual stops it on its last way up, and nobody has used it
        self._done = done

    def stop(self, stop: bool = True) -> "Key":
        """A widget has used it: it goes no further."""
        if stop:
            self._done(self)
        super().stop(stop)
        return self


class InTurn:
    """The keys that wait. `forward` gives a key to Textual, `later` calls something soon."""

    def __init__(
        self,
        forward: Callable[[events.Key], Awaitable[None]],
        later: Callable[[Callable[[], Awaitable[None]]], object],
        timer: Callable[[float, Callable[[], Awaitable[None]]], object],
    ) -> None:
        self._forward, self._later, self._timer = forward, later, timer
        self._waiting: deque[Key] = deque()
        self._going: Key | None = None
        self._since = 0.0

    async def take(self, event: events.Key) -> None:
        """A key was pressed."""
        self._waiting.append(Key(event, self.done))
        if self._going is None:
            await self._next()
        elif len(self._waiting) == 1:
            self._timer(PATIENCE, self._look)

    def done(self, key: Key) -> None:
        """A key has had its effect."""
        if key is self._going:
            self._going = None
            if self._waiting:
                self._later(self._next)

    async def _next(self) -> None:
        while self._going is None and self._waiting:
            self._going = key = self._waiting.popleft()
            self._since = time.monotonic()
            await self._forward(key)
            if not key.is_forwarded:  # it was everybody's, and is done
                self._going = None

    async def _look(self) -> None:
        """Nobody may ever say that the last key is done."""
        if self._going is not None and time.monotonic() - self._since >= PATIENCE:
            self._going = None
            await self._next()
        if self._waiting:
            self._timer(PATIENCE, self._look)
