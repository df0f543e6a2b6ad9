"""`python -m benchmarks [PART …]`: measure, print the ratios, keep them in results/."""

import argparse
import compileall
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import (
    ask,
    backup,
    beginnings,
    cache,
    commands,
    embedding,
    reviews,
    search,
    sync,
    tui,
)
from benchmarks.circumstances import ROOT, circumstances
from benchmarks.importing import importing
from benchmarks.retrieval import rounding

RESULTS = Path(__file__).parent / "results"
LIBRARIES = (
    "typer",
    "sqlalchemy",
    "psycopg",
    "rich",
    "onnxruntime",
    "tokenizers",
    "numpy",
    "fsrs-rs-python",
    "redis",
    "hiredis",
)


def parts(rounds: int, torch: str | None, fp32: Path | None) -> dict[str, Callable[[], object]]:
    """What can be measured, by name, in the order in which it is."""
    return {
        "commands": lambda: commands.compare(rounds=rounds),
        "first run": lambda: beginnings.first_run(rounds=3),
        "catalogue": lambda: beginnings.catalogue(rounds=5),
        "embedding": lambda: embedding.compare(rounds=rounds),
        "cache": lambda: cache.compare(rounds=rounds),
        "search": search.compare,
        "ask": lambda: ask.compare(rounds=rounds),
        "retrieval": lambda: rounding.compare(fp32),
        "sync": lambda: sync.sync(rounds=7),
        "tui": lambda: tui.tui(rounds=4),
        "reviews": lambda: {
            "bulk": reviews.bulk(rounds=5),
            "bulk, long": reviews.bulk(rounds=5, cards=reviews.LONG[0], reviews=reviews.LONG[1]),
            "fitting": reviews.fitting(rounds=5, torch=torch),
        },
        "import": lambda: importing(rounds=3),
        "backup": lambda: backup.backup(rounds=5),
    }


def main() -> int:
    """Measure everything, or what is named; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="pairs per command (15)")
    parser.add_argument("--no-save", action="store_true", help="print only")
    parser.add_argument("--torch", help="an interpreter with fsrs[optimizer], to fit beside ours")
    parser.add_argument("--fp32", type=Path, help="the model in full (scripts/make_model.py)")
    parser.add_argument("only", nargs="*", metavar="PART", help="all, unless some are named")
    asked = parser.parse_args()
    every = parts(asked.rounds, asked.torch, asked.fp32)
    if unknown := set(asked.only) - set(every):
        parser.error(f"no part is called {sorted(unknown)[0]!r}: {', '.join(every)}")
    # What is not compiled is compiled at every start, and that is not what we measure.
    compileall.compile_dir(ROOT / "maang", quiet=2)
    told = circumstances(asked.rounds, libraries=LIBRARIES)
    found = {name: measure() for name, measure in every.items() if name in (asked.only or every)}
    print(f"{told['commit']}, Python {told['python']}, {told['machine']}\n")
    for name, figures in found.items():
        _show(name, figures)
    if not asked.no_save:
        RESULTS.mkdir(exist_ok=True)
        named = "".join(f"-{name.replace(' ', '-')}" for name in asked.only)
        place = RESULTS / f"{told['date']}-{told['commit']}{named}.json"
        place.write_text(json.dumps({**told, **found}, indent=2) + "\n", encoding="utf-8")
        print(f"\nkept in {place.relative_to(ROOT)}")
    return 0


def _show(name: str, figures: Any) -> None:
    if name not in ("commands", "ask"):
        print(f"{name:22} {figures}")
        return
    for command, measured in figures.items():
        ratios = "   ".join(f"{value:6.2f} x {of}" for of, value in measured.items())
        print(f"{command:22} {ratios.replace('x seconds', 's      ')}")


if __name__ == "__main__":
    sys.exit(main())
