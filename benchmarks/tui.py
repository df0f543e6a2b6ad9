"""The full screen on a real pty, against the smallest Textual app on one of the same size: the
first paint, the same with what the database knows, the time from a key to the first bytes it
paints, screen by screen, a long list against a short one, and what it takes while it rests.

`python -m benchmarks.tui` prints them alone.
"""

import compileall
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
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path

import psutil
import psycopg

from benchmarks.home import Home, fresh_home

QUIET = 0.4
"""Seconds without a byte after which a screen has settled."""

PAINTS = 15
"""Pairs of starts, ours and the floor's."""

KEYS = 40
"""Keys pressed on each screen, and as many on the floor, turn by turn."""

PAUSES = (0.0, 0.05, 0.1, 0.2)
"""Seconds between the last byte of an answer and the next key, in turns: what a key begins to
read is there at once after some keys, and meets the next one after others."""

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
    "search": ("2/", "ab"),
    "review": ("3", "ss"),
    "settings": ("6", "jk"),
    "log": ("l", "ab"),
}
"""Screen → the keys that lead to it, and two keys that change something on it, turn by turn."""

FILLED = b"blind-75"
"""What stands on the page of the day once it was read."""

FEW, MANY = 1_000, 100_000
"""Problems of the two catalogues whose opening is compared."""

A_PAGE = 8000
"""Bytes that a screen full of problems has at least."""

WARM = 3.0
"""Seconds in which the code of the other screens is loaded behind the first page."""

IDLE = 10.0
"""Seconds without a key in which the time on the processor is counted."""

SHRINK = """
DELETE FROM problems WHERE id NOT IN (SELECT id FROM problems ORDER BY number LIMIT %s)
"""

GROW = """
INSERT INTO problems (id, platform, slug, number, title, premium, topics, techniques, search_text,
                      edited, created_at)
SELECT gen_random_uuid(), 'bench', 'bench-' || n, 10000 + n, 'Bench ' || n, false, '{}', '{}',
       'bench ' || n, false, now()
FROM generate_series(1, %s - (SELECT count(*) FROM problems)) AS n
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
            ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
            os.environ.update(self.env, TERM="xterm-256color")
            os.execv(self.argv[0], self.argv)
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGTERM)
        while self._read(QUIET):
            pass
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def settled(self, *, least: int = 1, quiet: float = QUIET) -> float:
        """Seconds from the start to the last byte before a silence, `least` bytes at least."""
        seen, last = 0, self.begun
        while count := self._read(30.0 if seen < least else quiet):
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

    def shown(self, key: str, *, least: int = 1) -> float:
        """Seconds from a key to the last byte before a silence, `least` bytes at least."""
        begun = last = time.perf_counter()
        os.write(self.fd, key.encode())
        seen = 0
        while count := self._read(10.0 if seen < least else QUIET):
            seen, last = seen + count, time.perf_counter()
        return last - begun

    def idle(self) -> float:
        """The share of one processor that the program takes while nobody touches it."""
        before = self._worked()
        time.sleep(IDLE)
        return (self._worked() - before) / IDLE

    def _worked(self) -> float:
        """Seconds on a processor, of all threads: to the nanosecond where Linux tells them."""
        threads = Path(f"/proc/{self.pid}/task")
        try:
            told = [(one / "schedstat").read_text().split()[0] for one in threads.iterdir()]
        except OSError:
            return float(sum(psutil.Process(self.pid).cpu_times()[:2]))
        return sum(map(int, told)) / 1e9

    def _read(self, seconds: float) -> int:
        if not select.select([self.fd], [], [], seconds)[0]:
            return 0
        try:
            return len(os.read(self.fd, 1 << 16))
        except OSError:
            return 0


def tui(*, rounds: int) -> dict[str, object]:
    """Ratios to the floor: the first paint, the page filled, the median and the p95 of a key on
    each screen; a big catalogue's opening to a small one's; what of a processor it takes at rest.
    """
    times: dict[str, list[float]] = defaultdict(list)
    with fresh_home() as own, fresh_home() as small, fresh_home() as big:
        for home in (own, small, big):
            for slug in ("two-sum", "3sum", "word-break"):
                home.run("log", slug, "--at", "30 days ago")
        for turn in range(PAINTS + 1):
            _paint(own, times if turn else defaultdict(list))
        _resize(small, SHRINK, FEW)
        _resize(big, GROW, MANY)
        for turn in range(rounds + 1):
            seen = times if turn else defaultdict(list)  # the first round warms the disk
            with OnPty(_floor(), {}) as bare:
                bare.painted(b"ready")
                with OnPty(*_maang(own)) as app:
                    app.painted(FILLED)
                    app.settled(least=0)
                    time.sleep(WARM)
                    seen["idle"].append(app.idle())
                    _use(app, bare, seen)
            for name, home in (("small", small), ("big", big)):
                with OnPty(*_maang(home)) as app:
                    app.painted(FILLED)
                    app.settled(least=0)
                    seen[name].append(app.shown("2", least=A_PAGE))
    base = statistics.median(times["floor paint"])
    return {
        "first paint x floor": round(statistics.median(times["paint"]) / base, 2),
        "page filled x floor": round(statistics.median(times["filled"]) / base, 2),
        "key p50 x floor": {name: _ratio(times, name, statistics.median) for name in SCREENS},
        "key p95 x floor": {name: _ratio(times, name, _p95) for name in SCREENS},
        "floor key ms": {
            "p50": round(1000 * statistics.median(times["floor problems"]), 1),
            "p95": round(1000 * _p95(times["floor problems"]), 1),
        },
        f"open {MANY} x {FEW}": _ratio(times, "big", statistics.median, to="small"),
        "idle % of a processor": round(100 * statistics.median(times["idle"]), 3),
    }


def _paint(home: Home, seen: dict[str, list[float]]) -> None:
    """Start each, and end it once it rests."""
    with OnPty(_floor(), {}) as bare:
        seen["floor paint"].append(bare.painted(b"ready"))
        bare.settled(least=0)
    with OnPty(*_maang(home)) as app:
        seen["paint"].append(app.painted(b"Keys"))
        seen["filled"].append(app.painted(FILLED))
        app.settled(least=0)


def _floor() -> list[str]:
    return [sys.executable, "-c", FLOOR]


def _maang(home: Home) -> tuple[list[str], Mapping[str, str]]:
    command = home.command("tui")
    return command.argv, {"MAANG_HOME": command.env["MAANG_HOME"]}


def _use(app: OnPty, bare: OnPty, seen: dict[str, list[float]]) -> None:
    """Go to each screen and press keys there, and the same ones on the floor in turns."""
    for name, (way, pair) in SCREENS.items():
        for key in way:
            app.shown(key)
        for place, key in enumerate(pair * (KEYS // 2)):
            seen[name].append(app.answer(key))
            seen[f"floor {name}"].append(bare.answer(key))
            time.sleep(PAUSES[place % len(PAUSES)])
            app.settled(least=0, quiet=0.0)
        if name == "search":
            app.shown("\x1b")


def _ratio(
    times: Mapping[str, list[float]],
    name: str,
    of: Callable[[list[float]], float],
    *,
    to: str | None = None,
) -> float:
    return round(of(times[name]) / of(times[to or f"floor {name}"]), 2)


def _resize(home: Home, statement: str, problems: int) -> None:
    """Make the catalogue so big."""
    with psycopg.connect(home.url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statement, (problems,))
        connection.execute("VACUUM ANALYZE problems")


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    compileall.compile_dir(Path(__file__).parent.parent / "maang", quiet=2)
    print(json.dumps(tui(rounds=5), indent=2))
