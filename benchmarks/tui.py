"""The full screen on a real pty, against the smallest Textual app: first paint, the same with
what the database knows, and the time from a key to the first bytes it paints, screen by screen.

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
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path

import psutil
import psycopg

from benchmarks.home import Home, fresh_home

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

SCREENS = {
    "problems": ("2", "jk"),
    "settings": ("6", "jk"),
    "review": ("3", "ss"),
    "log": ("l", "ab"),
}
"""Screen → the key that leads to it, and two keys that change something on it, turn by turn."""

MANY = 100_000
"""Problems of the big catalogue; the other one is what is shipped."""

IDLE = 5.0
"""Seconds without a key in which the time on the processor is counted."""

GROW = """
INSERT INTO problems (id, platform, slug, number, title, premium, topics, techniques, search_text,
                      edited, created_at)
SELECT gen_random_uuid(), 'bench', 'bench-' || n, 10000 + n, 'Bench ' || n, false, '{}', '{}',
       'bench ' || n, false, now()
FROM generate_series(1, %s) AS n
"""


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

    def painted(self, words: bytes) -> float:
        """Seconds from the start until `words` stand on the screen."""
        seen = b""
        while words not in seen:
            if not select.select([self.fd], [], [], 30.0)[0]:
                raise RuntimeError(f"{words!r} never came")
            seen += os.read(self.fd, 1 << 16)
        return time.perf_counter() - self.begun

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

    def shown(self, key: str) -> float:
        """Seconds from a key to the last byte before a silence."""
        begun = last = time.perf_counter()
        os.write(self.fd, key.encode())
        while self._read(QUIET if last > begun else 10.0):
            last = time.perf_counter()
        return last - begun

    def idle(self) -> float:
        """The share of one processor that the program takes while nobody touches it."""
        process = psutil.Process(self.pid)
        before = sum(process.cpu_times()[:2])
        time.sleep(IDLE)
        return (sum(process.cpu_times()[:2]) - before) / IDLE

    def _read(self, seconds: float) -> int:
        if not select.select([self.fd], [], [], seconds)[0]:
            return 0
        try:
            return len(os.read(self.fd, 1 << 16))
        except OSError:
            return 0


def tui(*, rounds: int) -> dict[str, float]:
    """Ratios to the floor: the first paint, the page filled, the p95 of a key on each screen; a
    big catalogue's opening to the shipped one's; what of a processor it takes while it rests.
    """
    times: dict[str, list[float]] = defaultdict(list)
    floor = [sys.executable, "-c", FLOOR]
    maang = [str(Path(sys.executable).parent / "maang"), "tui"]
    with fresh_home() as small, fresh_home() as big:
        for home in (small, big):
            for slug in ("two-sum", "3sum", "word-break"):
                home.run("log", slug, "--at", "30 days ago")
        _grow(big)
        for turn in range(rounds + 1):
            seen = times if turn else defaultdict(list)  # the first round warms the disk
            with OnPty(floor, {}) as app:
                seen["floor paint"].append(app.painted(b"ready"))
                app.settled(least=0)
                seen["floor keys"] += [app.answer(key) for key in "jk" * (KEYS // 2)]
            with OnPty(maang, small.command().env) as app:
                seen["maang paint"].append(app.painted(b"Keys"))
                seen["filled"].append(app.settled())
                _use(app, seen)
            with OnPty(maang, big.command().env) as app:
                app.settled(least=3000)
                seen["big"].append(app.shown("2"))
    base, slow = statistics.median(times["floor paint"]), _p95(times["floor keys"])
    opened = statistics.median(times["big"]) / statistics.median(times["problems opened"])
    return {
        "first paint x floor": round(statistics.median(times["maang paint"]) / base, 2),
        "first filled page x floor": round(statistics.median(times["filled"]) / base, 2),
        **{f"key p95 {name} x floor": round(_p95(times[name]) / slow, 2) for name in SCREENS},
        f"open {MANY} x shipped": round(opened, 2),
        "idle % of a processor": round(100 * statistics.median(times["idle"]), 2),
    }


def _use(app: OnPty, seen: dict[str, list[float]]) -> None:
    """Go to each screen and press keys there."""
    for name, (key, pair) in SCREENS.items():
        seen[f"{name} opened"].append(app.shown(key))
        seen[name] += [app.answer(each) for each in pair * (KEYS // 2)]
    seen["idle"].append(app.idle())


def _grow(home: Home) -> None:
    """Make the catalogue big."""
    with psycopg.connect(home.url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(GROW, (MANY,))
        connection.execute("ANALYZE problems")


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    print(json.dumps(tui(rounds=5), indent=2))
