"""What a run of a fault found, the line that is kept of it, and the page made from the lines."""

import json
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.faults.ground import Ground

ROOT = Path(__file__).parent.parent.parent
RESULTS = Path(__file__).parent / "results.jsonl"
PAGE = ROOT / "docs" / "faults.md"

HEAD = """# Faults

What is done to maang on purpose, and what became of what it had acknowledged. A write is
acknowledged when its command printed the result. Every fault is injected again with a protection
switched off, and that control must do harm: it proves that the check can see.

This page is written by `make soak` (or `make docs`) from `tests/faults/results.jsonl`, which has
one line for each run; the newest line of a fault counts. `times` is how often it was injected: a
run with fewer times than there are commands or statements has tried a sample of them. The commit is
that of the run, before its branch was rebased. `make test` runs a short form of each.

"""

COLUMNS = (
    "fault", "times", "acknowledged", "lost", "partial", "doubled", "broken", "control", "run"
)  # fmt: skip


@dataclass
class Tally:
    """What became of the promises in one run. All but `n` and `acknowledged` should stay at 0."""

    n: int = 0
    """How often the fault was injected."""
    acknowledged: int = 0
    """What somebody was told is done."""
    lost: int = 0
    """Acknowledged, and not there."""
    partial: int = 0
    """There by half."""
    doubled: int = 0
    """There twice."""
    broken: list[str] = field(default_factory=list)
    """Any other promise that was not kept, in words."""
    recoveries: list[float] = field(default_factory=list)
    """Seconds until it worked again; for information only."""

    @property
    def harm(self) -> int:
        """How many promises were not kept."""
        return self.lost + self.partial + self.doubled + len(self.broken)


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong. `run(ground, n)` injects it `n` times; `control` does so without
    the protection that `without` names, and must find harm. `needs` says what is missing here."""

    name: str
    what: str
    run: "Callable[[Ground, int], Tally]"
    control: "Callable[[Ground], Tally]"
    without: str
    full: int
    short: int
    needs: Callable[[], str | None] = lambda: None


def line(fault: Fault, found: Tally, control: Tally) -> dict[str, Any]:
    """What is kept of a run."""
    seconds = max(found.recoveries, default=None)
    return {
        "fault": fault.name,
        **_figures(found),
        "recovery_s": None if seconds is None else round(seconds, 2),
        "control": {"without": fault.without, **_figures(control)},
        "commit": _commit(),
        "date": datetime.now(UTC).date().isoformat(),
    }


def append(found: dict[str, Any]) -> None:
    """Add a line to the results."""
    with RESULTS.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(found) + "\n")


def newest() -> dict[str, dict[str, Any]]:
    """The last line of each fault."""
    lines = RESULTS.read_text(encoding="utf-8").splitlines() if RESULTS.exists() else []
    return {found["fault"]: found for found in map(json.loads, lines)}


def page(faults: Iterable[Fault], found: dict[str, dict[str, Any]]) -> str:
    """The page of the documentation."""
    rows = [COLUMNS, tuple("---" for _ in COLUMNS)]
    rows += [
        _row(fault, found[fault.name])
        if fault.name in found
        else (fault.what, *["–"] * (len(COLUMNS) - 2), "not run in full yet")
        for fault in faults
    ]
    return HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(fault: Fault, said: dict[str, Any]) -> tuple[str, ...]:
    counts = (str(said[name]) for name in ("n", "acknowledged", "lost", "partial", "doubled"))
    control = said["control"]
    harm = [f"{control[name]} {name}" for name in ("lost", "partial", "doubled") if control[name]]
    harm += [f"{len(control['broken'])} broken"] if control["broken"] else []
    seen = f"{control['without']}: {', '.join(harm) or 'no harm seen'}"
    run = f"{said['date']}, {said['commit']}"
    return (fault.what, *counts, "; ".join(said["broken"]) or "0", seen, run)


def _figures(tally: Tally) -> dict[str, Any]:
    return {
        "n": tally.n,
        "acknowledged": tally.acknowledged,
        "lost": tally.lost,
        "partial": tally.partial,
        "doubled": tally.doubled,
        "broken": tally.broken,
    }


def _commit() -> str:
    """The commit under test, marked where what is tested differs from it."""
    tested = ["maang", "migrations", "tests/faults/*.py"]
    changed = _git("status", "--porcelain", "--", *tested)
    return _git("rev-parse", "--short", "HEAD") + ("-dirty" if changed else "")


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()
