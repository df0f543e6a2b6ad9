"""Keys one after the other: the next one is only looked at when the last one has had its effect.

Textual forwards a key to the widget that has the focus *now*; a Tab that still waits there moves
the focus too late for the letters behind it, which come at once from a quick hand or a paste.
What a key's action has posted counts as its effect: a `Followed` goes the same way behind it.
"""

import time
from collections import deque
from collections.abc import Awaitable, Callable, Collection

from textual import events
from textual.message import Message
from textual.widget import Widget

PATIENCE = 2.0
"""Seconds after which a key counts as done: its widget may be gone, and nobody would say so."""

LOOK = 0.05
"""Seconds between two looks at whether anybody is left who could say so."""


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


def apart(event: events.Key, meant: Collection[str]) -> list[events.Key]:
    """Escape and a letter, where a terminal sent them so close that they came as one alt+letter.

    An alt+letter that means something (it is in `meant`) stays what it is.
    """
    _, alt, name = event.key.rpartition("alt+")
    letter = event.character
    if not alt or event.key in meant or not letter or not letter.isprintable():
        return [event]
    name = letter if letter.isalnum() else name
    return [events.Key("escape", "\x1b"), events.Key(name, letter)]


class Followed(Message):
    """Goes up from where a key went in, behind everything that its action has posted there."""

    def __init__(self, key: Key) -> None:
        super().__init__()
        self.key = key


class InTurn:
    """The keys that wait. `forward` gives a key to Textual, `later` calls something soon, `target`
    is what has the focus, and `stays` whether it is still on the screen."""

    def __init__(
        self,
        forward: Callable[[events.Key], Awaitable[None]],
        later: Callable[[Callable[[], Awaitable[None]]], object],
        timer: Callable[[float, Callable[[], Awaitable[None]]], object],
        target: Callable[[], Widget],
        stays: Callable[[Widget], bool],
    ) -> None:
        self._forward, self._later, self._timer = forward, later, timer
        self._target, self._stays = target, stays
        self._waiting: deque[Key] = deque()
        self._going: Key | None = None
        self._into: Widget | None = None
        self._followed = False
        self._since = 0.0

    async def take(self, event: events.Key) -> None:
        """A key was pressed."""
        self._waiting.append(Key(event, self.done))
        if self._going is None:
            await self._next()
        elif len(self._waiting) == 1:
            self._timer(LOOK, self._look)

    def acted(self, key: Key) -> None:
        """The action of a key has ended; what it has posted may still be on its way."""
        if key is not self._going:
            return
        self._followed = True
        if self._lost or self._into is None or not self._into.post_message(Followed(key)):
            self.done(key)

    def done(self, key: Key) -> None:
        """A key has had its effect."""
        if key is self._going:
            self._going = None
            if self._waiting:
                self._later(self._next)

    async def _next(self) -> None:
        while self._going is None and self._waiting:
            self._going = key = self._waiting.popleft()
            self._into, self._followed = self._target(), False
            self._since = time.monotonic()
            await self._forward(key)
            if not key.is_forwarded:  # it was everybody's, and is done
                self._going = None

    async def _look(self) -> None:
        """Nobody may ever say that the last key is done: a picker that closed, say."""
        if self._going is not None and (self._lost or self._late):
            self._going = None
            await self._next()
        if self._waiting:
            self._timer(LOOK, self._look)

    @property
    def _lost(self) -> bool:
        return self._followed and (self._into is None or not self._stays(self._into))

    @property
    def _late(self) -> bool:
        return time.monotonic() - self._since >= PATIENCE
