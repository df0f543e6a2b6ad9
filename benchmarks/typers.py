"""`python -m benchmarks.typers 0.28.0 0.29.2 …`: the no-op of several releases of Typer, each
installed aside, as a ratio of the bare interpreter. For docs/decisions/0001-typer.md."""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.commands import FLOORS
from benchmarks.measure import Command, in_turns

ROUNDS = 15


def main(releases: list[str]) -> int:
    """Install, measure and print; the exit code."""
    if not releases:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="maang-typers-") as work:
        places = {release: _installed(release, Path(work)) for release in releases}
        noop = [sys.executable, str(FLOORS / "noop.py"), "nothing"]
        commands = {
            "floor": Command([sys.executable, "-c", "pass"]),
            **{name: Command(noop, {"PYTHONPATH": str(place)}) for name, place in places.items()},
        }
        seconds = in_turns(commands, rounds=ROUNDS)
    for release in releases:
        print(f"typer {release:8} {seconds[release] / seconds['floor']:6.2f} x floor")
    return 0


def _installed(release: str, work: Path) -> Path:
    place = work / release
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(place)]
    subprocess.run([*pip, f"typer=={release}"], check=True, capture_output=True)
    return place


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
