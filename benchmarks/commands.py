"""Light commands against the bare interpreter, Typer's no-op and a fresh SQLAlchemy insert."""

import subprocess
import sys
from pathlib import Path

from benchmarks.home import Home, fresh_home
from benchmarks.measure import Command, in_turns

FLOORS = Path(__file__).parent / "floors"

LIGHT = {
    "maang --version": ("--version",),
    "maang --help": ("--help",),
}
"""Compared with Typer's no-op."""

WITH_DATA = {
    "maang log": ("log", "two-sum", "--minutes", "18", "--again"),
    "maang today": ("today",),
    "maang review due": ("review", "due"),
    "maang problem search": ("problem", "search", "sliding window"),
}
"""Compared with Typer's no-op and one fresh insert together."""


def compare(*, rounds: int) -> dict[str, dict[str, float]]:
    """Seconds and ratios of every command."""
    with fresh_home() as home:
        home.run("today")
        insert = [sys.executable, str(FLOORS / "insert.py"), home.url]
        subprocess.run([*insert, "--create"], check=True)
        seconds = in_turns(_commands(home, insert), rounds=rounds)
    floor, noop = seconds["floor"], seconds["no-op"]
    both = noop + seconds["insert"]
    found = {}
    for name, median in seconds.items():
        found[name] = {"seconds": round(median, 4), "floor": round(median / floor, 2)}
        if name in LIGHT:
            found[name]["no-op"] = round(median / noop, 2)
        if name in WITH_DATA:
            found[name]["no-op + insert"] = round(median / both, 2)
    return found


def _commands(home: Home, insert: list[str]) -> dict[str, Command]:
    ours = {name: home.command(*words) for name, words in (LIGHT | WITH_DATA).items()}
    return {
        "floor": Command([sys.executable, "-c", "pass"]),
        "no-op": Command([sys.executable, str(FLOORS / "noop.py"), "nothing"]),
        "insert": Command(insert),
        **ours,
    }
