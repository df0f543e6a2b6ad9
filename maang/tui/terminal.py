"""A terminal that may go away under the app, and whose keys are read without looking ten times a
second: what is written to one that is gone is written to nobody.

Textual's thread that writes would end with the first error, the app wait for it for ever, and its
thread that reads look for input without a pause.
"""

import os
import select
import threading
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress
from typing import IO, Any, cast

from textual import events
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

ESCAPE = "\x1b"
MOST = 4096
"""Bytes that are read at once."""


class LastingDriver(LinuxDriver):
    """Textual's, but its writing never fails and its reading sleeps until there is something."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._file = cast(Any, Lasting(cast(IO[str], self._file)))
        self.exit_event = self._bell = Bell()

    def start_application_mode(self) -> None:
        """Begin, or go on after an editor or the shell had the terminal: that closed the bell."""
        if self._bell.fileno() < 0:
            self.exit_event = self._bell = Bell()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def run_input_thread(self) -> None:
        """Pass on what is typed until the bell rings or the terminal is gone."""
        parser = Keys(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        waiting = (self._bell, self.fileno)  # for select: macOS polls no terminal
        while not self._bell.is_set():
            found, _, _ = select.select(waiting, [], [], parser.patience)
            if self.fileno in found:
                try:
                    content = os.read(self.fileno, MOST)
                except OSError:
                    content = b""
                if not content:
                    return  # nobody is there; the app sees that for itself
                self._pass_on(parser.feed(typed) if (typed := decode(content)) else ())
            self._pass_on(parser.tick())

    def _pass_on(self, messages: Iterable[Any]) -> None:
        for message in messages:
            self.process_message(message)

    def close(self) -> None:
        """Nothing is read any more."""
        super().close()
        self._bell.close()


class Keys(XTermParser):
    """Textual's, but an escape and a digit behind it are those two keys.

    It takes them for what a Mac's option key and a digit make on one keyboard: a cent sign for 4.
    """

    @property
    def patience(self) -> float | None:
        """Seconds after which an escape was a key of its own; None where none waits."""
        if self._timeout_time is None:
            return None
        return max(0.001, self._timeout_time - get_time())

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if len(sequence) == 2 and sequence[0] == ESCAPE and sequence[1].isdecimal():
            return (events.Key(f"alt+{sequence[1]}", sequence[1]),)
        return super()._sequence_to_key_events(sequence, alt)


class Bell(threading.Event):
    """An event that wakes whoever polls it."""

    def __init__(self) -> None:
        super().__init__()
        self._hears, self._rings = os.pipe()

    def fileno(self) -> int:
        """What is polled."""
        return self._hears

    def set(self) -> None:
        """Ring."""
        super().set()
        with suppress(OSError):
            os.write(self._rings, b"!")

    def clear(self) -> None:
        """Be silent again."""
        with suppress(OSError):
            os.read(self._hears, MOST)
        super().clear()

    def close(self) -> None:
        """It rings once more, so that nobody waits for what cannot come."""
        self.set()
        for end in (self._hears, self._rings):
            with suppress(OSError):
                os.close(end)
        self._hears = self._rings = -1


class Lasting:
    """A file whose writes may reach nobody."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write, if anybody is there."""
        with suppress(OSError):
            return self._file.write(text)
        return len(text)

    def flush(self) -> None:
        """Send what was written, if anybody is there."""
        with suppress(OSError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        """Everything else is the file's."""
        return getattr(self._file, name)
