"""The full screen on a real pty, against the smallest Textual app: first settled paint, and the
time from a key to the first bytes it paints, screen by screen.

`python -m benchmarks.tui` prints them alone.
"""

import json
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time
from collections.abc import Mapping
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path

from benchmarks.home import fresh_home

QUIET = 0.4
"""Seconds without a byte after which a screen has settled."""

KEYS = 40
"""Keys pressed on each screen."""

FLOOR = """
from textual.app import App
from textual.widgets import Static
class Floor(App):
    presses = 0
    def compose(self):
        yield Static("ready", id="line")
    def on_key(self, event):
        self.presses += 1
        self.query_one("#line", Static).update(f"{event.key} {self.presses}")
Floor().run()
"""

SCREENS = {"problems": "2", "sync": "5", "settings": "6"}
"""Those whose cursor moves with `j` and `k`, and the key that leads to each."""


@dataclass
class OnPty:
    """A program on a terminal of its own, 120×36."""

    argv: list[str]
    env: Mapping[str, str]

    def __enter__(self) -> "OnPty":
        self.begun = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if not self.pid:
            os.environ.update(self.env, TERM="xterm-256color")
            os.execv(self.argv[0], self.argv)
        ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGTERM)
        while self._read(QUIET):
            pass
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def settled(self, *, least: int = 1) -> float:
        """Seconds from the start to the last byte before a silence, `least` bytes at least."""
        seen, last = 0, self.begun
        while count := self._read(30.0 if seen < least else QUIET):
            seen, last = seen + count, time.perf_counter()
        return last - self.begun

    def answer(self, key: str) -> float:
        """Seconds from a key to the first byte it paints; then everything is read."""
        begun = time.perf_counter()
        os.write(self.fd, key.encode())
        if not self._read(10.0):
            raise RuntimeError(f"no answer to {key!r}")
        taken = time.perf_counter() - begun
        while self._read(0.06):
            pass
        return taken

    def _read(self, seconds: float) -> int:
        if not select.select([self.fd], [], [], seconds)[0]:
            return 0
        try:
            return len(os.read(self.fd, 1 << 16))
        except OSError:
            return 0


def tui(*, rounds: int) -> dict[str, float]:
    """Ratios to the floor: the first settled paint, and the p95 of a key on each screen."""
    paints: dict[str, list[float]] = {"floor": [], "maang": []}
    keys: dict[str, list[float]] = {"floor": [], **{name: [] for name in SCREENS}}
    floor = [sys.executable, "-c", FLOOR]
    maang = [str(Path(sys.executable).parent / "maang"), "tui"]
    with fresh_home() as home:
        home.run("today")
        for turn in range(rounds + 1):
            with OnPty(floor, {}) as app:
                paint = app.settled(least=1000)
                pressed = [app.answer(key) for key in "jk" * (KEYS // 2)]
            if turn:  # the first round warms the disk
                paints["floor"].append(paint)
                keys["floor"] += pressed
            with OnPty(maang, home.command().env) as app:
                paint = app.settled(least=3000)
                for name, key in SCREENS.items():
                    app.answer(key)
                    app.settled()
                    pressed = [app.answer(key) for key in "jk" * (KEYS // 2)]
                    if turn:
                        keys[name] += pressed
            if turn:
                paints["maang"].append(paint)
    base, slow = statistics.median(paints["floor"]), _p95(keys["floor"])
    return {
        "first paint x floor": round(statistics.median(paints["maang"]) / base, 2),
        **{f"key p95 {name} x floor": round(_p95(keys[name]) / slow, 2) for name in SCREENS},
    }


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    print(json.dumps(tui(rounds=5), indent=2))
